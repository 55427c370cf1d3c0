package org.dl4jvision.metric.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.lang3.SerializationUtils;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.metric.segmentation.SegmentationEvaluation.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class SegmentationEvaluationTest {

  private static final double EPS = 1e-12;

  /** Class indices as a one-hot [n, classes, length] array; a negative index is a void pixel. */
  private static INDArray oneHot(int classes, int[]... examples) {
    INDArray out = Nd4j.zeros(DataType.FLOAT, examples.length, classes, examples[0].length);
    for (int n = 0; n < examples.length; n++) {
      for (int i = 0; i < examples[n].length; i++) {
        if (examples[n][i] >= 0) {
          out.putScalar(new int[] {n, examples[n][i], i}, 1);
        }
      }
    }
    return out;
  }

  private static INDArray indices(int[]... examples) {
    return Nd4j.createFromArray(examples)
        .castTo(DataType.FLOAT)
        .reshape(examples.length, 1, examples[0].length);
  }

  @Test
  void knownNumbers() {
    // truth 0 0 0 0 1 1 1 2 2 2, class 3 nowhere
    INDArray truth = oneHot(4, new int[] {0, 0, 0, 0, 1, 1, 1, 2, 2, 2});
    INDArray prediction = oneHot(4, new int[] {0, 0, 0, 1, 1, 1, 0, 2, 2, 1});
    SegmentationEvaluation e = new SegmentationEvaluation();
    e.eval(truth, prediction);
    assertEquals(4, e.numClasses());
    assertEquals(10, e.pixels());
    assertEquals(1, e.confusion(0, 1));
    assertEquals(1, e.confusion(1, 0));
    assertEquals(1, e.confusion(2, 1));
    assertEquals(3.0 / 5, e.iou(0), EPS);
    assertEquals(2.0 / 5, e.iou(1), EPS);
    assertEquals(2.0 / 3, e.iou(2), EPS);
    assertEquals(Double.NaN, e.iou(3));
    assertEquals(Double.NaN, e.dice(3));
    assertEquals(Double.NaN, e.precision(3));
    assertEquals(Double.NaN, e.recall(3));
    assertEquals(6.0 / 8, e.dice(0), EPS);
    assertEquals(4.0 / 7, e.dice(1), EPS);
    assertEquals(4.0 / 5, e.dice(2), EPS);
    assertEquals(3.0 / 4, e.precision(0), EPS);
    assertEquals(2.0 / 4, e.precision(1), EPS);
    assertEquals(1.0, e.precision(2), EPS);
    assertEquals(3.0 / 4, e.recall(0), EPS);
    assertEquals(2.0 / 3, e.recall(1), EPS);
    assertEquals(2.0 / 3, e.recall(2), EPS);
    assertEquals(0.7, e.getValue(Metric.PIXEL_ACCURACY), EPS);
    assertEquals((3.0 / 4 + 2.0 / 3 + 2.0 / 3) / 3, e.getValue(Metric.MEAN_ACCURACY), EPS);
    assertEquals((0.6 + 0.4 + 2.0 / 3) / 3, e.getValue(Metric.MEAN_IOU), EPS);
    assertEquals((0.75 + 4.0 / 7 + 0.8) / 3, e.getValue(Metric.MEAN_DICE), EPS);
    assertEquals((4.0 / 7 + 0.8) / 2, e.getValue(Metric.FOREGROUND_DICE), EPS);
    assertEquals((0.75 + 0.5 + 1) / 3, e.getValue(Metric.MEAN_PRECISION), EPS);
    assertEquals((3.0 / 4 + 2.0 / 3 + 2.0 / 3) / 3, e.getValue(Metric.MEAN_RECALL), EPS);
    assertEquals(
        0.4 * 0.6 + 0.3 * 0.4 + 0.3 * 2 / 3, e.getValue(Metric.FREQUENCY_WEIGHTED_IOU), EPS);
  }

  @Test
  void classInOnlyOneOfTruthAndPredictionCountsAsZero() {
    SegmentationEvaluation e = new SegmentationEvaluation(3);
    e.eval(indices(new int[] {0, 1}), oneHot(3, new int[] {0, 2}));
    for (int c = 1; c <= 2; c++) {
      assertEquals(0, e.iou(c));
      assertEquals(0, e.dice(c));
      assertEquals(0, e.precision(c));
      assertEquals(0, e.recall(c));
    }
    assertEquals(1.0 / 3, e.meanDice(), EPS);
    assertEquals(1.0 / 3, e.meanRecall(), EPS);
    assertEquals(1.0 / 2, e.meanAccuracy(), EPS);
  }

  @Test
  void nothingEvaluatedIsNaN() {
    for (SegmentationEvaluation e :
        List.of(new SegmentationEvaluation(), new SegmentationEvaluation(2))) {
      for (Metric metric : Metric.values()) {
        assertEquals(Double.NaN, e.getValue(metric), metric.name());
      }
      assertTrue(
          e.stats()
              .endsWith(
                  """
                  mean                  0        -        -         -        -
                  pixel accuracy -, mean accuracy -, foreground Dice -, frequency weighted IoU -
                  """
                      .replace("\n", System.lineSeparator())),
          e.stats());
    }
  }

  /** Every shape of labels and mask, against a loop over single elements. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void agreesWithBruteForce(int rank) {
    Random random = new Random(rank);
    for (boolean channelsLast : new boolean[] {false, true}) {
      for (int channels : new int[] {1, 2, 5}) {
        for (int labelForm = 0; labelForm < 3; labelForm++) {
          for (int maskForm = 0; maskForm < 6; maskForm++) {
            agreesWithBruteForce(rank, channels, channelsLast, labelForm, maskForm, random);
          }
        }
      }
    }
  }

  private static void agreesWithBruteForce(
      int rank, int channels, boolean channelsLast, int labelForm, int maskForm, Random random) {
    int n = 3;
    int spatial = 1;
    long[] shape = new long[rank];
    shape[0] = n;
    shape[1] = channels;
    for (int d = 2; d < rank; d++) {
      shape[d] = d + 1;
      spatial *= d + 1;
    }
    int classes = Math.max(2, channels);
    double[] prediction = random.doubles((long) n * channels * spatial).toArray();
    boolean index = labelForm > 0 || channels == 1;
    int labelChannels = index ? 1 : channels;
    double[] label = new double[n * labelChannels * spatial];
    int maskChannels = maskForm == 5 ? channels : 1;
    int maskSpatial = maskForm <= 2 ? 1 : spatial;
    double[] mask = new double[n * maskChannels * maskSpatial];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextBoolean() ? 0 : random.nextDouble();
    }
    long[][] expected = new long[classes][classes];
    for (int b = 0; b < n; b++) {
      for (int s = 0; s < spatial; s++) {
        int truth = random.nextInt(classes + 1);
        boolean counts = truth < classes;
        for (int c = 0; c < labelChannels; c++) {
          double value =
              index ? (truth == classes ? 255 : truth) : truth == c ? 1 : 0; // void: all zero
          label[(b * labelChannels + c) * spatial + s] = value;
        }
        int best = 0;
        for (int c = 1; c < channels; c++) {
          if (prediction[(b * channels + c) * spatial + s]
              > prediction[(b * channels + best) * spatial + s]) {
            best = c;
          }
        }
        if (channels == 1) {
          best = prediction[b * spatial + s] > 0.5 ? 1 : 0;
        }
        boolean unmasked = maskForm == 0;
        for (int c = 0; c < maskChannels; c++) {
          unmasked |= mask[(b * maskChannels + c) * maskSpatial + (maskSpatial == 1 ? 0 : s)] > 0;
        }
        if (counts && unmasked) {
          expected[truth][best]++;
        }
      }
    }
    long[] labelShape = shape.clone();
    labelShape[1] = labelChannels;
    INDArray predictions = Nd4j.createFromArray(prediction).reshape(shape);
    INDArray labels = Nd4j.createFromArray(label).reshape(labelShape);
    long[] maskShape = shape.clone();
    maskShape[1] = maskChannels;
    INDArray maskArray = Nd4j.createFromArray(mask);
    maskArray =
        switch (maskForm) {
          case 0 -> null;
          case 1 -> maskArray;
          case 2 -> maskArray.reshape(n, 1);
          default -> maskArray.reshape(maskShape);
        };
    if (channelsLast) {
      predictions = channelsLast(predictions);
      labels = channelsLast(labels);
      maskArray = maskForm >= 3 ? channelsLast(maskArray) : maskArray;
    }
    if (labelForm == 2 && index) {
      labels = labels.reshape(withoutChannels(shape)).castTo(DataType.INT);
    }
    if (maskForm == 3) {
      maskArray = maskArray.reshape(withoutChannels(shape)).gt(0);
    }
    SegmentationEvaluation e =
        SegmentationEvaluation.builder().ignoreIndex(255).axis(channelsLast ? -1 : 1).build();
    e.eval(labels, predictions, maskArray);
    for (int t = 0; t < classes; t++) {
      for (int p = 0; p < classes; p++) {
        assertEquals(
            expected[t][p],
            e.confusion(t, p),
            () -> "channels " + channels + " last " + channelsLast + " label form " + labelForm);
      }
    }
  }

  private static long[] withoutChannels(long[] shape) {
    long[] out = new long[shape.length - 1];
    out[0] = shape[0];
    System.arraycopy(shape, 2, out, 1, shape.length - 2);
    return out;
  }

  private static INDArray channelsLast(INDArray array) {
    int[] order = new int[array.rank()];
    for (int d = 1; d < order.length - 1; d++) {
      order[d] = d + 1;
    }
    order[order.length - 1] = 1;
    return array.permute(order); // a view: strides are not those of a fresh array
  }

  @Test
  void mergeIsTheSameAsOneEvaluation() {
    INDArray truth = indices(new int[] {0, 1, 2, 1}, new int[] {2, 2, 0, 1});
    INDArray prediction = oneHot(3, new int[] {0, 1, 1, 1}, new int[] {2, 0, 0, 1});
    SegmentationEvaluation whole = new SegmentationEvaluation();
    whole.eval(truth, prediction);
    SegmentationEvaluation sum = new SegmentationEvaluation();
    sum.merge(new SegmentationEvaluation());
    for (int n = 0; n < 2; n++) {
      SegmentationEvaluation part = sum.newInstance();
      part.eval(truth.slice(n).reshape(1, 1, 4), prediction.slice(n).reshape(1, 3, 4));
      sum.merge(part);
    }
    assertEquals(whole, sum);
    assertEquals(whole.hashCode(), sum.hashCode());
    whole.reset();
    assertEquals(new SegmentationEvaluation(), whole);
    assertNotEquals(sum, whole);
  }

  @Test
  void jsonRoundTripKeepsEverything() {
    SegmentationEvaluation e =
        SegmentationEvaluation.builder()
            .classNames(List.of("sky", "road"))
            .ignoreIndex(255)
            .threshold(0.25)
            .axis(-1)
            .build();
    assertEquals(e, SegmentationEvaluation.fromJson(e.toJson()));
    e.eval(Nd4j.createFromArray(0f, 1f, 255f).reshape(1, 3, 1), Nd4j.ones(1, 3, 1).muli(0.3));
    SegmentationEvaluation read = SegmentationEvaluation.fromJson(e.toJson());
    assertEquals(e, read);
    assertEquals(e, SegmentationEvaluation.fromYaml(e.toYaml()));
    assertEquals(e.stats(), read.stats());
    assertEquals(List.of("sky", "road"), read.classNames());
    assertEquals(2, read.pixels());
    SegmentationEvaluation inferred = new SegmentationEvaluation();
    assertEquals(inferred, SegmentationEvaluation.fromJson(inferred.toJson()));
  }

  @Test
  void javaSerializationKeepsEverything() {
    SegmentationEvaluation e = new SegmentationEvaluation(List.of("sky", "road"));
    e.eval(indices(new int[] {0, 1}), oneHot(2, new int[] {0, 0}));
    SegmentationEvaluation read = SerializationUtils.deserialize(SerializationUtils.serialize(e));
    assertEquals(e, read);
    read.eval(indices(new int[] {0, 1}), oneHot(2, new int[] {0, 0}));
    assertEquals(2, e.pixels());
  }

  @Test
  void statsIsATable() {
    SegmentationEvaluation e = new SegmentationEvaluation(List.of("background", "a long name"));
    e.eval(indices(new int[] {0, 0, 1, 1}), oneHot(2, new int[] {0, 1, 1, 1}));
    assertEquals(
        """
        class             pixels      IoU     Dice precision   recall
        background             2   0.5000   0.6667    1.0000   0.5000
        a long name            2   0.6667   0.8000    0.6667   1.0000
        mean                   4   0.5833   0.7333    0.8333   0.7500
        pixel accuracy 0.7500, mean accuracy 0.7500, foreground Dice 0.8000, \
        frequency weighted IoU 0.5833
        """,
        e.stats().replace(System.lineSeparator(), "\n"));
  }

  /** What version 0.1.0 wrote, whose class was in another package. */
  @Test
  void readsWhatTheFirstVersionWrote() {
    String counted =
        """
        {
          "@class" : "org.dl4jvision.metric.SegmentationEvaluation",
          "names" : [ "sky", "road" ],
          "classes" : 2,
          "ignoreIndex" : 255,
          "axis" : -1,
          "threshold" : 0.25,
          "confusion" : [ [ 5, 1 ], [ 0, 3 ] ]
        }
        """;
    SegmentationEvaluation read = SegmentationEvaluation.fromJson(counted);
    assertEquals(List.of("sky", "road"), read.classNames());
    assertEquals("[[5, 1], [0, 3]]", read.confusionMatrix().toString());
    assertEquals(read, SegmentationEvaluation.fromYaml(counted));
    assertEquals(counted.replace("metric.Segm", "metric.segmentation.Segm").strip(), read.toJson());
    String inferred =
        """
        {
          "@class" : "org.dl4jvision.metric.SegmentationEvaluation",
          "names" : null,
          "classes" : null,
          "ignoreIndex" : null,
          "axis" : 1,
          "threshold" : 0.5,
          "confusion" : null
        }
        """;
    assertEquals(new SegmentationEvaluation(), SegmentationEvaluation.fromJson(inferred));
  }

  @Test
  void badInputNamesWhatIsAllowed() {
    SegmentationEvaluation e = SegmentationEvaluation.builder().classes(3).ignoreIndex(9).build();
    INDArray labels = indices(new int[] {0, 1});
    INDArray predictions = oneHot(3, new int[] {0, 1});
    assertRefused(
        "a label is 7.0; allowed: class indices 0 to 2 and the ignore index 9",
        () -> e.eval(indices(new int[] {0, 7}), predictions));
    assertRefused(
        "shape of labels is [1, 1, 3]; allowed: [1, 3, 2] as the predictions, or class indices"
            + " [1, 2] with or without one channel",
        () -> e.eval(indices(new int[] {0, 1, 2}), predictions));
    assertRefused(
        "number of classes of the predictions is 2; allowed: 3",
        () -> e.eval(labels, oneHot(2, new int[] {0, 1})));
    assertRefused(
        "shape of mask is [1, 3]; allowed: [1, 1], [1, 2] with or without one channel, [1, 3, 2]",
        () -> e.eval(labels, predictions, Nd4j.ones(1, 3)));
    assertRefused(
        "a prediction is NaN; allowed: numbers (has the training diverged?)",
        () -> e.eval(labels, Nd4j.valueArrayOf(new long[] {1, 3, 2}, Double.NaN)));
    assertRefused(
        "shape of predictions is [6]; allowed: 2 to 5 dimensions, the channels in dimension 1",
        () -> e.eval(labels, Nd4j.ones(6)));
    assertRefused(
        "a label is 255.0; allowed: numbers from 0 to 1",
        () -> new SegmentationEvaluation().eval(indices(new int[] {0, 255}), Nd4j.ones(1, 1, 2)));
    assertRefused(
        "number of classes of the other evaluation is 2; allowed: 3",
        () -> e.merge(new SegmentationEvaluation(2)));
    assertRefused("class is 3; allowed: 0 to 2", () -> e.iou(3));
    assertRefused(
        "metric is F1; allowed: [PIXEL_ACCURACY, MEAN_ACCURACY, MEAN_IOU, MEAN_DICE,"
            + " FOREGROUND_DICE, MEAN_PRECISION, MEAN_RECALL, FREQUENCY_WEIGHTED_IOU]",
        () -> e.getValue(Evaluation.Metric.F1));
    assertEquals(0, e.pixels());
  }

  @Test
  void badOptionsNameWhatIsAllowed() {
    assertRefused(
        "classes is 1; allowed: whole numbers >= 2 (one-channel predictions have 2)",
        () -> new SegmentationEvaluation(1));
    assertRefused(
        "classes is 3; allowed: the number of the class names [sky, road]",
        () -> SegmentationEvaluation.builder().classNames(List.of("sky", "road")).classes(3));
    assertRefused(
        "axis is 0; allowed: 1 (channels first) to 4, and -1 (channels last)",
        () -> SegmentationEvaluation.builder().axis(0));
    assertRefused(
        "threshold is NaN; allowed: finite numbers",
        () -> SegmentationEvaluation.builder().threshold(Double.NaN));
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  private record Batch(int from, int to) {
    INDArray of(INDArray array) {
      return array.get(NDArrayIndex.interval(from, to));
    }
  }

  /** What DL4J hands over, with masks that make its own Evaluation throw, and void pixels. */
  @Test
  void worksInNetworksWhereTheBuiltInEvaluationDoesNot() {
    Nd4j.getRandom().setSeed(1);
    var layers =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .list()
            .layer(new ConvolutionLayer.Builder(1, 1).nOut(3).build())
            .layer(
                new CnnLossLayer.Builder(LossFunction.MCXENT)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.convolutional(4, 5, 2))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(layers);
    network.init();
    ComputationGraph graph = network.toComputationGraph();

    INDArray features = Nd4j.rand(DataType.FLOAT, 6, 2, 4, 5);
    INDArray output = network.output(features);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, 6, 3, 4, 5);
    INDArray mask = Nd4j.ones(DataType.FLOAT, 6, 4, 5);
    Random random = new Random(1);
    long[][] expected = new long[3][3];
    for (int n = 0; n < 6; n++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 5; x++) {
          int truth = random.nextInt(4); // 3: void
          boolean masked = random.nextInt(4) == 0;
          int best = 0;
          for (int c = 0; c < 3; c++) {
            if (output.getFloat(n, c, y, x) > output.getFloat(n, best, y, x)) {
              best = c;
            }
          }
          if (truth < 3) {
            labels.putScalar(n, truth, y, x, 1);
          }
          if (masked) {
            mask.putScalar(n, y, x, 0);
          }
          if (truth < 3 && !masked) {
            expected[truth][best]++;
          }
        }
      }
    }
    // Batches as they are: DataSet.merge would drop masks of rank 3.
    List<DataSet> batches = new ArrayList<>();
    for (Batch b : List.of(new Batch(0, 2), new Batch(2, 6))) {
      batches.add(new DataSet(b.of(features), b.of(labels), null, b.of(mask)));
    }
    DataSetIterator iterator = new ExistingDataSetIterator(batches);
    SegmentationEvaluation ours = new SegmentationEvaluation(3);
    network.doEvaluation(iterator, ours);
    iterator.reset();
    SegmentationEvaluation oursInGraph = new SegmentationEvaluation();
    graph.doEvaluation(iterator, oursInGraph);
    for (int t = 0; t < 3; t++) {
      for (int p = 0; p < 3; p++) {
        assertEquals(expected[t][p], ours.confusion(t, p));
        assertEquals(expected[t][p], oursInGraph.confusion(t, p));
      }
    }
    iterator.reset();
    assertThrows(RuntimeException.class, () -> network.doEvaluation(iterator, new Evaluation(3)));
    // Void pixels: the built-in evaluation takes them for class 0.
    Evaluation builtIn = new Evaluation(3);
    builtIn.eval(labels, output);
    assertTrue(builtIn.getConfusionMatrix().getActualTotal(0) > labels.sumNumber().intValue() / 3);
    SegmentationEvaluation unmasked = new SegmentationEvaluation(3);
    unmasked.eval(labels, output);
    assertEquals(labels.sumNumber().longValue(), unmasked.pixels());
  }
}
