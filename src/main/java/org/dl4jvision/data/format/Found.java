package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.format.AnnotationFormat.Content;

/**
 * What a format found in a folder, and why it thinks that this is its own.
 *
 * @param format that found it
 * @param strength of the evidence
 * @param evidence files and folders by which it was recognized, at least one
 * @param explained the number of image files that it explains, as images or as masks, as far as
 *     that is known without reading
 * @param contents what can be read here, of what the format can say
 * @param reader reads it
 */
public record Found(
    AnnotationFormat format,
    Strength strength,
    List<Path> evidence,
    int explained,
    Set<Content> contents,
    Reader reader) {

  /** Less evidence before more. */
  static final Comparator<Found> EVIDENCE =
      Comparator.comparing(Found::strength).thenComparingInt(Found::explained);

  /** What kind of evidence it is, the weakest first. */
  public enum Strength {
    /** Files are called alike. */
    NAMES,
    /** Folders are called as only this format calls them. */
    LAYOUT,
    /** A file says what only this format says. */
    MARKER
  }

  /** Reads the files of a folder in which a format was found. */
  @FunctionalInterface
  public interface Reader {

    /**
     * Reads the images of all splits.
     *
     * @throws IllegalArgumentException one line, naming the file and the object at fault
     */
    Annotations read(ReadOptions options);
  }

  /** Checks that there is evidence. */
  public Found {
    evidence = List.copyOf(evidence);
    contents = Set.copyOf(contents);
    Check.that(!evidence.isEmpty(), "evidence", evidence, "one file or more");
  }

  /** Found by what files say. */
  public static Found byMarker(
      AnnotationFormat format, DataFolder folder, List<Path> evidence, Reader reader) {
    return of(format, Strength.MARKER, folder, evidence, reader);
  }

  /** Found by names of folders that no other format has. */
  public static Found byLayout(
      AnnotationFormat format, DataFolder folder, List<Path> evidence, Reader reader) {
    return of(format, Strength.LAYOUT, folder, evidence, reader);
  }

  /** Found by names of files that are alike. */
  public static Found byNames(
      AnnotationFormat format, DataFolder folder, List<Path> evidence, Reader reader) {
    return of(format, Strength.NAMES, folder, evidence, reader);
  }

  /** It explains the images beside or below the evidence; all where there are none. */
  private static Found of(
      AnnotationFormat format,
      Strength strength,
      DataFolder folder,
      List<Path> evidence,
      Reader reader) {
    Set<Path> homes =
        evidence.stream()
            .map(path -> folder.has(path) ? path.getParent() : path)
            .collect(Collectors.toSet());
    int images = (int) folder.images().stream().filter(image -> isBelow(image, homes)).count();
    int explained = images == 0 ? folder.images().size() : images;
    return new Found(format, strength, evidence, explained, format.contents(), reader);
  }

  private static boolean isBelow(Path file, Set<Path> folders) {
    return Stream.iterate(file.getParent(), Objects::nonNull, Path::getParent)
        .anyMatch(folders::contains);
  }

  /** This, explaining another number of image files. */
  public Found explaining(int images) {
    return new Found(format, strength, evidence, images, contents, reader);
  }

  /** This with fewer contents than the format can say. */
  public Found withContents(Set<Content> contents) {
    return new Found(format, strength, evidence, explained, contents, reader);
  }

  /** See {@link Reader#read}. */
  public Annotations read(ReadOptions options) {
    return reader.read(options);
  }

  /** Whether more speaks for it than names of files that are alike. */
  public boolean isClaimed() {
    return strength != Strength.NAMES;
  }

  /** The format and its evidence, such as "coco (instances_train.json; 8 of 9 image files)". */
  String describe(DataFolder folder) {
    Path first = evidence.get(0);
    return format.name()
        + " ("
        + (first.equals(folder.root()) ? "names of files" : folder.name(first))
        + (evidence.size() > 1 ? " and " + (evidence.size() - 1) + " more" : "")
        + "; "
        + explained
        + " of "
        + folder.images().size()
        + " image files)";
  }
}
