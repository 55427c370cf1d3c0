package org.dl4jvision.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.loss.LossDice;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

/** A network of a few weights with the layers that segmentation networks have. */
final class TinyModel {

  private TinyModel() {}

  static ModelZip save(Path file) {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Adam(0.01))
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.convolutional(8, 8, 1))
            .layer(
                "conv",
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(2)
                    .padding(1, 1)
                    .activation(Activation.RELU)
                    .build(),
                "input")
            .layer("norm", new BatchNormalization(), "conv")
            .layer("pool", new SubsamplingLayer.Builder().build(), "norm")
            .layer("up", new Upsampling2D.Builder(2).build(), "pool")
            .layer(
                "logits",
                new ConvolutionLayer.Builder(1, 1).nOut(2).activation(Activation.IDENTITY).build(),
                "up")
            .layer(
                "output",
                new SegmentationLossLayer.Builder(LossDice.builder().build()).build(),
                "logits")
            .setOutputs("output")
            .build();
    ComputationGraph network = new ComputationGraph(configuration);
    network.init();
    try {
      ModelSerializer.writeModel(network, file.toFile(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ModelZip.of(file);
  }
}
