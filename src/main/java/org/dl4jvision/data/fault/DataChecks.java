package org.dl4jvision.data.fault;

import org.dl4jvision.check.Registry;

/** What is looked for in data sets, by name; a new check is a class and a line here. */
public final class DataChecks {

  /** All checks by name. */
  public static final Registry<DataCheck> REGISTRY =
      new Registry<>(
          "check",
          "checks",
          new AbsentClasses(),
          new AnnotationsWithoutImage(),
          new BadAnnotations(),
          new BoxesOutside(),
          new DuplicateBoxes(),
          new DuplicateImages(),
          new EmptyBoxes(),
          new EmptyLabels(),
          new ImagesWithoutAnnotation(),
          new MaskSizes(),
          new MaskValues(),
          new ReaderRemarks(),
          new ReversedBoxes(),
          new ShiftedMasks(),
          new SplitLeaks(),
          new TurnedImages(),
          new UnknownClasses(),
          new UnreadableImages());

  private DataChecks() {}
}
