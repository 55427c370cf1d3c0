package org.dl4jvision.layer.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Objects of a batch as an array [N, M, 6]: an image's objects in rows of {@code left, top, right,
 * bottom, class index, ignored (0 or 1)}, coordinates in pixels of the network's input. Rows that
 * are not used are -1 throughout.
 */
public final class DetectionLabels {

  /** Numbers a row. */
  private static final int COLUMNS = 6;

  private DetectionLabels() {}

  /**
   * The objects of every image. Boxes without an area are left out: nothing can be learned from
   * them.
   *
   * @throws IllegalArgumentException if the shape is another, a class is no whole number, or a box
   *     has a coordinate that is not finite or its edges in the wrong order
   */
  public static List<List<ObjectBox>> objects(INDArray labels) {
    if (labels.rank() != 3 || labels.size(2) != COLUMNS) {
      throw new IllegalArgumentException(
          "labels have shape "
              + Arrays.toString(labels.shape())
              + "; allowed is [N, M, 6]: left, top, right, bottom, class index, ignored");
    }
    double[] values = labels.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    int rows = Math.toIntExact(labels.size(1));
    List<List<ObjectBox>> images = new ArrayList<>();
    for (int image = 0; image < labels.size(0); image++) {
      List<ObjectBox> objects = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        int at = (image * rows + row) * COLUMNS;
        if (values[at + 4] != -1) {
          ObjectBox object = object(values, at, image, row);
          if (object.box().area() > 0) {
            objects.add(object);
          }
        }
      }
      images.add(objects);
    }
    return images;
  }

  private static ObjectBox object(double[] values, int at, int image, int row) {
    Box box = new Box(values[at], values[at + 1], values[at + 2], values[at + 3]);
    double classIndex = values[at + 4];
    boolean ordered =
        box.left() <= box.right()
            && box.top() <= box.bottom()
            && Double.isFinite(box.width())
            && Double.isFinite(box.height());
    if (!ordered || !(classIndex >= 0) || classIndex != (int) classIndex) {
      throw new IllegalArgumentException(
          "labels: object "
              + row
              + " of image "
              + image
              + " is "
              + Arrays.toString(Arrays.copyOfRange(values, at, at + COLUMNS))
              + "; allowed are finite left <= right and top <= bottom, and a class index >= 0");
    }
    return new ObjectBox(box, (int) classIndex, values[at + 5] == 1);
  }
}
