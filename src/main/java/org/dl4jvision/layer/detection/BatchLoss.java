package org.dl4jvision.layer.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loss of a batch: for each {@link HeadLoss} of the head, the predictions that count are rows
 * of a {@link org.dl4jvision.loss.family.VisionLoss}.
 */
final class BatchLoss {

  private static final Logger LOG = LoggerFactory.getLogger(BatchLoss.class);

  private static final IActivation SIGMOID = new ActivationSigmoid();
  private static final IActivation IDENTITY = new ActivationIdentity();

  private final Head head;
  private final Predictions predictions;
  private final DataType type;

  /** By image; null of those that do not count. */
  private final Matches[] matches;

  /** What the sum over an image's predictions is multiplied by. */
  private final double[] factors;

  private final double[] perExample;
  private final EnumMap<HeadPart, Double> parts = new EnumMap<>(HeadPart.class);
  private final Predictions gradient;

  /** What each prediction adds; null where nobody asks. */
  private final List<PredictionCost> costs;

  private record Row(int image, int prediction) {}

  private BatchLoss(
      Head head,
      List<HeadLoss> terms,
      List<List<ObjectBox>> images,
      INDArray output,
      double[] weights,
      long seed,
      boolean wantGradient,
      List<PredictionCost> costs) {
    this.head = head;
    this.costs = costs;
    predictions = Predictions.of(head, output);
    type = output.dataType() == DataType.DOUBLE ? DataType.DOUBLE : DataType.FLOAT;
    int n = predictions.images();
    Check.that(
        images.size() == n, "images of the labels", images.size(), "as many as output, " + n);
    matches = new Matches[n];
    factors = new double[n];
    perExample = new double[n];
    gradient = wantGradient ? Predictions.zeros(head, n) : null;
    int foreground = 0;
    int missed = 0;
    for (int i = 0; i < n; i++) {
      int image = i;
      factors[i] = weights == null ? 1 : weights[i];
      if (factors[i] > 0) {
        matches[i] =
            head.refine(
                head.match(images.get(i)), p -> head.decode(p, predictions.box(image, p)), seed);
        foreground += matches[i].foreground();
        missed += matches[i].missed();
      }
    }
    if (missed > 0) {
      LOG.debug("{} objects of {} images have no prediction that could see them", missed, n);
    }
    for (int i = 0; i < n; i++) {
      factors[i] *= (double) n / Math.max(1, foreground);
    }
    for (HeadLoss term : terms) {
      parts.put(term.part(), 0.0);
      add(term);
    }
  }

  /**
   * The loss of every image and the gradient of their sum, [N, channels, locations] in DOUBLE.
   *
   * @param images the objects of each
   * @param output of the network, [N, channels, locations]
   * @param weights of the images, all 1 if null
   * @param seed for heads that draw lots
   */
  static Evaluation of(
      Head head,
      List<List<ObjectBox>> images,
      INDArray output,
      double[] weights,
      long seed,
      boolean wantGradient) {
    BatchLoss loss =
        new BatchLoss(head, head.terms(), images, output, weights, seed, wantGradient, null);
    return new Evaluation(loss.perExample, wantGradient ? loss.gradient.toArray() : null);
  }

  /**
   * The loss of each part of the predictions, a mean over the images; their sum is the loss.
   *
   * @param seed for heads that draw lots
   */
  static EnumMap<HeadPart, Double> parts(
      Head head, List<List<ObjectBox>> images, INDArray output, long seed) {
    BatchLoss loss = new BatchLoss(head, head.terms(), images, output, null, seed, false, null);
    loss.parts.replaceAll((part, sum) -> sum / images.size());
    return loss.parts;
  }

  /**
   * What each prediction adds to some terms of the loss.
   *
   * @param costs are added to
   * @return the gradient of the sum of the images' losses of these terms
   */
  static INDArray costs(
      Head head,
      List<HeadLoss> terms,
      List<List<ObjectBox>> images,
      INDArray output,
      long seed,
      List<PredictionCost> costs) {
    return new BatchLoss(head, terms, images, output, null, seed, true, costs).gradient.toArray();
  }

  private void add(HeadLoss term) {
    List<Row> rows = new ArrayList<>();
    for (int image = 0; image < matches.length; image++) {
      for (int p = 0; matches[image] != null && p < matches[image].predictions(); p++) {
        if (term.counts(matches[image], p)) {
          rows.add(new Row(image, p));
        }
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    boolean boxes = term.part() == HeadPart.BOXES;
    int width = predictions.width(term.part());
    // A loss is a mean over classes, that of a head a sum.
    double scale = boxes ? term.weight() : term.weight() * width;
    Columns labels = new Columns(rows.size(), width);
    Columns values = new Columns(rows.size(), width);
    for (int i = 0; i < rows.size(); i++) {
      if (boxes) {
        fillBox(rows.get(i), i, labels, values);
      } else {
        fillLogits(term.part(), rows.get(i), i, labels, values);
      }
    }
    Evaluation evaluation =
        term.loss()
            .evaluate(
                labels.array(type),
                values.array(type),
                boxes ? IDENTITY : SIGMOID,
                null,
                gradient != null);
    Columns back = gradient == null ? null : new Columns(rows.size(), width, evaluation.gradient());
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      double factor = factors[row.image] * scale;
      double value = factor * evaluation.perExample()[i];
      perExample[row.image] += value;
      parts.merge(term.part(), value, Double::sum);
      double pull = back == null ? 0 : addGradient(term.part(), row, back.row(i), factor);
      if (costs != null) {
        costs.add(cost(term.part(), row, value, pull));
      }
    }
  }

  private PredictionCost cost(HeadPart part, Row row, double value, double pull) {
    Matches match = matches[row.image];
    ObjectBox object = match.isForeground(row.prediction) ? match.object(row.prediction) : null;
    int best = 0;
    for (int c = 1; c < head.outputClasses(); c++) {
      best = score(row, c) > score(row, best) ? c : best;
    }
    Box box = head.decode(row.prediction, predictions.box(row.image, row.prediction));
    Detection says = new Detection(box, best, score(row, best));
    double confidence = object == null ? 1 - says.score() : score(row, head.outputClass(object));
    return new PredictionCost(
        row.image, row.prediction, part, object, value, pull, says, confidence);
  }

  private double score(Row row, int c) {
    double quality =
        head.hasQuality() ? predictions.get(HeadPart.QUALITY, row.image, row.prediction, 0) : 0;
    double logit = predictions.get(HeadPart.CLASSES, row.image, row.prediction, c);
    return head.score(Sigmoid.of(logit), head.hasQuality() ? Sigmoid.of(quality) : 1);
  }

  /** The logits of a prediction, and what they should say. */
  private void fillLogits(HeadPart part, Row row, int i, Columns labels, Columns values) {
    for (int c = 0; c < values.width(); c++) {
      values.set(i, c, predictions.get(part, row.image, row.prediction, c));
    }
    if (matches[row.image].isForeground(row.prediction)) {
      ObjectBox object = matches[row.image].object(row.prediction);
      if (part == HeadPart.CLASSES) {
        labels.set(i, head.outputClass(object), 1);
      } else {
        Anchor anchor = head.anchorGenerator().get(row.prediction);
        labels.set(i, 0, head.quality(anchor, object.box()));
      }
    }
  }

  /** The box of a prediction and that of its object, relative to the anchor. */
  private void fillBox(Row row, int i, Columns labels, Columns values) {
    Anchor anchor = head.anchorGenerator().get(row.prediction);
    Box predicted = head.decode(row.prediction, predictions.box(row.image, row.prediction));
    values.setRow(i, relative(predicted, anchor));
    labels.setRow(i, relative(matches[row.image].object(row.prediction).box(), anchor));
  }

  private static double[] relative(Box box, Anchor anchor) {
    return new double[] {
      (box.left() - anchor.centerX()) / anchor.size(),
      (box.top() - anchor.centerY()) / anchor.size(),
      (box.right() - anchor.centerX()) / anchor.size(),
      (box.bottom() - anchor.centerY()) / anchor.size()
    };
  }

  /**
   * Adds to the gradient of a prediction's numbers.
   *
   * @param derivatives by the logits, or the edges of the relative box
   * @return the sum of the absolute values of what is added
   */
  private double addGradient(HeadPart part, Row row, double[] derivatives, double factor) {
    double[] byNumbers = derivatives;
    if (part == HeadPart.BOXES) {
      Anchor anchor = head.anchorGenerator().get(row.prediction);
      double[] byEdges = Arrays.stream(derivatives).map(d -> factor / anchor.size() * d).toArray();
      byNumbers =
          head.coder(head.anchorGenerator().level(row.prediction))
              .derivatives(anchor, predictions.box(row.image, row.prediction), byEdges);
    }
    double pull = 0;
    for (int c = 0; c < byNumbers.length; c++) {
      double value = part == HeadPart.BOXES ? byNumbers[c] : factor * byNumbers[c];
      gradient.add(part, row.image, row.prediction, c, value);
      pull += Math.abs(value);
    }
    return pull;
  }
}
