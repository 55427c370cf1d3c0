package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.loss.LossDice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

class HardExamplesGradientTest {

  private static Step hardest(ComputationGraph network, double share) {
    return new GradientStep(
        network, new HardExamplesGradient(network, new BatchGradient(network), share));
  }

  /** The images of a batch with the greatest loss, each by itself, in their order. */
  private static int[] hardest(ComputationGraph network, MultiDataSet batch, int count) {
    List<Double> losses =
        IntStream.range(0, (int) batch.getFeatures(0).size(0))
            .mapToObj(i -> network.score(only(batch, i), false))
            .toList();
    return IntStream.range(0, losses.size())
        .boxed()
        .sorted(Comparator.comparing(losses::get).reversed())
        .limit(count)
        .sorted()
        .mapToInt(i -> i)
        .toArray();
  }

  private static MultiDataSet only(MultiDataSet batch, int... images) {
    return new org.nd4j.linalg.dataset.MultiDataSet(
        new INDArray[] {of(batch.getFeatures(0), images)},
        new INDArray[] {of(batch.getLabels(0), images)});
  }

  private static INDArray of(INDArray array, int... images) {
    return array
        .get(
            NDArrayIndex.indices(IntStream.of(images).asLongStream().toArray()),
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.all())
        .dup('c');
  }

  /** The update is that of the hardest alone, and of its loss, in every step. */
  @Test
  void equalsATrainingOfTheHardest() {
    ComputationGraph network = Spots.network(builder -> builder);
    ComputationGraph other = Spots.network(builder -> builder);
    Step hard = hardest(network, 0.4);
    Step usual = Step.of(other);
    for (int seed = 1; seed <= 4; seed++) {
      MultiDataSet batch = Spots.images(5, seed);
      int[] chosen = hardest(other, batch, 2);
      assertEquals(usual.run(only(batch, chosen)), hard.run(batch), 1e-6);
    }
    assertArrayEquals(
        other.params().toFloatVector(), network.params().toFloatVector(), 1e-6f, "weights");
    assertEquals(4, network.getConfiguration().getIterationCount());
  }

  /** A ratio over the batch is the same for all of them, but not for each alone. */
  @Test
  void tellsImagesApartByARatioOverTheBatch() {
    ComputationGraph network =
        Spots.network(builder -> builder.loss(LossDice.builder().batch(true).build()));
    MultiDataSet batch = Spots.images(6, 3);
    int[] chosen = hardest(network, batch, 3);
    double[] losses =
        IntStream.range(0, 6).mapToDouble(i -> network.score(only(batch, i), false)).toArray();
    double least = IntStream.of(chosen).mapToDouble(i -> losses[i]).min().orElseThrow();
    assertEquals(3, IntStream.range(0, 6).filter(i -> losses[i] >= least).count());
    ComputationGraph copy = Dots.copy(network);
    assertEquals(Step.of(copy).run(only(batch, chosen)), hardest(network, 0.5).run(batch), 1e-6);
  }

  @Test
  void aBatchOfOneIsLearnedFrom() {
    ComputationGraph network = Spots.network(builder -> builder);
    INDArray before = network.params().dup();
    hardest(network, 0.1).run(Spots.images(1, 2));
    assertTrue(before.sub(network.params()).amaxNumber().doubleValue() > 0);
  }

  @ParameterizedTest
  @CsvSource({"8, 0.5, 16", "8, 0.3, 27", "3, 0.7, 5", "1, 0.9, 2", "8, 0.1, 80", "7, 0.7, 10"})
  void asManyAreReadAsLeaveABatch(int left, double share, int read) {
    assertEquals(read, HardExamplesGradient.examples(left, share));
    assertEquals(left, (int) Math.floor(read * share + 1e-9));
  }

  @Test
  void refusals() {
    ComputationGraph network = Spots.network(builder -> builder);
    assertEquals(
        """
        share is 0.0; allowed: numbers above 0 and below 1
        share is 1.0; allowed: numbers above 0 and below 1
        """,
        Refusals.messages(() -> hardest(network, 0), () -> hardest(network, 1)));
  }
}
