package org.dl4jvision.export.operation;

import java.util.function.BiFunction;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.dl4jvision.check.Registry;
import org.dl4jvision.export.graph.OnnxValue;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.layer.activation.HardSigmoid;
import org.dl4jvision.layer.activation.HardSwish;
import org.dl4jvision.layer.activation.Silu;
import org.dl4jvision.layer.detection.DetectionLossLayer;
import org.dl4jvision.layer.detection.LevelsVertex;
import org.dl4jvision.layer.feature.AdaptiveAveragePoolingLayer;
import org.dl4jvision.layer.feature.BilinearResizeLayer;
import org.dl4jvision.layer.feature.BilinearResizeVertex;
import org.dl4jvision.layer.feature.CeilPaddingLayer;
import org.dl4jvision.layer.feature.ChannelScaleVertex;
import org.dl4jvision.layer.feature.FrozenBatchNormalization;
import org.dl4jvision.layer.feature.GroupNormalizationLayer;
import org.dl4jvision.layer.feature.GroupedConvolutionLayer;
import org.dl4jvision.layer.feature.PixelScaleVertex;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** All layers, vertices, preprocessors and activations that have a form in ONNX. */
public final class OnnxOperations {

  /** Each class of a configuration that can be written has one entry. */
  public static final Registry<OnnxOperation<?>> REGISTRY =
      new Registry<>(
          "ONNX operation",
          "ONNX operations",
          layer("activation", ActivationLayer.class, Features::activation),
          layer("adaptive-average-pooling", AdaptiveAveragePoolingLayer.class, Poolings::adaptive),
          layer("batch-normalization", BatchNormalization.class, Features::batchNormalization),
          layer("bilinear-resize", BilinearResizeLayer.class, Sizes::bilinear),
          layer("ceil-padding", CeilPaddingLayer.class, Sizes::ceilPadding),
          layer("cnn-loss", CnnLossLayer.class, Features::maps),
          layer("convolution", ConvolutionLayer.class, Convolutions::plain),
          layer("cropping", Cropping2D.class, Sizes::cropping),
          layer("dense", DenseLayer.class, Features::dense),
          layer("depthwise-convolution", DepthwiseConvolution2D.class, Convolutions::depthwise),
          layer("detection-loss", DetectionLossLayer.class, (layer, site) -> site.input()),
          layer("dropout", DropoutLayer.class, (layer, site) -> site.input()),
          layer(
              "frozen-batch-normalization",
              FrozenBatchNormalization.class,
              Features::batchNormalization),
          layer("global-pooling", GlobalPoolingLayer.class, Poolings::global),
          layer("group-normalization", GroupNormalizationLayer.class, Features::groupNormalization),
          layer("grouped-convolution", GroupedConvolutionLayer.class, Convolutions::grouped),
          layer(
              "local-response-normalization",
              LocalResponseNormalization.class,
              Features::localResponse),
          layer("loss", LossLayer.class, Features::loss),
          layer("output", OutputLayer.class, Features::output),
          layer("pooling", SubsamplingLayer.class, Poolings::windows),
          layer("segmentation-loss", SegmentationLossLayer.class, Features::maps),
          layer("separable-convolution", SeparableConvolution2D.class, Convolutions::separable),
          layer("transposed-convolution", Deconvolution2D.class, Convolutions::transposed),
          layer("upsampling", Upsampling2D.class, Sizes::repeated),
          layer("zero-padding", ZeroPaddingLayer.class, Sizes::zeroPadding),
          vertex("bilinear-resize-to", BilinearResizeVertex.class, Sizes::bilinear),
          vertex("channel-scale", ChannelScaleVertex.class, Vertices::scaledChannels),
          vertex("elementwise", ElementWiseVertex.class, Vertices::elementwise),
          vertex("levels", LevelsVertex.class, Vertices::levels),
          vertex("merge", MergeVertex.class, Vertices::merged),
          vertex("pixel-scale", PixelScaleVertex.class, Vertices::scaledPixels),
          vertex("preprocessor", PreprocessorVertex.class, Vertices::preprocessed),
          vertex("scale", ScaleVertex.class, Vertices::scaled),
          vertex("shift", ShiftVertex.class, Vertices::shifted),
          vertex("subset", SubsetVertex.class, Vertices::subset),
          preprocessor("flat", CnnToFeedForwardPreProcessor.class, Vertices::flat),
          preprocessor("unflattened", FeedForwardToCnnPreProcessor.class, Vertices::unflattened),
          activation("elu", ActivationELU.class, Activations::elu),
          activation("gate", HardSigmoid.class, Activations::gate),
          activation("hard-sigmoid", ActivationHardSigmoid.class, Activations::hardSigmoid),
          activation("hard-swish", HardSwish.class, Activations.operator("HardSwish")),
          activation("hard-tanh", ActivationHardTanH.class, Activations::hardTanh),
          activation("identity", ActivationIdentity.class, Activations::identity),
          activation("leaky-relu", ActivationLReLU.class, Activations::leakyRelu),
          activation("mish", ActivationMish.class, Activations::mish),
          activation("relu", ActivationReLU.class, Activations::relu),
          activation("relu6", ActivationReLU6.class, Activations::relu6),
          activation("selu", ActivationSELU.class, Activations.operator("Selu")),
          activation("sigmoid", ActivationSigmoid.class, Activations.operator("Sigmoid")),
          activation("silu", Silu.class, Activations::swish),
          activation("softmax", ActivationSoftmax.class, Activations::softmax),
          activation("softplus", ActivationSoftPlus.class, Activations.operator("Softplus")),
          activation("softsign", ActivationSoftSign.class, Activations.operator("Softsign")),
          activation("swish", ActivationSwish.class, Activations::swish),
          activation("tanh", ActivationTanH.class, Activations.operator("Tanh")));

  private OnnxOperations() {}

  private static <S> OnnxOperation<S> layer(
      String name, Class<S> type, BiFunction<S, Site, OnnxValue> writer) {
    return new OnnxOperation<>(name, "layer " + type.getSimpleName(), type, writer);
  }

  private static <S> OnnxOperation<S> vertex(
      String name, Class<S> type, BiFunction<S, Site, OnnxValue> writer) {
    return new OnnxOperation<>(name, "vertex " + type.getSimpleName(), type, writer);
  }

  private static <S> OnnxOperation<S> preprocessor(
      String name, Class<S> type, BiFunction<S, Site, OnnxValue> writer) {
    return new OnnxOperation<>(name, "preprocessor " + type.getSimpleName(), type, writer);
  }

  private static <S> OnnxOperation<S> activation(
      String name, Class<S> type, BiFunction<S, Site, OnnxValue> writer) {
    return new OnnxOperation<>(
        "activation-" + name, "activation " + type.getSimpleName(), type, writer);
  }

  /**
   * Adds the nodes of a layer, vertex, preprocessor or activation, and returns what it gives.
   *
   * @param what it is, for the message
   * @throws IllegalArgumentException naming its class if it has no form in ONNX
   */
  static OnnxValue write(Object configuration, String what, Site site) {
    for (OnnxOperation<?> operation : REGISTRY.all()) {
      if (operation.type() == configuration.getClass()) {
        return operation.write(configuration, site);
      }
    }
    throw site.refusal(
        "has %s %s; './dl4j-vision list onnx' names those that can"
            .formatted(what, configuration.getClass().getSimpleName()));
  }
}
