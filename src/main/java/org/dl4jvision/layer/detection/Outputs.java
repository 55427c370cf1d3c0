package org.dl4jvision.layer.detection;

import java.util.Arrays;
import org.dl4jvision.loss.evaluation.memory.Numbers;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a network gives for a batch, [N, K, locations], as numbers in Java.
 *
 * <p>With A predictions a location, the K channels are A x C class logits, A x 4 numbers of boxes
 * and, for heads that have them, A logits of quality. Prediction {@code a * locations + l} is the
 * a-th of location l.
 */
final class Outputs {

  /** What numbers are about. */
  enum Part {
    CLASSES,
    BOX,
    QUALITY
  }

  private final Head head;
  private final int images;
  private final int locations;

  /** Channels: how many there are, class logits of a prediction, and where other parts start. */
  private final int channels;

  private final int classes;
  private final int boxes;
  private final int qualities;
  private final double[] values;

  private Outputs(Head head, int images, double[] values) {
    this.head = head;
    this.images = images;
    this.locations = head.levels().locations();
    this.channels = head.channels();
    this.classes = head.outputClasses();
    this.boxes = head.anchors() * classes;
    this.qualities = boxes + head.anchors() * 4;
    this.values = values;
  }

  /** Zeros. */
  static Outputs zeros(Head head, int images) {
    return new Outputs(
        head, images, new double[images * head.channels() * head.levels().locations()]);
  }

  /**
   * The numbers of an array.
   *
   * @throws IllegalArgumentException if its shape is not the head's
   */
  static Outputs of(Head head, INDArray array) {
    if (array.rank() != 3
        || array.size(1) != head.channels()
        || array.size(2) != head.levels().locations()) {
      throw new IllegalArgumentException(
          "predictions have shape "
              + Arrays.toString(array.shape())
              + "; allowed is [N, "
              + head.channels()
              + ", "
              + head.levels().locations()
              + "] for "
              + head);
    }
    return new Outputs(head, Math.toIntExact(array.size(0)), Numbers.of(array));
  }

  INDArray toArray() {
    return Nd4j.createFromArray(values).reshape(images, channels, locations);
  }

  int images() {
    return images;
  }

  int predictions() {
    return head.anchors() * locations;
  }

  /** How many numbers a prediction has in a part. */
  int width(Part part) {
    return part == Part.CLASSES ? classes : part == Part.BOX ? 4 : 1;
  }

  double get(Part part, int image, int prediction, int index) {
    return values[address(part, image, prediction, index)];
  }

  void set(Part part, int image, int prediction, int index, double value) {
    values[address(part, image, prediction, index)] = value;
  }

  void add(Part part, int image, int prediction, int index, double value) {
    values[address(part, image, prediction, index)] += value;
  }

  /**
   * Lets a visitor see an image's logits of a class that are above a least one, with their
   * predictions, in their order.
   */
  void forEachClassLogit(int image, int classIndex, double least, LogitVisitor visitor) {
    for (int anchor = 0; anchor < head.anchors(); anchor++) {
      int first = anchor * locations;
      int start = address(Part.CLASSES, image, first, classIndex);
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

  /** The four numbers of a prediction's box. */
  void readBox(int image, int prediction, double[] raw) {
    int start = address(Part.BOX, image, prediction, 0);
    for (int i = 0; i < 4; i++) {
      raw[i] = values[start + i * locations];
    }
  }

  private int address(Part part, int image, int prediction, int index) {
    int channel =
        switch (part) {
          case CLASSES -> prediction / locations * classes + index;
          case BOX -> boxes + prediction / locations * 4 + index;
          case QUALITY -> qualities + prediction / locations;
        };
    return (image * channels + channel) * locations + prediction % locations;
  }
}
