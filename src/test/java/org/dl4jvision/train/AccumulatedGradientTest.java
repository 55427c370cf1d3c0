package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.layer.feature.GroupNormalizationLayer;
import org.dl4jvision.loss.LossCrossEntropy;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

class AccumulatedGradientTest {

  /** Convolutions without batch normalization, with regularization, in double precision. */
  private static ComputationGraph network(boolean miniBatch) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.01))
                .l1(1e-3)
                .l2(1e-2)
                .miniBatch(miniBatch)
                .graphBuilder()
                .addInputs("image")
                .addLayer(
                    "conv",
                    new ConvolutionLayer.Builder(3, 3)
                        .nIn(1)
                        .nOut(4)
                        .padding(1, 1)
                        .activation(Activation.TANH)
                        .build(),
                    "image")
                .addLayer("norm", new GroupNormalizationLayer.Builder(2).nOut(4).build(), "conv")
                .addLayer(
                    "logits",
                    new ConvolutionLayer.Builder(1, 1)
                        .nIn(4)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build(),
                    "norm")
                .addLayer(
                    "mask",
                    new SegmentationLossLayer.Builder(new LossCrossEntropy())
                        .activation(Activation.SOFTMAX.getActivationFunction())
                        .build(),
                    "logits")
                .setOutputs("mask")
                .build());
    network.init();
    return network;
  }

  /** Seven images, of whose pixels all count. */
  private static MultiDataSet batch(int seed) {
    Nd4j.getRandom().setSeed(seed);
    INDArray images = Nd4j.rand(DataType.DOUBLE, 7, 1, 8, 8);
    return new MultiDataSet(
        new INDArray[] {images},
        new INDArray[] {images.gt(0.5).castTo(DataType.DOUBLE)},
        null,
        new INDArray[] {Nd4j.ones(DataType.DOUBLE, 7, 1, 8, 8)});
  }

  /** The last of three parts is smaller. */
  @Test
  void equalsTheLargeBatch() {
    ComputationGraph whole = network(true);
    ComputationGraph parts = network(true);
    INDArray before = whole.params().dup();
    Step large = Step.of(whole);
    Step accumulated =
        new GradientStep(parts, new AccumulatedGradient(parts, new BatchGradient(parts), 3));
    for (int seed = 1; seed <= 5; seed++) {
      assertEquals(large.run(batch(seed)), accumulated.run(batch(seed)), 1e-12);
    }
    double change = before.sub(whole.params()).amaxNumber().doubleValue();
    assertTrue(change > 0.02, "change " + change);
    double difference = whole.params().sub(parts.params()).amaxNumber().doubleValue();
    assertTrue(difference < 1e-10, "difference " + difference);
    assertEquals(5, parts.getConfiguration().getIterationCount());
  }

  /** In single precision, of a dense network. */
  @Test
  void equalsTheLargeBatchToFloatRounding() {
    ComputationGraph whole = Dots.network();
    ComputationGraph parts = Dots.network();
    Step accumulated =
        new GradientStep(parts, new AccumulatedGradient(parts, new BatchGradient(parts), 1));
    new Dots()
        .epoch(0)
        .forEachRemaining(
            batch -> {
              whole.fit(batch);
              accumulated.run(batch);
            });
    double difference = whole.params().sub(parts.params()).amaxNumber().doubleValue();
    assertTrue(difference < 1e-4, "difference " + difference);
  }

  /** The mean over the parts' means, by their examples, is that of all; deviations are not. */
  @Test
  void runningMeansChangeAsThoseOfTheLargeBatch() {
    ComputationGraph whole = Spots.network(builder -> builder);
    ComputationGraph parts = Spots.network(builder -> builder);
    MultiDataSet batch = Spots.images(5, 2);
    whole.fit(batch);
    new GradientStep(parts, new AccumulatedGradient(parts, new BatchGradient(parts), 2)).run(batch);
    String first =
        whole.paramTable().keySet().stream().filter(n -> n.endsWith("_mean")).findFirst().get();
    INDArray mean = whole.paramTable().get(first);
    assertTrue(mean.amaxNumber().doubleValue() > 1e-3, mean::toString);
    assertTrue(mean.equalsWithEps(parts.paramTable().get(first), 1e-6), first);
  }

  @Test
  void aBatchOfOnePartIsNotDivided() {
    ComputationGraph whole = Spots.network(builder -> builder);
    ComputationGraph parts = Spots.network(builder -> builder);
    MultiDataSet batch = Spots.masked(2);
    double loss = Step.of(whole).run(batch);
    Step step =
        new GradientStep(parts, new AccumulatedGradient(parts, new BatchGradient(parts), 3));
    assertEquals(loss, step.run(batch), 0);
    assertArrayEquals(whole.params().toFloatVector(), parts.params().toFloatVector());
  }

  @Test
  void refusesSums() {
    ComputationGraph sums = network(false);
    ComputationGraph means = network(true);
    assertEquals(
        """
        miniBatch is false; allowed: true where gradients are accumulated
        examples is 0; allowed: whole numbers >= 1
        """,
        Refusals.messages(
            () -> new AccumulatedGradient(sums, batch -> 0, 1),
            () -> new AccumulatedGradient(means, batch -> 0, 0)));
  }
}
