package org.dl4jvision.data.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the objects of images are written down. */
public enum DetectionFormat {
  /**
   * Pascal VOC: an XML file an image, in {@code Annotations/} beside {@code JPEGImages/} or {@code
   * images/}, with lists in {@code ImageSets/Main/}; or images and XML files together in one folder
   * or in {@code train/}, {@code val/}, {@code test/}. Coordinates are taken as they stand, as
   * edges in pixels. Objects marked "difficult" are ignored ones.
   */
  VOC(new VocReader()),

  /**
   * COCO: a JSON file a split with "images", "annotations" and "categories", named by its split
   * ({@code instances_train.json}), in the folder, in {@code annotations/} or beside the split's
   * images. Crowds are ignored objects. Segmentations are not read.
   */
  COCO(new CocoReader()),

  /**
   * YOLO: a text file an image with a line "class x y width height" an object, the class an index
   * from 0, the centre and the size as shares of the image (or a polygon, of which the bounds are
   * taken); in {@code labels/} beside {@code images/}, either with the splits as folders above or
   * below, or with lists {@code train.txt}, {@code val.txt}. Names are in {@code data.yaml}, {@code
   * classes.txt} or {@code obj.names}. An image without a text file has no objects.
   */
  YOLO(new YoloReader());

  private final AnnotationReader reader;

  DetectionFormat(AnnotationReader reader) {
    this.reader = reader;
  }

  public AnnotationReader reader() {
    return reader;
  }

  /**
   * Finds the format of a folder by its layout.
   *
   * @throws IllegalArgumentException if there is no such folder, or none or several formats fit
   */
  public static DetectionFormat of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          (Files.exists(folder) ? "not a folder: " : "no such folder: ") + folder);
    }
    List<DetectionFormat> formats =
        Arrays.stream(values()).filter(format -> format.reader.matches(folder)).toList();
    if (formats.isEmpty()) {
      throw new IllegalArgumentException(
          "no annotations in "
              + folder
              + "; expected "
              + Arrays.stream(values())
                  .map(format -> format + ": " + format.reader.accepted())
                  .collect(Collectors.joining("; or ")));
    }
    if (formats.size() > 1) {
      throw new IllegalArgumentException(
          folder
              + " may be "
              + formats.stream().map(DetectionFormat::toString).collect(Collectors.joining(" or "))
              + ": name the format");
    }
    return formats.get(0);
  }

  /** As the option is written: voc, coco, yolo. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
