package org.dl4jvision.acceleration.onednn;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pooling of maps [N, H, W, C] or volumes [N, D, H, W, C], dense, that oneDNN computes, called
 * directly. It keeps where the maxima of the latest maps were, a byte for each. For one thread at a
 * time.
 */
public final class OneDnnPooling {

  /** What becomes of the numbers under the kernel. */
  public enum Rule {
    /** The largest, the first of equal ones. */
    MAXIMUM(dnnl.dnnl_pooling_max),
    /** The mean of those inside of the map. */
    AVERAGE(dnnl.dnnl_pooling_avg_exclude_padding),
    /** The mean of all, 0 outside of the map. */
    AVERAGE_WITH_PADDING(dnnl.dnnl_pooling_avg_include_padding);

    private final int algorithm;

    Rule(int algorithm) {
      this.algorithm = algorithm;
    }
  }

  private final Rule rule;
  private final Geometry geometry;
  private Prepared prepared;

  /** Pools by a rule wherever the kernel goes. */
  public OneDnnPooling(Rule rule, Geometry geometry) {
    this.rule = rule;
    this.geometry = geometry;
  }

  /** Writes the output of a map; the kernel must lie on a part of it everywhere. */
  @SuppressWarnings("try") // used only for being open
  public void forward(INDArray x, INDArray y) {
    try (OpenMpThreads threads = OpenMpThreads.moving(x.length())) {
      prepare(x, y).forward(x, y);
    }
  }

  /** Writes the gradient by the input of the latest {@link #forward}. */
  @SuppressWarnings("try") // used only for being open
  public void backward(INDArray dy, INDArray dx) {
    try (OpenMpThreads threads = OpenMpThreads.moving(dx.length())) {
      prepare(dx, dy).backward(dy, dx);
    }
  }

  private Prepared prepare(INDArray x, INDArray y) {
    if (prepared == null || !Arrays.equals(prepared.shape, x.shape())) {
      prepared = new Prepared(rule.algorithm, geometry, x, y);
    }
    return prepared;
  }

  /** What oneDNN has prepared for inputs of one shape. */
  private static final class Prepared {

    private final long[] shape;
    private final Primitive forward;
    private final Primitive backward;

    /** Where the maxima are; null where nobody asks. */
    private final BytePointer places;

    Prepared(int algorithm, Geometry geometry, INDArray x, INDArray y) {
      shape = x.shape();
      memory.desc from = OneDnn.describeMap(x, true);
      memory.desc to = OneDnn.describeMap(y, true);
      long[] kernel = longs(geometry.kernel());
      long[] stride = longs(geometry.stride());
      long[] dilation = Arrays.stream(geometry.dilation()).mapToLong(d -> d - 1L).toArray();
      long[] before = geometry.before(x.shape(), y.shape());
      long[] after = geometry.after(x.shape(), y.shape());
      pooling_forward.primitive_desc description =
          new pooling_forward.primitive_desc(
              OneDnn.engine(),
              dnnl.dnnl_forward_training,
              algorithm,
              from,
              to,
              stride,
              kernel,
              dilation,
              before,
              after,
              OneDnn.attributes(),
              false);
      memory.desc ofPlaces = description.workspace_desc();
      places = ofPlaces.is_zero() ? null : new BytePointer(ofPlaces.get_size());
      forward =
          new Primitive(
              description,
              new int[] {dnnl.DNNL_ARG_SRC, dnnl.DNNL_ARG_DST, dnnl.DNNL_ARG_WORKSPACE},
              from,
              to,
              ofPlaces);
      backward =
          new Primitive(
              new pooling_backward.primitive_desc(
                  OneDnn.engine(),
                  algorithm,
                  from,
                  to,
                  stride,
                  kernel,
                  dilation,
                  before,
                  after,
                  description,
                  OneDnn.attributes(),
                  false),
              new int[] {dnnl.DNNL_ARG_DIFF_DST, dnnl.DNNL_ARG_DIFF_SRC, dnnl.DNNL_ARG_WORKSPACE},
              to,
              from,
              ofPlaces);
    }

    private static long[] longs(int[] values) {
      return Arrays.stream(values).asLongStream().toArray();
    }

    void forward(INDArray x, INDArray y) {
      forward.execute(OneDnn.address(x), OneDnn.address(y), places);
      keepAlive(x, y);
    }

    void backward(INDArray dy, INDArray dx) {
      backward.execute(OneDnn.address(dy), OneDnn.address(dx), places);
      keepAlive(dy, dx);
    }

    /** A pointer does not keep its array alive. */
    private static void keepAlive(INDArray... arrays) {
      Reference.reachabilityFence(arrays);
    }
  }
}
