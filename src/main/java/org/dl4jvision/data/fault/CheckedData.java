package org.dl4jvision.data.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.folder.FolderAnnotations;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.format.AnnotationFormats.Decision;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.io.DataFault;
import org.dl4jvision.io.Parallel;
import org.dl4jvision.io.Progress;

/**
 * A folder of data that was looked at: what its annotations say, as far as they can be read, and
 * what is to be known of each image. Images are decoded one after the other, as many at a time as
 * there are cores, and only their {@link ImageFacts} are kept. Immutable.
 */
public final class CheckedData {

  private final Decision decision;
  private final FolderAnnotations annotations;
  private final List<IllegalArgumentException> refusals;
  private final Looks looks;
  private final List<ImageFacts> images;
  private final Twins twins;

  private CheckedData(
      Decision decision,
      FolderAnnotations annotations,
      List<IllegalArgumentException> refusals,
      Looks looks,
      Progress progress) {
    this.decision = decision;
    this.annotations = annotations;
    this.refusals = List.copyOf(refusals);
    this.looks = looks;
    List<AnnotatedImage> all = annotations.images();
    progress.begin("looking at images", all.size());
    images =
        Parallel.map(
            all.size(),
            i -> {
              ImageFacts facts = looks.at(all.get(i));
              progress.count();
              return facts;
            });
    progress.begin("comparing images");
    twins = Twins.of(images);
  }

  /**
   * Looks at a folder.
   *
   * @param options by which it is read
   * @param wanted its annotations must say one of these
   * @param progress is told how far it is
   * @throws IllegalArgumentException if the folder has no such annotations, or an option is wrong
   */
  public static CheckedData read(
      FolderSegmentationDataset.Builder options, List<Content> wanted, Progress progress) {
    List<IllegalArgumentException> refusals = Collections.synchronizedList(new ArrayList<>());
    progress.begin("reading annotations");
    Decision decision = options.faults(refusals::add).decide(wanted);
    FolderAnnotations annotations = annotations(options, decision, refusals);
    progress.begin("reading objects and masks");
    Looks looks = new Looks(decision.folder().root(), options, annotations);
    return new CheckedData(decision, annotations, refusals, looks, progress);
  }

  private static FolderAnnotations annotations(
      FolderSegmentationDataset.Builder options,
      Decision decision,
      List<IllegalArgumentException> refusals) {
    try {
      return FolderAnnotations.read(options, decision);
    } catch (IllegalArgumentException e) {
      refusals.add(e);
      return FolderAnnotations.nothing(decision);
    }
  }

  /** The line that says which format was found, and why. */
  public String recognition() {
    return decision.describe();
  }

  /** The name of the format. */
  public String format() {
    return decision.found().format().name();
  }

  /** How many annotated images can be opened. */
  public int size() {
    return images.size();
  }

  /** The files of the folder. */
  DataFolder files() {
    return decision.folder();
  }

  /** What the annotations say, of images that can be opened. */
  FolderAnnotations annotations() {
    return annotations;
  }

  /** The images that are annotated, in the order of the format. */
  List<ImageFacts> images() {
    return images;
  }

  /** Files and entries that the format could not read, of a kind; null for those of none. */
  List<IllegalArgumentException> refusals(DataFault.Kind kind) {
    return refusals.stream().filter(e -> kind(e) == kind).toList();
  }

  /** What is wrong with masks, by their images, of a kind; null for their values. */
  Map<AnnotatedImage, IllegalArgumentException> maskFaults(DataFault.Kind kind) {
    Map<AnnotatedImage, IllegalArgumentException> some = new LinkedHashMap<>();
    for (ImageFacts facts : images) {
      IllegalArgumentException fault = looks.maskFaults().get(facts.image());
      if (fault != null && kind(fault) == kind) {
        some.put(facts.image(), fault);
      }
    }
    return some;
  }

  private static DataFault.Kind kind(IllegalArgumentException e) {
    return e instanceof DataFault fault ? fault.kind() : null;
  }

  /** What is wrong with the classes, for which no single file is to blame. */
  Optional<IllegalArgumentException> classFault() {
    return looks.classFault();
  }

  /** The classes that are declared, else those that occur. */
  List<String> classNames() {
    return looks.classNames();
  }

  /** What the reader said, a line each. */
  List<String> remarks() {
    return Stream.concat(annotations.warnings().stream(), looks.warnings().stream()).toList();
  }

  /** Images that show the same. */
  Twins twins() {
    return twins;
  }

  /** An image with its usable objects; empty where its file or its mask is at fault. */
  Optional<AnnotatedImage> usable(ImageFacts facts) {
    return facts.damage().isEmpty() && !looks.maskFaults().containsKey(facts.image())
        ? Optional.of(looks.usable(facts.image()))
        : Optional.empty();
  }
}
