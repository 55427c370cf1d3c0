package org.dl4jvision.layer.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loss of a batch as a head puts it together: part by part the predictions that count are rows
 * of a {@link VisionLoss}.
 */
final class BatchLoss {

  private static final Logger LOG = LoggerFactory.getLogger(BatchLoss.class);

  private static final IActivation SIGMOID = new ActivationSigmoid();
  private static final IActivation IDENTITY = new ActivationIdentity();

  private final Head head;
  private final Outputs outputs;
  private final DataType type;
  private final Targets[] targets;
  private final double[] factors;
  private final double[] perExample;
  private final Map<Outputs.Part, Double> parts = new EnumMap<>(Outputs.Part.class);
  private final Outputs gradient;

  /** Which predictions count in a part. */
  @FunctionalInterface
  interface Which {
    boolean counts(Targets targets, int prediction);
  }

  /** A prediction of an image. */
  private record Row(int image, int prediction) {}

  /**
   * @param images the objects of every image
   * @param predictions the network's numbers, [N, channels, locations]
   * @param weights of the images, all 1 if null
   */
  private BatchLoss(
      Head head,
      List<List<ObjectBox>> images,
      INDArray predictions,
      double[] weights,
      long seed,
      boolean wantGradient) {
    this.head = head;
    outputs = Outputs.of(head, predictions);
    type = predictions.dataType() == DataType.DOUBLE ? DataType.DOUBLE : DataType.FLOAT;
    int n = outputs.images();
    if (images.size() != n) {
      throw new IllegalArgumentException(
          "labels are of " + images.size() + " images, predictions of " + n);
    }
    targets = new Targets[n];
    factors = weights == null ? new double[n] : weights.clone();
    if (weights == null) {
      Arrays.fill(factors, 1);
    }
    int positives = 0;
    int missed = 0;
    for (int image = 0; image < n; image++) {
      if (factors[image] > 0) {
        targets[image] = head.refine(head.encode(images.get(image)), outputs, image, seed);
        positives += targets[image].positives();
        missed += targets[image].missed();
      }
    }
    if (missed > 0) {
      LOG.debug("{} objects of {} images have no prediction that could see them", missed, n);
    }
    for (int image = 0; image < n; image++) {
      factors[image] *= (double) n / Math.max(1, positives);
    }
    perExample = new double[n];
    gradient = wantGradient ? Outputs.zeros(head, n) : null;
  }

  /**
   * The loss of every image and the gradient of their sum, [N, channels, locations] in DOUBLE.
   *
   * @param weights of the images, all 1 if null
   * @param seed for heads that draw lots
   */
  static Evaluation of(
      Head head,
      List<List<ObjectBox>> images,
      INDArray predictions,
      double[] weights,
      long seed,
      boolean wantGradient) {
    BatchLoss loss = new BatchLoss(head, images, predictions, weights, seed, wantGradient);
    head.addLosses(loss);
    return new Evaluation(loss.perExample, wantGradient ? loss.gradient.toArray() : null);
  }

  /**
   * The loss of each part of the predictions, a mean over the images; their sum is the loss.
   *
   * @param seed for heads that draw lots
   */
  static Map<Outputs.Part, Double> parts(
      Head head, List<List<ObjectBox>> images, INDArray predictions, long seed) {
    BatchLoss loss = new BatchLoss(head, images, predictions, null, seed, false);
    head.addLosses(loss);
    loss.parts.replaceAll((part, sum) -> sum / images.size());
    return loss.parts;
  }

  /** Adds the loss of class logits: one class is right where there is an object, else none. */
  void addClasses(VisionLoss loss, Which which) {
    List<Row> rows = rows(which);
    int classes = outputs.width(Outputs.Part.CLASSES);
    double[] labels = new double[rows.size() * classes];
    for (int i = 0; i < rows.size(); i++) {
      Targets image = targets[rows.get(i).image];
      int prediction = rows.get(i).prediction;
      if (image.isPositive(prediction)) {
        labels[head.outputClass(image.object(prediction)) * rows.size() + i] = 1;
      }
    }
    addLogits(loss, Outputs.Part.CLASSES, rows, labels);
  }

  /** Adds the loss of quality logits: an object's quality where there is one, else 0. */
  void addQuality(VisionLoss loss, Which which) {
    List<Row> rows = rows(which);
    double[] labels = new double[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      Targets image = targets[rows.get(i).image];
      int prediction = rows.get(i).prediction;
      if (image.isPositive(prediction)) {
        labels[i] = head.quality(prediction, image.object(prediction).box());
      }
    }
    addLogits(loss, Outputs.Part.QUALITY, rows, labels);
  }

  private void addLogits(VisionLoss loss, Outputs.Part part, List<Row> rows, double[] labels) {
    int count = rows.size();
    int width = outputs.width(part);
    double[] logits = new double[count * width];
    for (int i = 0; i < count; i++) {
      Row row = rows.get(i);
      for (int c = 0; c < width; c++) {
        logits[c * count + i] = outputs.get(part, row.image, row.prediction, c);
      }
    }
    double[] back = evaluate(loss, part, SIGMOID, rows, width, labels, logits, width);
    if (back != null) {
      for (int i = 0; i < count; i++) {
        Row row = rows.get(i);
        double factor = factors[row.image] * width;
        for (int c = 0; c < width; c++) {
          gradient.add(part, row.image, row.prediction, c, factor * back[c * count + i]);
        }
      }
    }
  }

  /** Adds the loss of the boxes of all positive predictions. */
  void addBoxes(VisionLoss loss, double weight) {
    List<Row> rows = rows(Targets::isPositive);
    int count = rows.size();
    double[] labels = new double[count * 4];
    double[] boxes = new double[count * 4];
    double[] raw = new double[4];
    double[] box = new double[4];
    for (int i = 0; i < count; i++) {
      Row row = rows.get(i);
      outputs.readBox(row.image, row.prediction, raw);
      head.decode(row.prediction, raw, box);
      Box truth = targets[row.image].object(row.prediction).box();
      double x = head.levels().centerX(head.location(row.prediction));
      double y = head.levels().centerY(head.location(row.prediction));
      double unit = head.unit(row.prediction);
      boxes[i] = (box[0] - x) / unit;
      boxes[count + i] = (box[1] - y) / unit;
      boxes[2 * count + i] = (box[2] - x) / unit;
      boxes[3 * count + i] = (box[3] - y) / unit;
      labels[i] = (truth.left() - x) / unit;
      labels[count + i] = (truth.top() - y) / unit;
      labels[2 * count + i] = (truth.right() - x) / unit;
      labels[3 * count + i] = (truth.bottom() - y) / unit;
    }
    double[] back = evaluate(loss, Outputs.Part.BOX, IDENTITY, rows, 4, labels, boxes, weight);
    if (back != null) {
      for (int i = 0; i < count; i++) {
        Row row = rows.get(i);
        double factor = factors[row.image] * weight / head.unit(row.prediction);
        outputs.readBox(row.image, row.prediction, raw);
        for (int c = 0; c < 4; c++) {
          box[c] = factor * back[c * count + i];
        }
        head.backpropagate(row.prediction, raw, box);
        for (int c = 0; c < 4; c++) {
          gradient.add(Outputs.Part.BOX, row.image, row.prediction, c, box[c]);
        }
      }
    }
  }

  private List<Row> rows(Which which) {
    List<Row> rows = new ArrayList<>();
    for (int image = 0; image < targets.length; image++) {
      if (targets[image] != null) {
        for (int p = 0; p < targets[image].predictions(); p++) {
          if (which.counts(targets[image], p)) {
            rows.add(new Row(image, p));
          }
        }
      }
    }
    return rows;
  }

  /**
   * Adds the losses of rows to their images.
   *
   * @param labels column after column, as the predictions
   * @return the gradient of the rows' sum, column after column; null if there is none
   */
  private double[] evaluate(
      VisionLoss loss,
      Outputs.Part part,
      IActivation activation,
      List<Row> rows,
      int width,
      double[] labels,
      double[] predictions,
      double scale) {
    if (rows.isEmpty()) {
      return null;
    }
    Evaluation evaluation =
        loss.evaluate(
            columns(labels, rows.size(), width),
            columns(predictions, rows.size(), width),
            activation,
            null,
            gradient != null);
    for (int i = 0; i < rows.size(); i++) {
      int image = rows.get(i).image;
      double value = factors[image] * scale * evaluation.perExample()[i];
      perExample[image] += value;
      parts.merge(part, value, Double::sum);
    }
    return gradient == null
        ? null
        : evaluation.gradient().castTo(DataType.DOUBLE).transpose().dup('c').data().asDouble();
  }

  private INDArray columns(double[] values, int rows, int width) {
    return Nd4j.createFromArray(values).castTo(type).reshape(width, rows).transpose();
  }
}
