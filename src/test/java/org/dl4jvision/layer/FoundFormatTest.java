package org.dl4jvision.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

/** Layers that transfer learning adds to a network, which says nothing of its format. */
class FoundFormatTest {

  private static final int BATCH = 2;

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void isThatOfOneHotLabels(FeatureMaps maps) {
    trainsAsIfItWereSaid(maps, Activation.SOFTMAX, maps.oneHot(BATCH));
    trainsAsIfItWereSaid(maps, Activation.SIGMOID, maps.oneHot(BATCH));
  }

  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void isThatOfClassIndices(FeatureMaps maps) {
    trainsAsIfItWereSaid(maps, Activation.SOFTMAX, maps.classIndices(BATCH));
  }

  private static void trainsAsIfItWereSaid(
      FeatureMaps maps, Activation activation, INDArray labels) {
    MultiLayerNetwork network = Networks.sequential(maps, activation, true);
    DataSet data = new DataSet(maps.random(BATCH, 2), labels);
    SegmentationLossLayer.Builder said =
        builder().activation(activation).dataFormat(maps.dataFormat());
    MultiLayerNetwork told = withLoss(network, maps, said);
    MultiLayerNetwork found = withLoss(network, maps, builder().activation(activation));
    found.setParams(told.params());
    told.fit(data);
    found.fit(data);
    assertEquals(maps.channelsLast, layer(found).isChannelsLast());
    assertEquals(told.params(), found.params());
    assertEquals(told.output(data.getFeatures()), found.output(data.getFeatures()));
    assertEquals(
        maps.channelsLast,
        layer(found.clone()).isChannelsLast(),
        "it is a part of the configuration");
  }

  /** Labels that tell nothing leave the default. */
  @ParameterizedTest
  @EnumSource(FeatureMaps.class)
  void isChannelsFirstOtherwise(FeatureMaps maps) {
    if (!maps.channelsLast) {
      MultiLayerNetwork network =
          withLoss(Networks.sequential(maps, Activation.SOFTMAX, true), maps, builder());
      network.fit(new DataSet(maps.random(BATCH, 2), maps.oneHot(BATCH).mul(0.5)));
      assertFalse(layer(network).isChannelsLast());
    }
  }

  private static SegmentationLossLayer.Builder builder() {
    return new SegmentationLossLayer.Builder(new ImageLoss());
  }

  private static MultiLayerNetwork withLoss(
      MultiLayerNetwork network, FeatureMaps maps, SegmentationLossLayer.Builder loss) {
    FeedForwardLayer head = (FeedForwardLayer) maps.head(FeatureMaps.CLASSES);
    head.setNIn(2);
    head.setWeightInitFn(WeightInit.XAVIER.getWeightInitFunction());
    return new TransferLearning.Builder(network)
        .fineTuneConfiguration(new FineTuneConfiguration.Builder().updater(new Sgd(0.1)).build())
        .removeLayersFromOutput(2)
        .addLayer(head)
        .addLayer(loss.build())
        .build();
  }

  private static SegmentationLossLayer layer(MultiLayerNetwork network) {
    return (SegmentationLossLayer) network.getLayer(2).conf().getLayer();
  }
}
