package org.dl4jvision.data.export;

import org.dl4jvision.check.Registry;

/** The layouts in which data sets are written, by name; a new one is a class and a line here. */
public final class DatasetWriters {

  /** All writers by name. */
  public static final Registry<DatasetWriter> REGISTRY =
      new Registry<>(
          "writer",
          "writers",
          new CocoWriter(),
          new LabelMeWriter(),
          new MasksWriter(),
          new VocWriter(),
          new YoloWriter());

  private DatasetWriters() {}
}
