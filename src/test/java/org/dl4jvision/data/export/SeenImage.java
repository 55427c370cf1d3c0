package org.dl4jvision.data.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.PixelRegion;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.export.DatasetWriter.Part;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;

/**
 * What is on an image, to be compared with what is read again.
 *
 * @param pixels the class of each pixel by name, "void" where void; empty without class maps
 */
public record SeenImage(
    ImageSize size, Optional<Split> split, List<SeenObject> objects, List<String> pixels) {

  /** An object; its pixels are those of its outline, row by row. */
  record SeenObject(String className, Box box, Set<Flag> flags, Optional<String> pixels) {

    static SeenObject of(LabeledObject object, ImageSize size, Classes classes) {
      return new SeenObject(
          object.classIndex() == LabeledObject.VOID
              ? "void"
              : classes.ofObjects().get(object.classIndex()),
          object.box(),
          object.flags(),
          object.outline().map(outline -> paint(outline.region(size), size)));
    }

    private static String paint(PixelRegion region, ImageSize size) {
      StringBuilder rows = new StringBuilder();
      for (int y = 0; y < size.height(); y++) {
        for (int x = 0; x < size.width(); x++) {
          rows.append(region.contains(x, y) ? '#' : '.');
        }
        rows.append('\n');
      }
      return rows.toString();
    }

    /** An area of no class may be written as one of any class, which counts for nothing. */
    private boolean isLike(SeenObject other, double tolerance) {
      return (className.equals(other.className) || className.equals("void"))
          && flags.equals(other.flags)
          && pixels.equals(other.pixels)
          && Math.abs(box.left() - other.box.left()) <= tolerance
          && Math.abs(box.top() - other.box.top()) <= tolerance
          && Math.abs(box.right() - other.box.right()) <= tolerance
          && Math.abs(box.bottom() - other.box.bottom()) <= tolerance;
    }
  }

  /**
   * A folder without options.
   *
   * @param format null to find it
   */
  public static AnnotatedFolder open(Path folder, String format, Set<Part> parts) {
    return AnnotatedFolder.read(
        FolderSegmentationDataset.builder(folder)
            .format(format == null ? null : AnnotationFormats.REGISTRY.get(format)),
        parts);
  }

  /** The images of a folder by their names. */
  public static Map<String, SeenImage> read(Path folder, String format, Set<Part> parts) {
    return of(open(folder, format, parts));
  }

  /** The images of a folder by their names. */
  public static Map<String, SeenImage> of(AnnotatedFolder folder) {
    Map<String, SeenImage> images = new TreeMap<>();
    folder.images().forEach(image -> images.put(image.name(), of(image, folder.classes())));
    return images;
  }

  /** What is on an image. */
  static SeenImage of(LabeledImage image, Classes classes) {
    List<String> pixels = new ArrayList<>();
    if (image.classMap().isPresent() && !classes.ofPixels().isEmpty()) {
      for (byte value : image.classMap().get().get()) {
        pixels.add(value == -1 ? "void" : classes.ofPixels().get(value));
      }
    }
    return new SeenImage(
        image.size(),
        image.split(),
        image.objects().get().stream()
            .map(object -> SeenObject.of(object, image.size(), classes))
            .toList(),
        pixels);
  }

  /** The same images with the same on them, boxes within so many pixels. */
  public static void assertSame(
      Map<String, SeenImage> expected, Map<String, SeenImage> seen, double tolerance) {
    assertEquals(expected.keySet(), seen.keySet());
    expected.forEach((name, image) -> image.assertSame(name, seen.get(name), tolerance));
  }

  private void assertSame(String name, SeenImage other, double tolerance) {
    assertEquals(size, other.size, name);
    assertEquals(split, other.split, name);
    assertEquals(pixels, other.pixels, name);
    List<SeenObject> left = new ArrayList<>(other.objects);
    for (SeenObject object : objects) {
      SeenObject same =
          left.stream().filter(one -> object.isLike(one, tolerance)).findFirst().orElse(null);
      assertTrue(left.remove(same), () -> name + ": " + object + " is not in " + left);
    }
    assertEquals(List.of(), left, name);
  }

  /** This in the split that layouts put it into that have no place for others. */
  SeenImage statedOrTrain() {
    return new SeenImage(size, Optional.of(split.orElse(Split.TRAIN)), objects, pixels);
  }

  /** These in the splits that layouts put them into that have no place for others. */
  public static Map<String, SeenImage> statedOrTrain(Map<String, SeenImage> images) {
    Map<String, SeenImage> result = new TreeMap<>(images);
    result.replaceAll((name, image) -> image.statedOrTrain());
    return result;
  }

  /** Writes a folder into another. */
  public static List<String> convert(Path folder, String format, String writer, Path out) {
    DatasetWriter to = DatasetWriters.REGISTRY.get(writer);
    AnnotatedFolder data = open(folder, format, to.parts());
    try (Export export = Export.open(to, data.classes(), out)) {
      export.add(data.images(), done -> {});
      return export.finish();
    }
  }
}
