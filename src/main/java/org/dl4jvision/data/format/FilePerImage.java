package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Split;

/** What formats share that have a file an image and find the image by what it states. */
public final class FilePerImage {

  private FilePerImage() {}

  /** Reads one file. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads the annotations of an image.
     *
     * @param notes what was repaired or left out
     * @return empty where the file is none of the format's
     */
    Optional<AnnotatedImage> read(Path file, Notes notes);
  }

  private record Read(Path file, Optional<AnnotatedImage> image, Notes notes) {
    static Read of(Path file, Reader reader) {
      Notes notes = new Notes();
      return new Read(file, reader.read(file, notes), notes);
    }
  }

  /**
   * What a format found, if some of the files, as far as a few of them tell, are its own.
   *
   * @param files that may be annotations
   * @param own whether the beginning of a file is that of the format
   */
  public static Optional<Found> find(
      AnnotationFormat format,
      DataFolder folder,
      List<Path> files,
      Predicate<Path> own,
      Found.Reader reader) {
    List<Path> evidence = folder.sample(files).stream().filter(own).toList();
    return evidence.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Found.byMarker(format, folder, evidence, reader)
                .explaining(Math.min(files.size(), folder.images().size())));
  }

  /**
   * Reads all files on all cores.
   *
   * @throws IllegalArgumentException of the first file at fault, or if two are of one image
   */
  public static Annotations read(DataFolder folder, List<Path> files, Reader reader) {
    return read(folder, files, image -> false, reader);
  }

  /**
   * Reads all files on all cores.
   *
   * @param companion which image files belong to the annotations, such as masks of the same objects
   * @throws IllegalArgumentException of the first file at fault, or if two are of one image
   */
  public static Annotations read(
      DataFolder folder, List<Path> files, Predicate<Path> companion, Reader reader) {
    List<Read> read = folder.faults().read(files.size(), i -> Read.of(files.get(i), reader));
    Notes all = new Notes();
    Map<Path, Path> sources = new HashMap<>();
    List<AnnotatedImage> images = new ArrayList<>();
    for (Read one : read) {
      all.addAll(one.notes());
      if (one.image().isEmpty()) {
        all.add(
            "%d files say nothing of this format and are left out, the first is %s", one.file());
        continue;
      }
      AnnotatedImage image = one.image().get();
      Path other = sources.put(image.file(), one.file());
      if (other != null) {
        throw new IllegalArgumentException(
            one.file() + ": is of the image " + image.file() + ", as " + other + " is: remove one");
      }
      images.add(image);
    }
    Set<Path> used = new HashSet<>(sources.keySet());
    folder.images().stream().filter(companion).forEach(used::add);
    all.addUnused(folder, used);
    return Annotations.of(images).withWarnings(all.lines());
  }

  /** The split that folders above the annotations say, else those above the image. */
  public static Optional<Split> split(DataFolder folder, Path annotations, Path image) {
    Optional<Split> split = Split.above(annotations, folder.root());
    // Embedded images are elsewhere.
    return split.isEmpty() && image.startsWith(folder.root())
        ? Split.above(image, folder.root())
        : split;
  }
}
