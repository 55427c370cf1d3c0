package org.dl4jvision.box;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Objects of a batch as labels of a network, [N, M, 6].
 *
 * <p>Each of an image's M rows is {@code left, top, right, bottom, class index, ignored (0 or 1)},
 * coordinates in pixels of the network's input. M is the largest number of objects of an image, at
 * least 1; rows without an object are -1 throughout. The labels do not depend on the network's
 * head.
 */
public final class BoxLabels {

  /** Every object is a row of so many numbers. */
  private static final int COLUMNS = 6;

  private static final int CLASS = 4;
  private static final int IGNORED = 5;
  private static final int NONE = -1;

  private BoxLabels() {}

  /**
   * The labels of a batch, FLOAT [N, M, 6].
   *
   * @param images the objects of each, with boxes in pixels of the network's input
   */
  public static INDArray array(List<List<ObjectBox>> images) {
    int rows = Math.max(1, images.stream().mapToInt(List::size).max().orElse(0));
    float[] values = new float[images.size() * rows * COLUMNS];
    Arrays.fill(values, NONE);
    for (int image = 0; image < images.size(); image++) {
      int to = image * rows * COLUMNS;
      for (ObjectBox object : images.get(image)) {
        Box box = object.box();
        values[to++] = (float) box.left();
        values[to++] = (float) box.top();
        values[to++] = (float) box.right();
        values[to++] = (float) box.bottom();
        values[to++] = object.classIndex();
        values[to++] = object.ignored() ? 1 : 0;
      }
    }
    return Nd4j.createFromArray(values).reshape('c', images.size(), rows, COLUMNS);
  }

  /**
   * The objects of every image. Boxes without an area are left out: nothing can be learned from
   * them.
   *
   * @param labels [N, M, 6], of any type
   * @throws IllegalArgumentException if the shape is another, a class is no whole number, or a box
   *     has a coordinate that is not finite or its edges in the wrong order
   */
  public static List<List<ObjectBox>> objects(INDArray labels) {
    Check.that(
        labels.rank() == 3 && labels.size(2) == COLUMNS,
        "shape of labels",
        Arrays.toString(labels.shape()),
        "[N, M, 6] with left, top, right, bottom, class index and ignored");
    double[] values = labels.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    int rows = Math.toIntExact(labels.size(1));
    List<List<ObjectBox>> images = new ArrayList<>();
    for (int image = 0; image < labels.size(0); image++) {
      List<ObjectBox> objects = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        int from = (image * rows + row) * COLUMNS;
        double[] numbers = Arrays.copyOfRange(values, from, from + COLUMNS);
        if (numbers[CLASS] != NONE) {
          check("object " + row + " of image " + image, numbers);
          Box box = new Box(numbers[0], numbers[1], numbers[2], numbers[3]);
          if (box.area() > 0) {
            objects.add(new ObjectBox(box, (int) numbers[CLASS], numbers[IGNORED] == 1));
          }
        }
      }
      images.add(objects);
    }
    return images;
  }

  private static void check(String name, double[] row) {
    boolean ordered =
        row[0] <= row[2]
            && row[1] <= row[3]
            && Double.isFinite(row[2] - row[0])
            && Double.isFinite(row[3] - row[1]);
    Check.that(
        ordered && row[CLASS] >= 0 && row[CLASS] == (int) row[CLASS],
        name,
        Arrays.toString(row),
        "finite left <= right and top <= bottom, and a whole class index >= 0");
  }
}
