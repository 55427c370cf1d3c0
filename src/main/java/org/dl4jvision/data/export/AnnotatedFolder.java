package org.dl4jvision.data.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.export.DatasetWriter.Part;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.data.format.AnnotationFormats.Decision;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.ReadOptions;
import org.dl4jvision.data.segmentation.ClassMaps;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.io.Parallel;
import org.dl4jvision.io.Progress;

/**
 * A folder of data in any format, as it can be written: its objects, or those of its class maps;
 * and its class maps, or those that are painted of its outlines. All is checked as for training.
 * Images stay in the splits that are stated: nothing is held out. Immutable and thread-safe.
 */
public final class AnnotatedFolder {

  private static final List<Content> OBJECTS = List.of(Content.OUTLINES, Content.BOXES);
  private static final List<Content> ALL = List.of(Content.OUTLINES, Content.BOXES, Content.MASKS);

  private final Decision decision;
  private final Classes classes;
  private final List<LabeledImage> images;
  private final List<String> warnings;

  private AnnotatedFolder(
      Decision decision, Classes classes, List<LabeledImage> images, List<String> warnings) {
    this.decision = decision;
    this.classes = classes;
    this.images = List.copyOf(images);
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Reads and checks a folder.
   *
   * @param format null to find it by what is in the folder; where objects are wanted a format that
   *     has them comes before one that has masks
   * @param parts that are wanted
   * @param progress of reading
   * @throws IllegalArgumentException one line, naming the first file or object at fault
   */
  public static AnnotatedFolder read(
      Path folder, AnnotationFormat format, Set<Part> parts, Progress progress) {
    DataFolder files = DataFolder.of(folder, progress);
    boolean wantsMaps = parts.contains(Part.CLASS_MAPS);
    boolean wantsObjects = parts.contains(Part.OBJECTS);
    progress.begin("looking for annotations");
    Decision decision =
        AnnotationFormats.find(
            files, format, wanted(files, format, wantsObjects), ReadOptions.NONE);
    progress.begin("reading annotations as " + decision.found().format().name());
    Annotations annotations = decision.found().read(ReadOptions.NONE);
    List<AnnotatedImage> all = annotations.images();
    progress.begin("reading sizes of images");
    Parallel.forEach(all.size(), i -> all.get(i).size());
    progress.begin("checking all of them");
    List<String> warnings = new ArrayList<>(files.notes());
    warnings.addAll(annotations.warnings());
    boolean masks = decision.found().contents().contains(Content.MASKS);
    Optional<ClassMaps> maps =
        masks || wantsMaps && (!wantsObjects || hasOutlines(annotations))
            ? Optional.of(ClassMaps.of(folder, annotations, masks))
            : Optional.empty();
    Optional<ObjectSource> objects = Optional.empty();
    if (wantsObjects) {
      objects =
          Optional.of(
              maps.filter(one -> masks)
                  .<ObjectSource>map(ComponentObjects::new)
                  .orElseGet(() -> new StatedObjects(folder, annotations)));
    }
    // Both look at the same objects, and say the same of them.
    warnings.addAll(
        objects
            .map(ObjectSource::warnings)
            .or(() -> maps.map(ClassMaps::warnings))
            .orElse(List.of()));
    Optional<ClassMaps> written = maps.filter(one -> wantsMaps);
    Classes classes =
        Classes.of(
            objects.map(ObjectSource::names).orElse(List.of()),
            objects.map(ObjectSource::names).flatMap(annotations::categoryIds),
            written.map(ClassMaps::names).orElse(List.of()));
    Function<AnnotatedImage, List<LabeledObject>> none = image -> List.of();
    Function<AnnotatedImage, List<LabeledObject>> on =
        objects.isPresent() ? objects.get()::on : none;
    return new AnnotatedFolder(
        decision,
        classes,
        all.stream().map(image -> labeled(image, on, written)).toList(),
        warnings);
  }

  private static List<Content> wanted(
      DataFolder files, AnnotationFormat format, boolean wantsObjects) {
    if (!wantsObjects) {
      return FolderSegmentationDataset.CONTENTS;
    }
    return format == null && AnnotationFormats.isAny(files, OBJECTS) ? OBJECTS : ALL;
  }

  private static boolean hasOutlines(Annotations annotations) {
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
    return decision.describe();
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
