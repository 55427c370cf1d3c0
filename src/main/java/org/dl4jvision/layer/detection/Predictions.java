package org.dl4jvision.layer.detection;

import java.util.Arrays;
import java.util.List;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.memory.Numbers;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a network gives for a batch, [N, K, locations], as numbers in Java.
 *
 * <p>With A predictions a location, the K channels are A x C class logits, A x 4 numbers of boxes
 * and, for heads that have them, A logits of quality. Predictions are numbered as {@link
 * AnchorGenerator} does.
 */
final class Predictions {

  /** A logit whose sigmoid is as close to 1 as anything needs. */
  private static final double CERTAIN = 20;

  private final Head head;
  private final int images;
  private final int locations;
  private final int channels;

  private final int classes;

  /** The first channel of boxes, and that of quality logits. */
  private final int boxes;

  private final int qualities;
  private final double[] values;

  private Predictions(Head head, int images, double[] values) {
    this.head = head;
    this.images = images;
    this.locations = head.levels().locations();
    this.channels = head.channels();
    this.classes = head.outputClasses();
    this.boxes = head.anchors() * classes;
    this.qualities = boxes + head.anchors() * 4;
    this.values = values;
  }

  /** Makes room for the numbers of a head, which are 0 at first. */
  static Predictions zeros(Head head, int images) {
    long numbers = (long) images * head.channels() * head.levels().locations();
    Check.that(
        numbers < Integer.MAX_VALUE, "predictions of a batch", numbers + " numbers", "below 2^31");
    return new Predictions(head, images, new double[(int) numbers]);
  }

  /**
   * The numbers of an array.
   *
   * @throws IllegalArgumentException if its shape is not the head's
   */
  static Predictions of(Head head, INDArray array) {
    int channels = head.channels();
    int locations = head.levels().locations();
    Check.that(
        array.rank() == 3 && array.size(1) == channels && array.size(2) == locations,
        "shape of predictions",
        Arrays.toString(array.shape()),
        "[N, " + channels + ", " + locations + "] for " + head);
    return new Predictions(head, Math.toIntExact(array.size(0)), Numbers.of(array));
  }

  /** What a network that knows all objects would give, FLOAT [N, K, locations]. */
  static INDArray ideal(Head head, List<List<ObjectBox>> images) {
    Predictions result = zeros(head, images.size());
    for (int image = 0; image < images.size(); image++) {
      Matches matches = head.match(images.get(image));
      for (int p = 0; p < head.predictions(); p++) {
        result.setIdeal(image, p, matches.isForeground(p) ? matches.object(p) : null);
      }
    }
    return result.toArray().castTo(DataType.FLOAT);
  }

  /**
   * @param object that the prediction should see, null for none
   */
  private void setIdeal(int image, int prediction, ObjectBox object) {
    for (int c = 0; c < classes; c++) {
      boolean right = object != null && head.outputClass(object) == c;
      set(HeadPart.CLASSES, image, prediction, c, right ? CERTAIN : -CERTAIN);
    }
    if (head.hasQuality()) {
      double quality =
          object == null ? 0 : head.quality(head.anchorGenerator().get(prediction), object.box());
      double logit = Math.max(-CERTAIN, Math.min(CERTAIN, Sigmoid.inverse(quality)));
      set(HeadPart.QUALITY, image, prediction, 0, logit);
    }
    if (object != null) {
      double[] numbers = head.encode(prediction, object.box());
      for (int i = 0; i < 4; i++) {
        set(HeadPart.BOXES, image, prediction, i, numbers[i]);
      }
    }
  }

  /** The numbers as DOUBLE [N, K, locations]. */
  INDArray toArray() {
    return Nd4j.createFromArray(values).reshape(images, channels, locations);
  }

  int images() {
    return images;
  }

  /** How many numbers a prediction has in a part. */
  int width(HeadPart part) {
    return part == HeadPart.CLASSES ? classes : part == HeadPart.BOXES ? 4 : 1;
  }

  double get(HeadPart part, int image, int prediction, int index) {
    return values[address(part, image, prediction, index)];
  }

  void set(HeadPart part, int image, int prediction, int index, double value) {
    values[address(part, image, prediction, index)] = value;
  }

  void add(HeadPart part, int image, int prediction, int index, double value) {
    values[address(part, image, prediction, index)] += value;
  }

  /** The four numbers of a prediction's box. */
  double[] box(int image, int prediction) {
    int start = address(HeadPart.BOXES, image, prediction, 0);
    double[] numbers = new double[4];
    for (int i = 0; i < 4; i++) {
      numbers[i] = values[start + i * locations];
    }
    return numbers;
  }

  /**
   * Lets a visitor see an image's logits of a class that are above a least one, with their
   * predictions, in their order.
   */
  void forEachClassLogit(int image, int classIndex, double least, LogitVisitor visitor) {
    for (int anchor = 0; anchor < head.anchors(); anchor++) {
      int first = anchor * locations;
      int start = address(HeadPart.CLASSES, image, first, classIndex);
      for (int i = 0; i < locations; i++) {
        if (values[start + i] > least) {
          least = visitor.visit(first + i, values[start + i]);
        }
      }
    }
  }

  /** Takes logits one after the other. */
  @FunctionalInterface
  interface LogitVisitor {
    /** Returns the least logit: what is not above it need not be shown any more. */
    double visit(int prediction, double logit);
  }

  private int address(HeadPart part, int image, int prediction, int index) {
    int channel =
        switch (part) {
          case CLASSES -> prediction / locations * classes + index;
          case BOXES -> boxes + prediction / locations * 4 + index;
          case QUALITY -> qualities + prediction / locations;
        };
    return (image * channels + channel) * locations + prediction % locations;
  }
}
