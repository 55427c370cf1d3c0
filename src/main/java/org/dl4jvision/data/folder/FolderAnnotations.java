package org.dl4jvision.data.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.FirstPages;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.format.AnnotationFormats.Decision;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.mask.MaskFormat;
import org.dl4jvision.io.coco.CocoId;

/**
 * What the annotations in a folder say, by options, not yet checked but for that all images can be
 * opened.
 *
 * @param format that was found or named
 * @param contents what the annotations may say
 * @param recognition the line that says which format was found and why, and which others it may be
 * @param images of all splits
 * @param classNames that the user, else those that the data declare
 * @param categoryIds those of {@code classNames}, where the format has ids
 * @param legend what the codes of masks mean, where the format says it
 * @param warnings what was repaired or left out, a line each
 */
public record FolderAnnotations(
    AnnotationFormat format,
    Set<Content> contents,
    String recognition,
    List<AnnotatedImage> images,
    Optional<List<String>> classNames,
    Optional<List<CocoId>> categoryIds,
    Optional<MaskLegend> legend,
    List<String> warnings) {

  /**
   * Reads a folder.
   *
   * @param decision that the options made; not kept, as it holds the names of all files
   * @throws IllegalArgumentException naming the first file, object or option at fault
   */
  public static FolderAnnotations read(FolderOptions<?> options, Decision decision) {
    Found found = decision.found();
    options.progress.begin("reading annotations as " + found.format().name());
    return of(
        options,
        found.format(),
        found.contents(),
        decision.describe(),
        decision.folder(),
        found.read(options.readOptions()));
  }

  /**
   * Reads masks that have no images, see {@link MaskFormat#readAlone}.
   *
   * @throws IllegalArgumentException if there are none, or two of one name
   */
  public static FolderAnnotations ofMasks(FolderOptions<?> options) {
    MaskFormat format = new MaskFormat();
    DataFolder folder = DataFolder.of(options.folder, options.progress, options.faults);
    return of(
        options,
        format,
        format.contents(),
        options.folder + " has masks without images",
        folder,
        MaskFormat.readAlone(folder));
  }

  private static FolderAnnotations of(
      FolderOptions<?> options,
      AnnotationFormat format,
      Set<Content> contents,
      String recognition,
      DataFolder folder,
      Annotations found) {
    Annotations annotations = options.classMap.apply(found);
    List<AnnotatedImage> all = annotations.images();
    // Damaged images are found now, not after an hour of training.
    List<AnnotatedImage> images =
        options.read("reading sizes of images", all.size(), i -> sized(all.get(i)));
    List<String> warnings = new ArrayList<>(folder.notes());
    warnings.addAll(annotations.warnings());
    options.progress.begin("counting pages");
    warnings.addAll(FirstPages.warnings(filesOf(images)));
    List<String> names = options.classNames;
    boolean own = names != null && !names.equals(annotations.classNames().orElse(null));
    return new FolderAnnotations(
        format,
        contents,
        recognition,
        images,
        own ? Optional.of(names) : annotations.classNames(),
        own ? annotations.categoryIds(names) : annotations.categoryIds(),
        annotations.legend(),
        List.copyOf(warnings));
  }

  private static AnnotatedImage sized(AnnotatedImage image) {
    image.size(); // reads it
    return image;
  }

  private static List<Path> filesOf(List<AnnotatedImage> images) {
    return Stream.concat(
            images.stream().map(AnnotatedImage::file),
            images.stream().flatMap(image -> image.mask().map(MaskFile::file).stream()))
        .distinct()
        .toList();
  }

  /**
   * What is known of annotations that cannot be read: no images.
   *
   * @param decision how they are written down
   */
  public static FolderAnnotations nothing(Decision decision) {
    return new FolderAnnotations(
        decision.found().format(),
        decision.found().contents(),
        decision.describe(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** These with other images. */
  public FolderAnnotations withImages(List<AnnotatedImage> others) {
    return new FolderAnnotations(
        format, contents, recognition, others, classNames, categoryIds, legend, warnings);
  }

  /** These with what the codes of masks mean. */
  public FolderAnnotations withLegend(Optional<MaskLegend> other) {
    return new FolderAnnotations(
        format, contents, recognition, images, classNames, categoryIds, other, warnings);
  }

  /** Whether the annotations may say this. */
  public boolean has(Content content) {
    return contents.contains(content);
  }
}
