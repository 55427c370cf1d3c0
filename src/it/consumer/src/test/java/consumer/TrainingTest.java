package consumer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.loss.LossDice;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

class TrainingTest {

  @Test
  void diceLossTrainsANetwork() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Adam(0.05))
            .convolutionMode(ConvolutionMode.Same)
            .list()
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.RELU).build())
            .layer(
                new ConvolutionLayer.Builder(1, 1).nOut(1).activation(Activation.IDENTITY).build())
            .layer(
                new SegmentationLossLayer.Builder(new LossDice())
                    .activation(Activation.SIGMOID)
                    .build())
            .setInputType(InputType.convolutional(16, 16, 1))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    System.out.println("report: " + Acceleration.enable(network));
    Nd4j.getRandom().setSeed(1);
    INDArray images = Nd4j.rand(DataType.FLOAT, 4, 1, 16, 16);
    DataSet data = new DataSet(images, images.gt(0.6).castTo(DataType.FLOAT));

    double before = network.score(data);
    for (int step = 0; step < 100; step++) {
      network.fit(data);
    }
    double after = network.score(data);
    System.out.printf("Dice loss %.3f before, %.3f after%n", before, after);
    assertTrue(after < before / 3, "Dice loss " + before + " before, " + after + " after");
  }
}
