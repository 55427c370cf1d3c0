package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a format with one annotation file an image names its files. The annotation of an image has
 * its name, and lies where the image does, but in a folder of annotations instead of one of images
 * ({@code a/images/b/c.png}, {@code a/labels/b/c.txt}), or beside the image.
 *
 * @param imageFolders what folders of images are called
 * @param annotationFolders what folders of annotations are called
 * @param extension of annotations, without dot
 * @param mayBe whether text that begins so may be an annotation; damaged ones may
 * @param hasOutlines whether text that begins so has more than boxes
 * @param imageNamedIn the image that an annotation without image of its name says it is of
 */
record PairRule(
    List<String> imageFolders,
    List<String> annotationFolders,
    String extension,
    Predicate<String> mayBe,
    Predicate<String> hasOutlines,
    Function<Path, Optional<String>> imageNamedIn) {

  /** Where the annotation of an image may be, the most likely path first. */
  Stream<String> annotationsOf(String image) {
    return Stream.concat(mirrored(image), Stream.of(image));
  }

  /** Where the annotation of an image may be in folders of annotations. */
  Stream<String> mirrored(String image) {
    return replaced(image, imageFolders, annotationFolders);
  }

  /** Where the image of an annotation may be, the most likely path first. */
  Stream<String> imagesOf(String annotation) {
    return Stream.concat(
        replaced(annotation, annotationFolders, imageFolders), Stream.of(annotation));
  }

  /** The paths with one folder replaced by another, the last one first. */
  private static Stream<String> replaced(String path, List<String> from, List<String> to) {
    String[] parts = path.split("/");
    return IntStream.iterate(parts.length - 2, i -> i >= 0, i -> i - 1)
        .filter(i -> from.contains(parts[i]))
        .boxed()
        .flatMap(
            i ->
                to.stream()
                    .map(
                        folder -> {
                          String[] result = parts.clone();
                          result[i] = folder;
                          return String.join("/", result);
                        }));
  }

  /** The folder that all of these images have in common, above those of images and splits. */
  String home(Collection<String> images) {
    List<String> common = null;
    for (String image : images) {
      List<String> parts = List.of(PathIndex.folderOf(image).split("/"));
      int length = 0;
      while (length < parts.size()
          && (common == null
              || length < common.size() && common.get(length).equals(parts.get(length)))
          && !imageFolders.contains(parts.get(length))
          && Splits.named(parts.get(length)).isEmpty()) {
        length++;
      }
      common = parts.subList(0, length);
    }
    return common == null ? "" : String.join("/", common);
  }

  /** Whether a folder is by its name one of images or of a split. */
  boolean isPart(String folder) {
    return Splits.ofFolders(folder + "/").isPresent()
        || Arrays.stream(folder.split("/")).anyMatch(imageFolders()::contains);
  }
}
