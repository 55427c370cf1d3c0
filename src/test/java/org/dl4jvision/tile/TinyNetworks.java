package org.dl4jvision.tile;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Networks that users may have made themselves, of plain layers of Deeplearning4j. */
final class TinyNetworks {

  private TinyNetworks() {}

  private static ConvolutionLayer convolution(
      CNN2DFormat format, int channels, int stride, int dilation) {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(channels)
        .stride(stride, stride)
        .dilation(dilation, dilation)
        .activation(Activation.TANH)
        .dataFormat(format)
        .build();
  }

  private static ComputationGraph built(GraphBuilder graph, CNN2DFormat format) {
    ComputationGraph network =
        new ComputationGraph(
            graph.setInputTypes(InputType.convolutional(32, 32, 3, format)).build());
    network.init();
    return network;
  }

  private static GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .weightInit(WeightInit.XAVIER)
        .convolutionMode(ConvolutionMode.Same)
        .graphBuilder()
        .addInputs("image");
  }

  private static CnnLossLayer loss(CNN2DFormat format) {
    return new CnnLossLayer.Builder(LossFunction.XENT)
        .activation(Activation.SIGMOID)
        .format(format)
        .build();
  }

  /** Strided, pooled, dilated and enlarged convolutions; one output channel. */
  static ComputationGraph plain(CNN2DFormat format) {
    return built(
        graph()
            .addLayer("strided", convolution(format, 4, 2, 1), "image")
            .addLayer(
                "norm", new BatchNormalization.Builder().dataFormat(format).build(), "strided")
            .addLayer(
                "pool",
                new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
                    .kernelSize(3, 3)
                    .stride(3, 3)
                    .dataFormat(format)
                    .build(),
                "norm")
            .addLayer("dilated", convolution(format, 4, 1, 2), "pool")
            .addLayer("up", new Upsampling2D.Builder(6).dataFormat(format).build(), "dilated")
            .addLayer("last", convolution(format, 1, 1, 1), "up")
            .addLayer("loss", loss(format), "last")
            .setOutputs("loss"),
        format);
  }

  /** A quarter of the input's size. */
  static ComputationGraph quarter(CNN2DFormat format) {
    return built(
        graph()
            .addLayer("first", convolution(format, 4, 2, 1), "image")
            .addLayer("second", convolution(format, 5, 2, 1), "first")
            .addLayer("loss", loss(format), "second")
            .setOutputs("loss"),
        format);
  }

  /** Two outputs, of the whole size and of a half. */
  static ComputationGraph twoOutputs() {
    CNN2DFormat format = CNN2DFormat.NCHW;
    return built(
        graph()
            .addLayer("first", convolution(format, 2, 1, 1), "image")
            .addLayer("half", convolution(format, 3, 2, 1), "first")
            .addLayer("loss", loss(format), "first")
            .addLayer("halfLoss", loss(format), "half")
            .setOutputs("loss", "halfLoss"),
        format);
  }

  /** What there is of formats. */
  static List<CNN2DFormat> formats() {
    return List.of(CNN2DFormat.NCHW, CNN2DFormat.NHWC);
  }
}
