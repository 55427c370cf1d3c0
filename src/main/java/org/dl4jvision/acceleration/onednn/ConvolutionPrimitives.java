package org.dl4jvision.acceleration.onednn;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What oneDNN has prepared for one convolution and inputs of one shape. */
final class ConvolutionPrimitives {

  private final long[] inputShape;
  private final long[] stride;
  private final long[] dilation;
  private final long[] before;
  private final long[] after;
  private final boolean isChannelsLast;
  private final memory.desc x;
  private final memory.desc y;
  private final memory.desc bias;
  private final memory.desc anyWeights;
  private final memory.desc plainWeights;
  private final convolution_forward.primitive_desc description;
  private final Primitive forward;
  private final Reordering toForward;
  private Primitive backwardData;
  private Reordering toBackwardData;
  private Primitive backwardWeights;
  private Reordering inputToBackwardWeights;
  private Reordering outputToBackwardWeights;
  private Reordering fromBackwardWeights;

  ConvolutionPrimitives(
      Geometry geometry, boolean relu, INDArray input, Weights weights, INDArray output) {
    INDArray kernel = weights.kernel();
    inputShape = input.shape();
    stride = longs(geometry.stride());
    dilation = Arrays.stream(geometry.dilation()).mapToLong(d -> d - 1L).toArray();
    isChannelsLast = geometry.channelsLast();
    x = OneDnn.describeMap(input, geometry.channelsLast());
    y = OneDnn.describeMap(output, geometry.channelsLast());
    int height = geometry.channelsLast() ? 1 : 2;
    before = new long[2];
    after = new long[2];
    for (int i = 0; i < 2; i++) {
      before[i] = geometry.before(i, input.size(height + i), output.size(height + i));
      after[i] = geometry.after(i, input.size(height + i), output.size(height + i));
    }
    bias =
        weights.bias() != null
            ? OneDnn.describe(memory.format_tag.a, weights.channels())
            : new memory.desc();
    anyWeights = OneDnn.describe(memory.format_tag.any, kernel.shape());
    plainWeights = OneDnn.describe(kernel);
    primitive_attr attributes = OneDnn.attributes();
    if (relu) {
      post_ops after = new post_ops();
      after.append_eltwise(dnnl.algorithm.eltwise_relu, 0, 0);
      attributes.set_post_ops(after);
    }
    description =
        new convolution_forward.primitive_desc(
            OneDnn.engine(),
            dnnl.prop_kind.forward_training,
            dnnl.algorithm.convolution_direct,
            x,
            anyWeights,
            bias,
            y,
            stride,
            dilation,
            before,
            after,
            attributes,
            false);
    memory.desc weightLayout = description.weights_desc();
    toForward = new Reordering(OneDnn.Purpose.WEIGHTS, plainWeights, weightLayout);
    forward =
        new Primitive(
            description,
            new int[] {
              dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_BIAS, dnnl.DNNL_ARG_DST
            },
            x,
            weightLayout,
            bias,
            y);
  }

  private static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
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
      convolution_backward_data.primitive_desc backward =
          new convolution_backward_data.primitive_desc(
              OneDnn.engine(),
              dnnl.algorithm.convolution_direct,
              x,
              anyWeights,
              y,
              stride,
              dilation,
              before,
              after,
              description,
              OneDnn.attributes(),
              false);
      memory.desc weightLayout = backward.weights_desc();
      toBackwardData = new Reordering(OneDnn.Purpose.WEIGHTS, plainWeights, weightLayout);
      backwardData =
          new Primitive(
              backward,
              new int[] {dnnl.DNNL_ARG_DIFF_DST, dnnl.DNNL_ARG_WEIGHTS, dnnl.DNNL_ARG_DIFF_SRC},
              y,
              weightLayout,
              x);
    }
    backwardData.execute(
        OneDnn.address(dz), toBackwardData.from(OneDnn.address(kernel)), OneDnn.address(dx));
    keepAlive(kernel, dz, dx);
  }

  void backwardWeights(INDArray input, INDArray dz, Weights gradients) {
    INDArray dw = gradients.kernel();
    INDArray db = gradients.bias();
    if (backwardWeights == null) {
      // Maps in oneDNN's own layout: with channels last it takes half as long again, and more,
      // unless channels go by themselves, where reordering takes longer than what it saves.
      boolean asGiven = isChannelsLast && gradients.isDepthwise();
      convolution_backward_weights.primitive_desc backward =
          new convolution_backward_weights.primitive_desc(
              OneDnn.engine(),
              dnnl.algorithm.convolution_direct,
              asGiven ? x : OneDnn.anyLayout(x),
              anyWeights,
              bias,
              asGiven ? y : OneDnn.anyLayout(y),
              stride,
              dilation,
              before,
              after,
              description,
              OneDnn.attributes(),
              false);
      memory.desc inputLayout = backward.src_desc();
      memory.desc outputLayout = backward.diff_dst_desc();
      memory.desc weightLayout = backward.diff_weights_desc();
      inputToBackwardWeights = new Reordering(OneDnn.Purpose.INPUT, x, inputLayout);
      outputToBackwardWeights = new Reordering(OneDnn.Purpose.OUTPUT, y, outputLayout);
      fromBackwardWeights =
          new Reordering(OneDnn.Purpose.WEIGHTS, weightLayout, OneDnn.describe(dw));
      backwardWeights =
          new Primitive(
              backward,
              new int[] {
                dnnl.DNNL_ARG_SRC,
                dnnl.DNNL_ARG_DIFF_DST,
                dnnl.DNNL_ARG_DIFF_WEIGHTS,
                dnnl.DNNL_ARG_DIFF_BIAS
              },
              inputLayout,
              outputLayout,
              weightLayout,
              bias);
    }
    Pointer target = OneDnn.address(dw);
    Pointer ordered = fromBackwardWeights.source(target);
    backwardWeights.execute(
        inputToBackwardWeights.from(OneDnn.address(input)),
        outputToBackwardWeights.from(OneDnn.address(dz)),
        ordered,
        OneDnn.address(db));
    fromBackwardWeights.to(target);
    keepAlive(input, dz, dw, db);
  }

  private static void keepAlive(INDArray... arrays) {
    Reference.reachabilityFence(arrays);
  }
}
