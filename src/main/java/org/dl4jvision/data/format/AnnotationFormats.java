package org.dl4jvision.data.format;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.dl4jvision.check.Registry;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.io.Parallel;

/**
 * All formats by name: those that {@code
 * META-INF/services/org.dl4jvision.data.format.AnnotationFormat} names in this library and in
 * others on the class path.
 */
public final class AnnotationFormats {

  /** All formats by name. */
  public static final Registry<AnnotationFormat> REGISTRY = load();

  private AnnotationFormats() {}

  private static Registry<AnnotationFormat> load() {
    Registry<AnnotationFormat> formats = new Registry<>("format", "formats");
    ServiceLoader.load(AnnotationFormat.class, AnnotationFormats.class.getClassLoader())
        .forEach(formats::register);
    return formats;
  }

  /** What was decided about a folder, and what else it may be. */
  public record Decision(Found found, List<Found> others, DataFolder folder) {

    /** The line for users, such as "format: coco (..), also possible: yolo (..)". */
    public String describe() {
      return "format: "
          + found.describe(folder)
          + (others.isEmpty()
              ? ""
              : others.stream()
                  .map(other -> other.describe(folder))
                  .collect(joining(", ", ", also possible: ", "")));
    }
  }

  /** The formats that say one of these about images, by name. */
  public static List<AnnotationFormat> with(Collection<Content> contents) {
    return REGISTRY.all().stream().filter(format -> says(format.contents(), contents)).toList();
  }

  private static boolean says(Collection<Content> contents, Collection<Content> wanted) {
    return !Collections.disjoint(contents, wanted);
  }

  /**
   * What formats find by names of folders or by what files say, not by names of files that are
   * alike.
   *
   * @param wanted it must say one of these
   */
  public static List<Found> claims(DataFolder folder, Collection<Content> wanted) {
    return with(wanted).stream()
        .map(format -> format.find(folder))
        .flatMap(Optional::stream)
        .filter(found -> found.isClaimed() && says(found.contents(), wanted))
        .toList();
  }

  /** Whether a format finds in a folder what says one of these. */
  public static boolean isAny(DataFolder folder, Collection<Content> wanted) {
    return with(wanted).stream()
        .map(format -> format.find(folder))
        .flatMap(Optional::stream)
        .anyMatch(found -> says(found.contents(), wanted));
  }

  /**
   * Finds annotations in a folder.
   *
   * @param format null to decide it by what is in the folder: of several formats that claim it, the
   *     one with more evidence
   * @param wanted they must say one of these; of formats with the same evidence those win that say
   *     the first
   * @param options what users declare
   * @throws IllegalArgumentException if the format does not say it, or none fits or several fit
   *     equally well
   */
  public static Decision find(
      DataFolder folder, AnnotationFormat format, List<Content> wanted, ReadOptions options) {
    if (format != null && !says(format.contents(), wanted)) {
      throw new IllegalArgumentException(
          "format "
              + format.name()
              + " has no "
              + words(wanted)
              + "; formats that have are "
              + names(with(wanted)));
    }
    List<AnnotationFormat> candidates = format == null ? with(wanted) : List.of(format);
    Comparator<Found> order =
        Found.EVIDENCE.thenComparing(one -> one.contents().contains(wanted.get(0)));
    List<Found> found =
        Parallel.map(candidates.size(), i -> look(candidates.get(i), folder, options)).stream()
            .flatMap(Optional::stream)
            .filter(one -> says(one.contents(), wanted))
            .sorted(order.reversed())
            .toList();
    if (found.isEmpty() && options.hasPatterns()) {
      throw new IllegalArgumentException(
          "patterns of images and masks are not for "
              + (format == null ? words(wanted) : "format " + format.name()));
    }
    if (found.isEmpty() && format != null && format.find(folder).isPresent()) {
      throw new IllegalArgumentException(
          "the "
              + format.name()
              + " annotations in "
              + folder.root()
              + " have no "
              + words(wanted));
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          format == null
              ? "no "
                  + words(wanted)
                  + " found in "
                  + folder.root()
                  + " ("
                  + folder.summary()
                  + "); formats are "
                  + names(candidates)
                  + ": name one to be told what it expects"
                  + leftOut(folder)
              : "no "
                  + format.name()
                  + " annotations in "
                  + folder.root()
                  + "; expected "
                  + format.layout()
                  + leftOut(folder));
    }
    if (found.size() > 1 && order.compare(found.get(0), found.get(1)) == 0) {
      throw new IllegalArgumentException(
          folder.root()
              + " may be "
              + found.stream()
                  .filter(one -> order.compare(one, found.get(0)) == 0)
                  .map(one -> one.describe(folder))
                  .collect(joining(" or "))
              + ": name the format");
    }
    return new Decision(found.get(0), found.subList(1, found.size()), folder);
  }

  /** What may be there, but could not be listed. */
  private static String leftOut(DataFolder folder) {
    return folder.notes().stream().findFirst().map(note -> "; " + note).orElse("");
  }

  private static Optional<Found> look(
      AnnotationFormat format, DataFolder folder, ReadOptions options) {
    return options.hasPatterns() ? format.findDeclared(folder, options) : format.find(folder);
  }

  private static String words(List<Content> contents) {
    return contents.stream().map(Content::toString).collect(joining(" or "));
  }

  private static String names(List<AnnotationFormat> formats) {
    return formats.stream().map(AnnotationFormat::name).collect(joining(", "));
  }
}
