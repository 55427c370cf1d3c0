package org.dl4jvision.acceleration.onednn;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What oneDNN has prepared for one convolution and inputs of one shape. */
final class ConvolutionPrimitives {

  private final GradientLayout layout;
  private final long[] inputShape;
  private final memory.desc plainWeights;
  private final Passes passes;
  private final Primitive forward;
  private final Reordering toForward;
  private Primitive backwardData;
  private Reordering toBackwardData;
  private Primitive backwardWeights;
  private Reordering inputToBackwardWeights;
  private Reordering outputToBackwardWeights;
  private Reordering fromBackwardWeights;

  ConvolutionPrimitives(
      Geometry geometry,
      boolean relu,
      GradientLayout layout,
      INDArray input,
      Weights weights,
      INDArray output) {
    this.layout = layout;
    inputShape = input.shape();
    plainWeights = OneDnn.describe(weights.kernel());
    passes = new Passes(geometry, relu, input, weights, output);
    primitive_desc_base description = passes.forward();
    memory.desc weightLayout = description.weights_desc();
    toForward = new Reordering(OneDnn.Purpose.WEIGHTS, plainWeights, weightLayout);
    forward =
        new Primitive(
            description,
            new int[] {
              dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_BIAS, dnnl.DNNL_ARG_DST
            },
            passes.x,
            weightLayout,
            passes.bias,
            passes.y);
  }

  boolean areFor(INDArray input) {
    return Arrays.equals(inputShape, input.shape());
  }

  void forward(INDArray input, Weights weights, INDArray output) {
    Pointer ordered = toForward.from(OneDnn.address(weights.kernel()));
    forward.execute(
        OneDnn.address(input), ordered, OneDnn.address(weights.bias()), OneDnn.address(output));
    keepAlive(input, weights.kernel(), weights.bias(), output);
  }

  void backwardData(INDArray kernel, INDArray dz, INDArray dx) {
    if (backwardData == null) {
      primitive_desc_base backward = passes.backwardData();
      memory.desc weightLayout = backward.weights_desc();
      toBackwardData = new Reordering(OneDnn.Purpose.WEIGHTS, plainWeights, weightLayout);
      backwardData =
          new Primitive(
              backward,
              new int[] {dnnl.DNNL_ARG_DIFF_DST, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_DIFF_SRC},
              passes.y,
              weightLayout,
              passes.x);
    }
    backwardData.execute(
        OneDnn.address(dz), toBackwardData.from(OneDnn.address(kernel)), OneDnn.address(dx));
    keepAlive(kernel, dz, dx);
  }

  void backwardWeights(INDArray input, INDArray dz, INDArray dw) {
    if (backwardWeights == null) {
      primitive_desc_base backward =
          passes.backwardWeights(layout.of(passes.x), layout.of(passes.y));
      memory.desc inputLayout = backward.src_desc();
      memory.desc outputLayout = backward.diff_dst_desc();
      memory.desc weightLayout = backward.diff_weights_desc();
      inputToBackwardWeights = new Reordering(OneDnn.Purpose.INPUT, passes.x, inputLayout);
      outputToBackwardWeights = new Reordering(OneDnn.Purpose.OUTPUT, passes.y, outputLayout);
      fromBackwardWeights =
          new Reordering(OneDnn.Purpose.WEIGHTS, weightLayout, OneDnn.describe(dw));
      backwardWeights =
          new Primitive(
              backward,
              new int[] {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_DIFF_DST, dnnl.DNNL_ARG_DIFF_WEIGHTS},
              inputLayout,
              outputLayout,
              weightLayout);
    }
    Pointer target = OneDnn.address(dw);
    Pointer ordered = fromBackwardWeights.source(target);
    backwardWeights.execute(
        inputToBackwardWeights.from(OneDnn.address(input)),
        outputToBackwardWeights.from(OneDnn.address(dz)),
        ordered);
    fromBackwardWeights.to(target);
    keepAlive(input, dz, dw);
  }

  private static void keepAlive(INDArray... arrays) {
    Reference.reachabilityFence(arrays);
  }
}
