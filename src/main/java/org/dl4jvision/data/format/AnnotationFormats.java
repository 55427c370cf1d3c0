package org.dl4jvision.data.format;

import static java.util.stream.Collectors.joining;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.check.Registry;
import org.dl4jvision.data.format.AnnotationFormat.Content;

/** The formats there are: {@code AnnotationFormats.REGISTRY.register(..)} adds one. */
public final class AnnotationFormats {

  /** All formats by name. */
  public static final Registry<AnnotationFormat> REGISTRY =
      new Registry<>(
          "format",
          "formats",
          new CocoFormat(),
          new MaskFormat(),
          new VocFormat(),
          new YoloFormat());

  private AnnotationFormats() {}

  /** The formats that say this about images, by name. */
  public static List<AnnotationFormat> with(Content content) {
    return REGISTRY.all().stream().filter(format -> format.contents().contains(content)).toList();
  }

  /**
   * Finds annotations in a folder.
   *
   * @param format null to find it by the folder's layout
   * @param content what they must say
   * @throws IllegalArgumentException if there is no such folder, or the format does not say it, or
   *     none or several fit
   */
  public static Found find(Path folder, AnnotationFormat format, Content content) {
    if (format != null && !format.contents().contains(content)) {
      throw new IllegalArgumentException(
          "format "
              + format.name()
              + " has no "
              + content
              + "; formats that have are "
              + with(content).stream().map(AnnotationFormat::name).collect(joining(", ")));
    }
    List<AnnotationFormat> candidates = format == null ? with(content) : List.of(format);
    if (!Files.isDirectory(folder)) {
      throw missing(
          Files.exists(folder) ? "not a folder: " : "no such folder: ", folder, candidates);
    }
    List<Found> found =
        candidates.stream().map(one -> one.find(folder)).flatMap(Optional::stream).toList();
    if (found.isEmpty()) {
      throw missing("no annotations in ", folder, candidates);
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          folder
              + " may be "
              + found.stream()
                  .map(
                      one ->
                          one.format().name()
                              + " ("
                              + folder.relativize(one.evidence().get(0))
                              + ")")
                  .collect(joining(" or "))
              + ": name the format");
    }
    return found.get(0);
  }

  private static IllegalArgumentException missing(
      String problem, Path folder, List<AnnotationFormat> candidates) {
    return new IllegalArgumentException(
        problem
            + folder
            + "; expected "
            + candidates.stream()
                .map(format -> format.name() + ": " + format.layout())
                .collect(joining("; or ")));
  }
}
