package org.dl4jvision.acceleration.kind;

import static org.dl4jvision.acceleration.Comparison.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.acceleration.Comparison;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class GlobalPoolingKindTest extends BaseAcceleratedKindTestCase {

  @Override
  String kind() {
    return "global-pooling";
  }

  @Override
  int add(GraphBuilder graph, Random random, String name, int channels, String... inputs) {
    PoolingType[] types = PoolingType.values();
    graph.addLayer(
        name,
        new GlobalPoolingLayer.Builder(types[random.nextInt(types.length)])
            .pnorm(2 + random.nextInt(2))
            .collapseDimensions(random.nextInt(4) > 0)
            .build(),
        inputs);
    return channels;
  }

  /** Vectors become maps of one pixel, and such maps stay what they are. */
  @Override
  String asMaps(GraphBuilder graph, String name, int channels) {
    graph.addVertex(
        "maps", new PreprocessorVertex(new FeedForwardToCnnPreProcessor(1, 1, channels)), name);
    return "maps";
  }

  /** Maps of one shape, with masks and without, in turns. */
  @Test
  void masksAreHeeded() {
    MultiLayerNetwork stock = network();
    MultiLayerNetwork fast = network();
    Comparison.enable(fast, true);
    assertInstanceOf(ChannelsLastGlobalPooling.class, fast.getLayer(1));
    INDArray image = Comparison.image(3, 2, 6, 5);
    INDArray mask = Nd4j.rand(DataType.FLOAT, 3, 1, 6, 5).gt(0.4).castTo(DataType.FLOAT);
    for (INDArray features : new INDArray[] {mask, null, mask}) {
      assertClose(
          stock.output(image, false, features, null), fast.output(image, false, features, null));
      DataSet data = new DataSet(image, Comparison.probabilities(3, 4), features, null);
      stock.fit(data);
      fast.fit(data);
      assertEquals(stock.score(), fast.score(), 1e-4 * stock.score());
      assertClose(stock.params(), fast.params());
    }
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Sgd(0.1))
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.TANH)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nIn(2).nOut(6).build())
                .layer(new GlobalPoolingLayer(PoolingType.AVG))
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nIn(6)
                        .nOut(4)
                        .build())
                .build());
    network.init();
    return network;
  }
}
