package org.dl4jvision.acceleration.kind;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.loop.ChannelsLast;
import org.dl4jvision.acceleration.loop.HostFloats;
import org.dl4jvision.acceleration.loop.PixelGroups;
import org.dl4jvision.acceleration.onednn.Convolution;
import org.dl4jvision.acceleration.onednn.Geometry;
import org.dl4jvision.acceleration.onednn.Weights;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A 3x3 convolution of a map that was enlarged to 2x2 equal pixels each, computed from the map
 * before: 4/9 of the multiplications.
 *
 * <p>Under the kernel lie 2x2 different pixels only. So every pixel of a 2x2 block of the output is
 * a 2x2 convolution of the small map, whose weights are sums of the 3x3 weights. All four are one
 * convolution to four groups of channels.
 */
final class UpsampledConvolutionLayer extends OneDnnConvolutionLayer {

  private static final Geometry GEOMETRY =
      new Geometry(
          new int[] {2, 2}, new int[] {1, 1}, new int[] {1, 1}, new int[] {1, 1}, false, true);

  private static final int KERNEL = 9;
  private static final int SMALL_KERNEL = 4;
  private static final int GROUPS = 4;

  private final ChannelsLastUpsampling upsampling;
  private final Convolution convolution;

  /**
   * @param original the layer to stand in for, which {@link #fits}
   * @param wiring how it is connected; the input has its channels last
   * @param upsampling what gives it its input
   */
  UpsampledConvolutionLayer(
      ConvolutionLayer original, Wiring wiring, ChannelsLastUpsampling upsampling) {
    super(original, wiring);
    this.upsampling = upsampling;
    convolution = Convolution.of(GEOMETRY, isPlainRelu(), wiring.direct());
  }

  static boolean fits(
      org.deeplearning4j.nn.conf.layers.ConvolutionLayer conf, ChannelsLastUpsampling upsampling) {
    return upsampling.repeats(2, 2)
        && Arrays.equals(conf.getKernelSize(), new int[] {3, 3})
        && Arrays.equals(conf.getStride(), new int[] {1, 1})
        && conf.getConvolutionMode() == ConvolutionMode.Same;
  }

  @Override
  INDArray forward(Weights weights, LayerWorkspaceMgr workspaceMgr) {
    if (!upsampling.made(input)) {
      return super.forward(weights, workspaceMgr);
    }
    ArrayType working = ArrayType.FF_WORKING_MEM;
    long channels = weights.kernel().size(0);
    INDArray x = upsampling.source(working, workspaceMgr);
    INDArray groups = groups(x, channels, working, workspaceMgr);
    convolution.forward(x, summed(weights, working, workspaceMgr), groups);
    INDArray z =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATIONS,
            DataType.FLOAT,
            new long[] {x.size(0), 2 * x.size(1), 2 * x.size(2), channels},
            'c');
    PixelGroups.toMap(groups, z);
    return z;
  }

  @Override
  INDArray backward(
      Weights weights, INDArray dz, Weights gradients, LayerWorkspaceMgr workspaceMgr) {
    if (!upsampling.made(input) || !ChannelsLast.isDense(gradients.kernel())) {
      return super.backward(weights, dz, gradients, workspaceMgr);
    }
    ArrayType working = ArrayType.BP_WORKING_MEM;
    INDArray x = upsampling.source(working, workspaceMgr);
    INDArray groups = groups(x, weights.kernel().size(0), working, workspaceMgr);
    PixelGroups.fromMap(dz, groups);
    Weights summed = summed(weights, working, workspaceMgr);
    Weights ofSums =
        new Weights(
            like(summed.kernel(), working, workspaceMgr),
            like(summed.bias(), working, workspaceMgr));
    INDArray dx = like(x, ArrayType.ACTIVATION_GRAD, workspaceMgr);
    convolution.backward(x, summed, groups, dx, ofSums);
    HostFloats.write(spread(HostFloats.read(ofSums.kernel())), gradients.kernel());
    if (ofSums.bias() != null) {
      HostFloats.write(folded(HostFloats.read(ofSums.bias())), gradients.bias());
    }
    return dx;
  }

  private static INDArray like(INDArray array, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return array == null
        ? null
        : workspaceMgr.createUninitialized(type, DataType.FLOAT, array.shape(), 'c');
  }

  private static INDArray groups(
      INDArray x, long channels, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    long[] shape = {x.size(0), x.size(1) + 1, x.size(2) + 1, GROUPS * channels};
    return workspaceMgr.createUninitialized(type, DataType.FLOAT, shape, 'c');
  }

  /** Sums the weights to those of all four groups. */
  private static Weights summed(Weights weights, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return new Weights(
        summed(weights.kernel(), type, workspaceMgr), repeated(weights.bias(), type, workspaceMgr));
  }

  /** Sums a kernel [out, in, 3, 3] to one of [4 out, in, 2, 2], a group for each subpixel. */
  private static INDArray summed(INDArray kernel, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    long out = kernel.size(0);
    long in = kernel.size(1);
    float[] given = HostFloats.read(kernel);
    float[] sums = new float[given.length / KERNEL * GROUPS * SMALL_KERNEL];
    int to = 0;
    for (int group = 0; group < GROUPS; group++) {
      boolean lower = group / 2 == 1;
      boolean right = group % 2 == 1;
      for (int k = 0; k < given.length; k += KERNEL, to += SMALL_KERNEL) {
        float above = first(right, given[k], given[k + 1]);
        float middle = first(right, given[k + 3], given[k + 4]);
        float below = first(right, given[k + 6], given[k + 7]);
        sums[to] = first(lower, above, middle);
        sums[to + 2] = second(lower, middle, below);
        above = second(right, given[k + 1], given[k + 2]);
        middle = second(right, given[k + 4], given[k + 5]);
        below = second(right, given[k + 7], given[k + 8]);
        sums[to + 1] = first(lower, above, middle);
        sums[to + 3] = second(lower, middle, below);
      }
    }
    INDArray result =
        workspaceMgr.createUninitialized(
            type, DataType.FLOAT, new long[] {GROUPS * out, in, 2, 2}, 'c');
    HostFloats.write(sums, result);
    return result;
  }

  /**
   * Of three kernel elements, what lies over the first small pixel: for a block's later pixel two.
   */
  private static float first(boolean later, float start, float middle) {
    return later ? start + middle : start;
  }

  /** Returns what {@link #first} leaves. */
  private static float second(boolean later, float middle, float end) {
    return later ? end : middle + end;
  }

  /** The gradient of the weights from that of their sums. */
  private static float[] spread(float[] sums) {
    float[] result = new float[sums.length / (GROUPS * SMALL_KERNEL) * KERNEL];
    int from = 0;
    for (int group = 0; group < GROUPS; group++) {
      int ofMiddleRow = group / 2 == 1 ? 0 : 2;
      int ofMiddle = group % 2 == 1 ? 0 : 1;
      for (int k = 0; k < result.length; k += KERNEL, from += SMALL_KERNEL) {
        addRow(sums, from, ofMiddle, result, k);
        addRow(sums, from + ofMiddleRow, ofMiddle, result, k + 3);
        addRow(sums, from + 2, ofMiddle, result, k + 6);
      }
    }
    return result;
  }

  private static void addRow(float[] sums, int from, int ofMiddle, float[] result, int to) {
    result[to] += sums[from];
    result[to + 1] += sums[from + ofMiddle];
    result[to + 2] += sums[from + 1];
  }

  private static INDArray repeated(INDArray bias, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    if (bias == null) {
      return null;
    }
    float[] given = HostFloats.read(bias);
    float[] values = new float[GROUPS * given.length];
    for (int group = 0; group < GROUPS; group++) {
      System.arraycopy(given, 0, values, group * given.length, given.length);
    }
    INDArray result =
        workspaceMgr.createUninitialized(type, DataType.FLOAT, new long[] {1, values.length}, 'c');
    HostFloats.write(values, result);
    return result;
  }

  private static float[] folded(float[] groups) {
    float[] sums = new float[groups.length / GROUPS];
    for (int i = 0; i < groups.length; i++) {
      sums[i % sums.length] += groups[i];
    }
    return sums;
  }
}
