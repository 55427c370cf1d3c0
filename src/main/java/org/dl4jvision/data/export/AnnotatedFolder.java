package org.dl4jvision.data.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.export.DatasetWriter.Part;
import org.dl4jvision.data.folder.FolderAnnotations;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.data.format.AnnotationFormats.Decision;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.segmentation.ClassMaps;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;

/**
 * A folder of data in any format, as it can be written: its objects, or those of its class maps;
 * and its class maps, or those that are painted of its outlines. All is checked as for training.
 * Images stay in the splits that are stated: nothing is held out. Immutable and thread-safe.
 */
public final class AnnotatedFolder {

  private static final List<Content> OBJECTS = List.of(Content.OUTLINES, Content.BOXES);

  private final String recognition;
  private final Classes classes;
  private final List<LabeledImage> images;
  private final List<String> warnings;

  private AnnotatedFolder(
      String recognition, Classes classes, List<LabeledImage> images, List<String> warnings) {
    this.recognition = recognition;
    this.classes = classes;
    this.images = List.copyOf(images);
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Reads and checks a folder. Where objects are wanted, a format that has them comes before one
   * that has masks, unless it is named.
   *
   * @param options of the folder
   * @param parts that are wanted
   * @throws IllegalArgumentException one line, naming the first file or object at fault
   */
  public static AnnotatedFolder read(FolderSegmentationDataset.Builder options, Set<Part> parts) {
    return options.opened(() -> opened(options, parts));
  }

  private static AnnotatedFolder opened(
      FolderSegmentationDataset.Builder options, Set<Part> parts) {
    Decision decision =
        parts.contains(Part.OBJECTS)
            ? options.decide(OBJECTS, List.of(Content.MASKS))
            : options.decide(FolderSegmentationDataset.CONTENTS);
    FolderAnnotations annotations = FolderAnnotations.read(options, decision);
    List<String> others = new ArrayList<>();
    if (!annotations.has(Content.MASKS) && options.isOpen()) {
      AnnotationFormats.claims(decision.folder(), List.of(Content.MASKS))
          .forEach(found -> others.add(leftAlone(found)));
    }
    return of(options, decision.folder().root(), annotations, others, parts);
  }

  /**
   * What annotations say that were read; all is checked now.
   *
   * @param options by which they were read
   * @param others what else is to be said of the folder, a line each
   * @param parts that are wanted
   * @throws IllegalArgumentException one line, naming the first file or object at fault
   */
  public static AnnotatedFolder of(
      FolderSegmentationDataset.Builder options,
      Path folder,
      FolderAnnotations annotations,
      List<String> others,
      Set<Part> parts) {
    boolean wantsMaps = parts.contains(Part.CLASS_MAPS);
    boolean wantsObjects = parts.contains(Part.OBJECTS);
    boolean masks = annotations.has(Content.MASKS);
    Optional<ClassMaps> maps =
        masks || wantsMaps && (!wantsObjects || hasOutlines(annotations))
            ? Optional.of(options.classMaps(annotations))
            : Optional.empty();
    Optional<ObjectSource> objects = Optional.empty();
    if (wantsObjects) {
      objects =
          Optional.of(
              maps.filter(one -> masks)
                  .<ObjectSource>map(ComponentObjects::new)
                  .orElseGet(() -> new StatedObjects(folder, annotations)));
    }
    List<String> warnings = new ArrayList<>(annotations.warnings());
    warnings.addAll(others);
    // Both look at the same objects, and say the same of them.
    warnings.addAll(
        objects
            .map(ObjectSource::warnings)
            .or(() -> maps.map(ClassMaps::warnings))
            .orElse(List.of()));
    options.refuse(warnings);
    Optional<ClassMaps> written = maps.filter(one -> wantsMaps);
    Classes classes =
        Classes.of(
            objects.map(ObjectSource::names).orElse(List.of()),
            masks ? Optional.empty() : annotations.categoryIds(),
            written.map(ClassMaps::names).orElse(List.of()));
    Function<AnnotatedImage, List<LabeledObject>> none = image -> List.of();
    Function<AnnotatedImage, List<LabeledObject>> on =
        objects.isPresent() ? objects.get()::on : none;
    return new AnnotatedFolder(
        annotations.recognition(),
        classes,
        annotations.images().stream().map(image -> labeled(image, on, written)).toList(),
        warnings);
  }

  private static String leftAlone(Found found) {
    return "masks as "
        + found.format().name()
        + " has them are there, too, and left alone: --format "
        + found.format().name()
        + " takes them instead";
  }

  private static boolean hasOutlines(FolderAnnotations annotations) {
    return annotations.images().stream()
        .flatMap(image -> image.objects().stream())
        .anyMatch(object -> object.outline().isPresent());
  }

  private static LabeledImage labeled(
      AnnotatedImage image,
      Function<AnnotatedImage, List<LabeledObject>> objects,
      Optional<ClassMaps> maps) {
    return new LabeledImage(
        image.file(),
        image.name(),
        image.id(),
        image.size(),
        image.split(),
        () -> objects.apply(image),
        maps.map(one -> () -> one.labels(image)));
  }

  /** The line that says which format was found and why, and which others it may be. */
  public String recognition() {
    return recognition;
  }

  /** The classes of what is wanted. */
  public Classes classes() {
    return classes;
  }

  /** All images, in the order of the format. */
  public List<LabeledImage> images() {
    return images;
  }

  /** What was repaired or left out, a line each. */
  public List<String> warnings() {
    return warnings;
  }
}
