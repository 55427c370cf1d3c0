package org.dl4jvision.bench;

import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.dl4jvision.network.SegmentationNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;

/** A U-Net and a batch of noise with its bright pixels as foreground. */
enum UNetWorkload implements TrainingWorkload {
  UNET_16("unet-16-1x256", 16, 1, 256),
  UNET_8("unet-8-4x128", 8, 4, 128);

  private final String text;
  private final int baseChannels;
  private final int images;
  private final int size;

  UNetWorkload(String text, int baseChannels, int images, int size) {
    this.text = text;
    this.baseChannels = baseChannels;
    this.images = images;
    this.size = size;
  }

  /** The name in tables and JSON: channels of the first level, images x their side. */
  @Override
  public String toString() {
    return text;
  }

  int baseChannels() {
    return baseChannels;
  }

  /** The shape of the images, [N, 1, H, W]. */
  long[] shape() {
    return new long[] {images, 1, size, size};
  }

  @Override
  public ComputationGraph network() {
    return modelOfLossTimes(1).init();
  }

  /** The loss of Deeplearning4j's layer is a sum over the pixels of an image. */
  @Override
  public ComputationGraph stock() {
    return new TransferLearning.GraphBuilder(modelOfLossTimes((double) size * size).init())
        .removeVertexAndConnections("output")
        .addLayer(
            "output",
            new CnnLossLayer.Builder(new LossBinaryXENT()).activation(Activation.SIGMOID).build(),
            "logits")
        .setOutputs("output")
        .build();
  }

  @Override
  public double stockScale() {
    return 1.0 / size / size;
  }

  @Override
  public DataSet batch() {
    Nd4j.getRandom().setSeed(1);
    INDArray noise = Nd4j.rand(DataType.FLOAT, shape());
    return new DataSet(noise, noise.gt(0.5).castTo(DataType.FLOAT));
  }

  /** For a loss that is multiplied, so is what Adam adds to the size of gradients. */
  private SegmentationNetwork modelOfLossTimes(double factor) {
    return SegmentationNetwork.builder()
        .inputChannels(1)
        .classes(1)
        .baseChannels(baseChannels)
        .batchNormalization(false)
        .updater(new Adam(1e-3, 0.9, 0.999, 1e-8 * factor))
        .build();
  }
}
