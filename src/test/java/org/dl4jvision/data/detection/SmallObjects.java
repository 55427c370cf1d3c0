package org.dl4jvision.data.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.synthetic.SyntheticObjects;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.report.Overlays;

/** Large drawn images with many small objects: built-in pictures side by side, as a YOLO folder. */
public final class SmallObjects {

  private final int tile;
  private final int columns;
  private final int rows;
  private final double smallest;
  private final double largest;

  /**
   * @param tile side of the pictures that an image is put together of
   * @param smallest width of an object in pixels
   * @param largest width of an object in pixels
   */
  public SmallObjects(int tile, int columns, int rows, double smallest, double largest) {
    this.tile = tile;
    this.columns = columns;
    this.rows = rows;
    this.smallest = smallest;
    this.largest = largest;
  }

  /** Writes so many images of each kind. */
  public void write(Path folder, int training, int validation) throws IOException {
    write(folder, Split.TRAIN, "train", training);
    write(folder, Split.VALIDATION, "val", validation);
    AtomicFile.writeText(
        folder.resolve("data.yaml"),
        "train: images/train\nval: images/val\nnames: [disc, square, triangle, ring]\n");
  }

  private void write(Path folder, Split split, String name, int count) throws IOException {
    int perImage = columns * rows;
    SyntheticObjects tiles =
        SyntheticObjects.builder()
            .imageSize(tile)
            .objectSize(smallest / tile, largest / tile)
            .mostObjects(10)
            .samples(split, count * perImage)
            .build();
    for (int i = 0; i < count; i++) {
      float[] image = new float[3 * rows * columns * tile * tile];
      StringBuilder labels = new StringBuilder();
      for (int t = 0; t < perImage; t++) {
        DetectionSample one = tiles.get(split, i * perImage + t);
        place(one, t, image, labels);
      }
      Path picture = folder.resolve("images").resolve(name).resolve(name + i + ".png");
      Files.createDirectories(picture.getParent());
      AtomicFile.writePng(picture, Overlays.image(image, 3, rows * tile, columns * tile));
      AtomicFile.writeText(
          folder.resolve("labels").resolve(name).resolve(name + i + ".txt"), labels.toString());
    }
  }

  private void place(DetectionSample one, int t, float[] image, StringBuilder labels) {
    int top = t / columns * tile;
    int left = t % columns * tile;
    int width = columns * tile;
    int height = rows * tile;
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < tile; y++) {
        System.arraycopy(
            one.image(), (c * tile + y) * tile, image, (c * height + top + y) * width + left, tile);
      }
    }
    for (ObjectBox object : one.objects()) {
      double[] numbers = {
        (left + object.box().centerX()) / width,
        (top + object.box().centerY()) / height,
        object.box().width() / width,
        object.box().height() / height
      };
      labels.append(object.classIndex());
      Arrays.stream(numbers).forEach(n -> labels.append(String.format(Locale.ROOT, " %.8f", n)));
      labels.append('\n');
    }
  }

  /** Writes what the documentation's figures were measured on: images of 2000 x 1500. */
  public static void main(String[] arguments) throws IOException {
    new SmallObjects(500, 4, 3, 8, 14).write(Path.of(arguments[0]), 20, 5);
  }
}
