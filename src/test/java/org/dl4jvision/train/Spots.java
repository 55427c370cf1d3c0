package org.dl4jvision.train;

import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.network.SegmentationNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Noise, whose bright pixels are to be found by a small network with batch normalization. */
final class Spots {

  private static final int SIDE = 16;

  private Spots() {}

  /** Some images of a seed, not 0: ND4J takes the time instead. */
  static MultiDataSet images(int count, int seed) {
    Nd4j.getRandom().setSeed(seed);
    INDArray images = Nd4j.rand(DataType.FLOAT, count, 1, SIDE, SIDE);
    return new MultiDataSet(images, images.gt(0.5).castTo(DataType.FLOAT));
  }

  /** Three images, a fifth of whose pixels do not count. */
  static MultiDataSet masked(int seed) {
    MultiDataSet batch = images(3, seed);
    INDArray mask = Nd4j.rand(DataType.FLOAT, 3, 1, SIDE, SIDE).gt(0.2).castTo(DataType.FLOAT);
    return new MultiDataSet(batch.getFeatures(), batch.getLabels(), null, new INDArray[] {mask});
  }

  /** A network, always with the same weights. */
  static ComputationGraph network(UnaryOperator<SegmentationNetwork.Builder> options) {
    return options
        .apply(SegmentationNetwork.builder().encoder("small").baseChannels(4).depth(2).classes(1))
        .build()
        .init();
  }
}
