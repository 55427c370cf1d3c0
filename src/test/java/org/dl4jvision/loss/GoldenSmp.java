package org.dl4jvision.loss;

import static java.util.Map.entry;
import static org.dl4jvision.loss.GoldenQuestion.loss;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** segmentation-models.pytorch: sums over batch and space, no smoothing. */
final class GoldenSmp {

  static final Map<String, GoldenMapping> MAPPINGS =
      Map.ofEntries(
          entry("smp_DiceLoss", c -> region(c, "dice", "squared", false, "softLabel", true)),
          entry("smp_JaccardLoss", c -> region(c, "jaccard", "softLabel", true)),
          entry("smp_TverskyLoss", GoldenSmp::tversky),
          entry("smp_MCCLoss", GoldenSmp::mcc),
          entry("smp_soft_dice_score", c -> score(c, "dice", "squared", false)),
          entry("smp_soft_jaccard_score", c -> score(c, "jaccard")),
          entry("smp_soft_tversky_score", GoldenSmp::tverskyScore),
          entry("smp_SoftCrossEntropyLoss", GoldenSmp::crossEntropy));

  private GoldenSmp() {}

  /** A class that no pixel has costs nothing: as if it were masked. */
  private static GoldenAnswer region(GoldenCase c, String name, Object... options) {
    String mode = c.text("mode", "binary");
    INDArray input = c.input();
    long images = input.size(0);
    long classes = mode.equals("binary") ? 1 : input.size(1);
    long pixels = input.length() / images / classes;
    INDArray predictions = input.reshape('c', images, classes, pixels);
    INDArray target = c.target();
    INDArray labels =
        mode.equals("multiclass")
            ? GoldenArrays.oneHot(target.reshape('c', images, 1, pixels), classes)
            : target.reshape('c', images, classes, pixels);
    INDArray mask = Nd4j.ones(DataType.DOUBLE, predictions.shape());
    String ignore = c.text("ignore_index", "null");
    if (!ignore.equals("null")) {
      INDArray valid = target.neq(Double.parseDouble(ignore)).castTo(DataType.DOUBLE);
      mask.muli(valid.reshape('c', images, mode.equals("multiclass") ? 1 : classes, pixels));
      labels = labels.mul(mask);
    }
    for (int k = 0; k < classes; k++) {
      INDArray labelsOfClass = labels.get(NDArrayIndex.all(), NDArrayIndex.point(k));
      if (labelsOfClass.sumNumber().doubleValue() == 0) {
        mask.get(NDArrayIndex.all(), NDArrayIndex.point(k)).assign(0);
      }
    }
    Activation activation =
        !c.flag("from_logits", true)
            ? Activation.IDENTITY
            : mode.equals("multiclass") ? Activation.SOFTMAX : Activation.SIGMOID;
    Object[] all = Arrays.copyOf(options, options.length + 4);
    all[options.length] = "smooth";
    all[options.length + 1] = c.number("smooth", 0);
    all[options.length + 2] = "batch";
    all[options.length + 3] = true;
    c.number("eps", 1e-7); // a lower limit of the denominator, far from it
    return new GoldenQuestion(loss(name, all), activation, predictions, labels, mask).mean();
  }

  /** Its exponent is of the mean over classes. */
  private static GoldenAnswer tversky(GoldenCase c) {
    GoldenAnswer answer =
        region(
            c,
            "tversky",
            "alpha",
            c.number("alpha", 0.5),
            "beta",
            c.number("beta", 0.5),
            "softLabel",
            true);
    double gamma = c.number("gamma", 1);
    return gamma == 1 ? answer : answer.map(loss -> Math.pow(loss, gamma));
  }

  private static GoldenAnswer mcc(GoldenCase c) {
    return new GoldenQuestion(
            loss("mcc", "smooth", c.number("eps", 1e-5)),
            Activation.IDENTITY,
            GoldenArrays.oneRegion(c.input()),
            GoldenArrays.oneRegion(c.target()))
        .mean();
  }

  private static GoldenAnswer tverskyScore(GoldenCase c) {
    return score(c, "tversky", "alpha", c.number("alpha", 0.5), "beta", c.number("beta", 0.5));
  }

  /** One minus the loss, over some dimensions or all; a score for each of the others. */
  private static GoldenAnswer score(GoldenCase c, String name, Object... options) {
    INDArray input = c.input();
    double[] dims = c.numbers("dims");
    int rank = input.rank();
    int[] kept =
        dims == null
            ? new int[0]
            : IntStream.range(0, rank)
                .filter(i -> Arrays.stream(dims).noneMatch(d -> d == i || d + rank == i))
                .toArray();
    Object[] all = Arrays.copyOf(options, options.length + 4);
    all[options.length] = "smooth";
    all[options.length + 1] = c.number("smooth", 0);
    all[options.length + 2] = "softLabel";
    all[options.length + 3] = true;
    c.number("eps", 1e-7); // a lower limit of the denominator, far from it
    GoldenAnswer scores =
        new GoldenQuestion(
                loss(name, all),
                Activation.IDENTITY,
                keptFirst(input, kept),
                keptFirst(c.target(), kept))
            .each()
            .map(loss -> 1 - loss);
    return c.text("then", "none").equals("mean") ? scores.mean() : scores;
  }

  /** [kept dimensions, 1, the others]. */
  private static INDArray keptFirst(INDArray array, int[] kept) {
    int[] others =
        IntStream.range(0, array.rank())
            .filter(i -> Arrays.stream(kept).noneMatch(k -> k == i))
            .toArray();
    int[] order = IntStream.concat(Arrays.stream(kept), Arrays.stream(others)).toArray();
    long examples = Arrays.stream(kept).mapToLong(array::size).reduce(1, (a, b) -> a * b);
    INDArray first = order.length == 1 ? array : array.permute(order).dup('c');
    return first.reshape('c', examples, 1, array.length() / examples);
  }

  /** Rows that are ignored count in its mean. */
  private static GoldenAnswer crossEntropy(GoldenCase c) {
    INDArray input = c.input();
    String ignore = c.text("ignore_index", "-100");
    String loss =
        loss(
            "cross-entropy",
            "labelSmoothing",
            c.number("smooth_factor", 0),
            "ignoreIndex",
            ignore.equals("null") ? null : Integer.valueOf(ignore));
    return new GoldenQuestion(
            loss, Activation.SOFTMAX, GoldenArrays.rows(input, 1), GoldenArrays.column(c.target()))
        .each()
        .reduce(c.text("reduction", "mean"));
  }
}
