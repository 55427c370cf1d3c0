package org.dl4jvision.data.format.json;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.io.Parallel;

/** What formats with a JSON file an image share. */
final class FilePerImage {

  private FilePerImage() {}

  /** Reads one file. */
  @FunctionalInterface
  interface Reader {
    /**
     * Reads the annotations of an image.
     *
     * @param notes what was repaired or left out
     * @return empty where the file is none of the format's
     */
    Optional<AnnotatedImage> read(Path json, Notes notes);
  }

  /**
   * Reads all files on all cores.
   *
   * @throws IllegalArgumentException of the first file at fault, or if two are of one image
   */
  static Annotations read(DataFolder folder, List<Path> files, Reader reader) {
    List<Notes> notes = files.stream().map(file -> new Notes()).toList();
    List<Optional<AnnotatedImage>> read =
        Parallel.map(files.size(), i -> reader.read(files.get(i), notes.get(i)));
    Notes all = new Notes();
    Map<Path, Path> sources = new HashMap<>();
    List<AnnotatedImage> images = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      all.addAll(notes.get(i));
      if (read.get(i).isEmpty()) {
        all.add("%d JSON files say nothing of this format and are left out, the first is %s", file);
        continue;
      }
      AnnotatedImage image = read.get(i).get();
      Path other = sources.put(image.file(), file);
      if (other != null) {
        throw new IllegalArgumentException(
            file + ": is of the image " + image.file() + ", as " + other + " is: remove one");
      }
      images.add(image);
    }
    all.addUnused(folder, sources.keySet());
    return Annotations.of(images).withWarnings(all.lines());
  }

  /** The split that folders above the annotations say, else those above the image. */
  static Optional<Split> split(DataFolder folder, Path json, Path image) {
    Optional<Split> split = Split.above(json, folder.root());
    // Embedded images are elsewhere.
    return split.isEmpty() && image.startsWith(folder.root())
        ? Split.above(image, folder.root())
        : split;
  }

  /**
   * Notes that annotations state another size than the image has.
   *
   * @param height as stated, which may be missing
   * @param width as stated, which may be missing
   */
  static void checkSize(
      JsonValue height, JsonValue width, ImageSize size, Path image, Notes notes) {
    if (height.isNumber() && width.isNumber()) {
      double stated = height.number();
      if (stated != size.height() || width.number() != size.width()) {
        notes.add(
            "%d images have another size than is stated, the first: %s",
            "%s says %.0fx%.0f, %s is %s (height x width)"
                .formatted(height.file(), stated, width.number(), image, size));
      }
    }
  }
}
