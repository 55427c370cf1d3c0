package org.dl4jvision.bench.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layers of Deeplearning4j as operations of PyTorch; a layer may be several, in a row. */
final class TorchOperations {

  private static final Map<Class<?>, BiFunction<Layer, Site, List<TorchOperation>>> KINDS =
      new HashMap<>();

  static {
    add(ConvolutionLayer.class, (layer, site) -> List.of(convolution(layer, site)));
    add(DepthwiseConvolution2D.class, (layer, site) -> List.of(depthwise(layer, site)));
    add(SeparableConvolution2D.class, TorchOperations::separable);
    add(Deconvolution2D.class, (layer, site) -> List.of(transposed(layer, site)));
    add(BatchNormalization.class, (layer, site) -> List.of(normalization(layer, site)));
    add(SubsamplingLayer.class, (layer, site) -> List.of(pooling(layer, site)));
    add(GlobalPoolingLayer.class, (layer, site) -> List.of(globalPooling(layer)));
    add(
        ActivationLayer.class,
        (layer, site) -> List.of(same().activation(layer.getActivationFn())));
    add(DropoutLayer.class, (layer, site) -> List.of(same()));
    add(DenseLayer.class, (l, site) -> List.of(dense(l, site).activation(l.getActivationFn())));
    // The loss of the script takes logits.
    add(OutputLayer.class, (layer, site) -> List.of(dense(layer, site)));
    add(LossLayer.class, (layer, site) -> List.of(same()));
    add(CnnLossLayer.class, (layer, site) -> List.of(same()));
    add(SegmentationLossLayer.class, (layer, site) -> List.of(same()));
    add(
        Upsampling2D.class,
        (layer, site) ->
            List.of(new TorchOperation("upsampling").with("factor", layer.getSize()[0])));
    add(
        ZeroPaddingLayer.class,
        (layer, site) -> List.of(new TorchOperation("padding").with("pads", layer.getPadding())));
    add(LocalResponseNormalization.class, (layer, site) -> List.of(response(layer)));
  }

  private TorchOperations() {}

  /**
   * Where a layer stands.
   *
   * @param input the shape of its input, [N, channels, height, width]
   * @param output likewise
   * @param parameters by Deeplearning4j's names
   */
  record Site(long[] input, long[] output, Map<String, INDArray> parameters) {

    private INDArray parameter(String name) {
      return parameters.get(name);
    }

    /** Height or width. */
    private int inputSize(int dimension) {
      return Math.toIntExact(input[2 + dimension]);
    }

    private int outputSize(int dimension) {
      return Math.toIntExact(output[2 + dimension]);
    }
  }

  @SuppressWarnings("unchecked") // The key is the class of the layer.
  private static <L extends Layer> void add(
      Class<L> kind, BiFunction<L, Site, List<TorchOperation>> translation) {
    KINDS.put(
        kind, (BiFunction<Layer, Site, List<TorchOperation>>) (BiFunction<?, ?, ?>) translation);
  }

  /**
   * The operations of a layer.
   *
   * @throws UnsupportedOperationException if there are none; the message names the layer
   */
  static List<TorchOperation> of(Layer layer, Site site) {
    BiFunction<Layer, Site, List<TorchOperation>> translation = KINDS.get(layer.getClass());
    if (translation == null) {
      throw new UnsupportedOperationException("layer " + layer.getClass().getSimpleName());
    }
    return translation.apply(layer, site);
  }

  static TorchOperation same() {
    return new TorchOperation("same");
  }

  private static TorchOperation convolution(ConvolutionLayer layer, Site site) {
    return window(new TorchOperation("convolution"), layer, site)
        .with("groups", 1)
        .weight("weight", site.parameter("W"))
        .activation(layer.getActivationFn());
  }

  /** Deeplearning4j's weights are [multiplier, channels, height, width]. */
  private static TorchOperation depthwise(ConvolutionLayer layer, Site site) {
    INDArray weights = site.parameter("W");
    long[] shape = weights.shape();
    return window(new TorchOperation("convolution"), layer, site)
        .with("groups", shape[1])
        .weight(
            "weight",
            weights
                .permute(1, 0, 2, 3)
                .dup('c')
                .reshape(shape[0] * shape[1], 1, shape[2], shape[3]))
        .activation(layer.getActivationFn());
  }

  private static List<TorchOperation> separable(SeparableConvolution2D layer, Site site) {
    List<TorchOperation> operations = new ArrayList<>();
    Map<String, INDArray> first = Map.of("W", site.parameter("W"));
    SeparableConvolution2D linear = (SeparableConvolution2D) layer.clone();
    linear.setActivationFn(new ActivationIdentity());
    operations.add(depthwise(linear, new Site(site.input(), site.output(), first)));
    TorchOperation second =
        new TorchOperation("convolution")
            .with("stride", 1)
            .with("dilation", 1)
            .with("pads", new int[4])
            .with("groups", 1);
    if (site.parameters().containsKey("b")) {
      second.weight("bias", site.parameter("b").reshape(site.parameter("b").length()));
    }
    operations.add(
        second.weight("weight", site.parameter("pW")).activation(layer.getActivationFn()));
    return operations;
  }

  /** Deeplearning4j's weights are [out, in, height, width], PyTorch's [in, out, height, width]. */
  private static TorchOperation transposed(Deconvolution2D layer, Site site) {
    TorchOperation operation = new TorchOperation("transposed");
    bias(operation, site);
    int[] first = new int[2];
    for (int i = 0; i < 2; i++) {
      int whole = (site.inputSize(i) - 1) * layer.getStride()[i] + layer.getKernelSize()[i];
      boolean same = layer.getConvolutionMode() == ConvolutionMode.Same;
      first[i] = same ? Math.max(0, whole - site.outputSize(i)) / 2 : layer.getPadding()[i];
    }
    return operation
        .with("stride", layer.getStride())
        .with("first", first)
        .with("size", new int[] {site.outputSize(0), site.outputSize(1)})
        .weight("weight", site.parameter("W").permute(1, 0, 2, 3))
        .activation(layer.getActivationFn());
  }

  private static TorchOperation window(
      TorchOperation operation, ConvolutionLayer layer, Site site) {
    bias(operation, site);
    int[] span = new int[2];
    for (int i = 0; i < 2; i++) {
      span[i] = (layer.getKernelSize()[i] - 1) * layer.getDilation()[i] + 1;
    }
    return operation
        .with("stride", layer.getStride())
        .with("dilation", layer.getDilation())
        .with(
            "pads",
            pads(layer.getConvolutionMode(), span, layer.getStride(), layer.getPadding(), site));
  }

  private static void bias(TorchOperation operation, Site site) {
    INDArray bias = site.parameter("b");
    if (bias != null) {
      operation.weight("bias", bias.reshape(bias.length()));
    }
  }

  /** What is added at the top, bottom, left and right. */
  private static int[] pads(
      ConvolutionMode mode, int[] span, int[] stride, int[] padding, Site site) {
    int[] pads = new int[4];
    for (int i = 0; i < 2; i++) {
      int needed = (site.outputSize(i) - 1) * stride[i] + span[i] - site.inputSize(i);
      if (mode == ConvolutionMode.Same) {
        pads[2 * i] = Math.max(0, needed) / 2;
        pads[2 * i + 1] = Math.max(0, needed) - pads[2 * i];
      } else {
        // A window that is larger than the map is one of Deeplearning4j's all the same.
        pads[2 * i] = padding[i];
        pads[2 * i + 1] = Math.max(padding[i], needed - padding[i]);
      }
    }
    return pads;
  }

  private static TorchOperation normalization(BatchNormalization layer, Site site) {
    return new TorchOperation("normalization")
        .with("channels", layer.getNOut())
        .with("decay", layer.getDecay())
        .with("epsilon", layer.getEps())
        .weight("weight", site.parameter("gamma").reshape(layer.getNOut()))
        .weight("bias", site.parameter("beta").reshape(layer.getNOut()));
  }

  private static TorchOperation pooling(SubsamplingLayer layer, Site site) {
    String kind =
        switch (layer.getPoolingType()) {
          case MAX -> "maxPooling";
          case AVG -> "averagePooling";
          default -> throw new UnsupportedOperationException("pooling " + layer.getPoolingType());
        };
    int[] kernel = layer.getKernelSize();
    return new TorchOperation(kind)
        .with("kernel", kernel)
        .with("stride", layer.getStride())
        .with(
            "pads",
            pads(layer.getConvolutionMode(), kernel, layer.getStride(), layer.getPadding(), site));
  }

  private static TorchOperation globalPooling(GlobalPoolingLayer layer) {
    return new TorchOperation(
        layer.getPoolingType() == PoolingType.MAX ? "globalMaximum" : "globalAverage");
  }

  /** Deeplearning4j's weights are [in, out], PyTorch's [out, in]. */
  private static TorchOperation dense(FeedForwardLayer layer, Site site) {
    TorchOperation operation = new TorchOperation("dense");
    bias(operation, site);
    return operation.weight("weight", site.parameter("W").transpose());
  }

  private static TorchOperation response(LocalResponseNormalization layer) {
    return new TorchOperation("response")
        .with("size", (int) layer.getN())
        .with("alpha", layer.getAlpha())
        .with("beta", layer.getBeta())
        .with("k", layer.getK());
  }
}
