package org.dl4jvision.acceleration;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * In oneDNN directly, with all that depends on shapes prepared once: the computations, and the
 * layout of weights that makes them fastest.
 */
final class OneDnnConvolution implements Convolution {

  private final Geometry geometry;
  private final boolean relu;
  private Prepared prepared;

  OneDnnConvolution(Geometry geometry, boolean relu) {
    this.geometry = geometry;
    this.relu = relu;
  }

  @Override
  @SuppressWarnings("try") // used only for being open
  public void forward(INDArray x, INDArray weights, INDArray bias, INDArray y) {
    try (OpenMpThreads threads = threads(weights, y)) {
      prepare(x, weights, bias, y).forward(x, weights, bias, y);
    }
  }

  @Override
  @SuppressWarnings("try") // used only for being open
  public void backward(
      INDArray x,
      INDArray weights,
      INDArray bias,
      INDArray dz,
      INDArray dx,
      INDArray dw,
      INDArray db) {
    try (OpenMpThreads threads = threads(weights, dz)) {
      Prepared ready = prepare(x, weights, bias, dz);
      if (dx != null) {
        ready.backwardData(weights, dz, dx);
      }
      ready.backwardWeights(x, dz, dw, db);
    }
  }

  /** Every output is the product of as many numbers as a channel has weights. */
  private static OpenMpThreads threads(INDArray weights, INDArray y) {
    return OpenMpThreads.multiplying(y.length() * (weights.length() / weights.size(0)));
  }

  private Prepared prepare(INDArray x, INDArray weights, INDArray bias, INDArray y) {
    if (prepared == null || !Arrays.equals(prepared.inputShape, x.shape())) {
      prepared = new Prepared(geometry, relu, x, weights, bias != null, y);
    }
    return prepared;
  }

  /** For inputs of one shape. */
  private static final class Prepared {
    private final long[] inputShape;
    private final long[] stride;
    private final long[] dilation;
    private final long[] before;
    private final long[] after;
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

    Prepared(
        Geometry geometry,
        boolean relu,
        INDArray input,
        INDArray weights,
        boolean hasBias,
        INDArray output) {
      inputShape = input.shape();
      stride = longs(geometry.stride());
      dilation = Arrays.stream(geometry.dilation()).mapToLong(d -> d - 1L).toArray();
      x = OneDnn.describeMap(input, geometry.channelsLast());
      y = OneDnn.describeMap(output, geometry.channelsLast());
      int height = geometry.channelsLast() ? 1 : 2;
      before = new long[2];
      after = new long[2];
      for (int i = 0; i < 2; i++) {
        before[i] = geometry.before(i, input.size(height + i), output.size(height + i));
        after[i] = geometry.after(i, input.size(height + i), output.size(height + i));
      }
      bias = hasBias ? OneDnn.describe(memory.format_tag.a, weights.size(0)) : new memory.desc();
      anyWeights = OneDnn.describe(memory.format_tag.any, weights.shape());
      plainWeights = OneDnn.describe(weights);
      primitive_attr attributes = OneDnn.attributes();
      if (relu) {
        post_ops after = new post_ops();
        after.append_eltwise(1, dnnl.algorithm.eltwise_relu, 0, 0);
        attributes.set_post_ops(after);
      }
      description =
          new convolution_forward.primitive_desc(
              new convolution_forward.desc(
                  dnnl.prop_kind.forward_training,
                  dnnl.algorithm.convolution_direct,
                  x,
                  anyWeights,
                  bias,
                  y,
                  stride,
                  dilation,
                  before,
                  after),
              attributes,
              OneDnn.engine());
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

    void forward(INDArray input, INDArray weights, INDArray biases, INDArray output) {
      Pointer ordered = toForward.from(OneDnn.address(weights));
      forward.execute(
          OneDnn.address(input), ordered, OneDnn.address(biases), OneDnn.address(output));
      keepAlive(input, weights, biases, output);
    }

    void backwardData(INDArray weights, INDArray dz, INDArray dx) {
      if (backwardData == null) {
        convolution_backward_data.primitive_desc backward =
            new convolution_backward_data.primitive_desc(
                new convolution_backward_data.desc(
                    dnnl.algorithm.convolution_direct,
                    x,
                    anyWeights,
                    y,
                    stride,
                    dilation,
                    before,
                    after),
                OneDnn.attributes(),
                OneDnn.engine(),
                description);
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
          OneDnn.address(dz), toBackwardData.from(OneDnn.address(weights)), OneDnn.address(dx));
      keepAlive(weights, dz, dx);
    }

    void backwardWeights(INDArray input, INDArray dz, INDArray dw, INDArray db) {
      if (backwardWeights == null) {
        // Maps in oneDNN's own layout: with channels last it takes half as long again, and more.
        convolution_backward_weights.primitive_desc backward =
            new convolution_backward_weights.primitive_desc(
                new convolution_backward_weights.desc(
                    dnnl.algorithm.convolution_direct,
                    OneDnn.anyLayout(x),
                    anyWeights,
                    bias,
                    OneDnn.anyLayout(y),
                    stride,
                    dilation,
                    before,
                    after),
                OneDnn.attributes(),
                OneDnn.engine(),
                description);
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

  /** Numbers from one layout to another, through memory of the thread; nothing if they agree. */
  private static final class Reordering {
    private final OneDnn.Purpose purpose;
    private final Primitive primitive;
    private final long numbers;
    private final long fromBytes;
    private final long toBytes;

    @SuppressWarnings("try") // used only for being open
    Reordering(OneDnn.Purpose purpose, memory.desc from, memory.desc to) {
      this.purpose = purpose;
      fromBytes = from.get_size();
      toBytes = to.get_size();
      numbers = toBytes / Float.BYTES;
      try (OpenMpThreads threads = OpenMpThreads.moving(numbers)) {
        primitive =
            from.equals(to)
                ? null
                : new Primitive(
                    new reorder.primitive_desc(
                        OneDnn.engine(), from, OneDnn.engine(), to, OneDnn.attributes(), false),
                    new int[] {dnnl.DNNL_ARG_FROM, dnnl.DNNL_ARG_TO},
                    from,
                    to);
      }
    }

    @SuppressWarnings("try") // used only for being open
    private void run(Pointer source, Pointer target) {
      try (OpenMpThreads threads = OpenMpThreads.moving(numbers)) {
        primitive.execute(source, target);
      }
    }

    /** The result of reordering. */
    Pointer from(Pointer source) {
      if (primitive == null) {
        return source;
      }
      Pointer target = OneDnn.scratch(purpose, toBytes);
      run(source, target);
      return target;
    }

    /** Where to write what {@link #to} shall bring to {@code target}. */
    Pointer source(Pointer target) {
      return primitive == null ? target : OneDnn.scratch(purpose, fromBytes);
    }

    void to(Pointer target) {
      if (primitive != null) {
        run(OneDnn.scratch(purpose, fromBytes), target);
      }
    }
  }
}
