package org.dl4jvision.acceleration.onednn;

import java.util.Arrays;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batch normalization of maps [N, H, W, C], dense, that oneDNN computes, called directly. Vectors
 * have C numbers: {@code gamma} is the scale that is learned, {@code beta} the shift. For one
 * thread at a time.
 */
public final class OneDnnNormalization {

  private static final int SCALE_AND_SHIFT = dnnl.dnnl_use_scale | dnnl.dnnl_use_shift;

  private INDArray mean;
  private INDArray variance;
  private Prepared prepared;

  /** Normalizes with the statistics of a batch, which {@link #mean} and {@link #variance} keep. */
  @SuppressWarnings("try") // used only for being open
  public void train(INDArray x, INDArray gamma, INDArray beta, double eps, INDArray y) {
    try (OpenMpThreads threads = OpenMpThreads.moving(x.length())) {
      Prepared ready = prepare(x, eps);
      keepStatistics(x.size(3));
      ready.training.execute(x, mean, variance, gamma, beta, y);
    }
  }

  /** Normalizes with given statistics. */
  @SuppressWarnings("try") // used only for being open
  public void infer(
      INDArray x,
      INDArray mean,
      INDArray variance,
      INDArray gamma,
      INDArray beta,
      double eps,
      INDArray y) {
    try (OpenMpThreads threads = OpenMpThreads.moving(x.length())) {
      prepare(x, eps).inference.execute(x, mean, variance, gamma, beta, y);
    }
  }

  /**
   * Writes the gradients after {@link #train}.
   *
   * @param dy the gradient by the output
   * @param dx gets the one by the input
   * @param dGamma gets the one by {@code gamma}
   * @param dBeta gets the one by the shift
   */
  @SuppressWarnings("try") // used only for being open
  public void backward(
      INDArray x,
      INDArray gamma,
      double eps,
      INDArray dy,
      INDArray dx,
      INDArray dGamma,
      INDArray dBeta) {
    try (OpenMpThreads threads = OpenMpThreads.moving(x.length())) {
      prepare(x, eps).backward.execute(x, mean, variance, gamma, dy, dx, dGamma, dBeta);
    }
  }

  /** The mean of each channel in the latest batch; null before the first one. */
  public INDArray mean() {
    return mean;
  }

  /** The variance of each channel in the latest batch; null before the first one. */
  public INDArray variance() {
    return variance;
  }

  @SuppressWarnings("try") // the scope is all that is used
  private void keepStatistics(long channels) {
    if (mean == null) {
      try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
        mean = Nd4j.createUninitialized(DataType.FLOAT, channels);
        variance = Nd4j.createUninitialized(DataType.FLOAT, channels);
      }
    }
  }

  private Prepared prepare(INDArray x, double eps) {
    if (prepared == null || !Arrays.equals(prepared.shape, x.shape())) {
      prepared = new Prepared(x, (float) eps);
    }
    return prepared;
  }

  /** What oneDNN has prepared for inputs of one shape. */
  private static final class Prepared {

    private final long[] shape;
    private final Primitive training;
    private final Primitive inference;
    private final Primitive backward;

    Prepared(INDArray x, float eps) {
      shape = x.shape();
      memory.desc map = OneDnn.describeMap(x, true);
      memory.desc vector = OneDnn.describe(memory.format_tag.a, x.size(3));
      batch_normalization_forward.primitive_desc description =
          forward(dnnl.dnnl_forward_training, map, eps, SCALE_AND_SHIFT);
      int[] names = {
        dnnl.DNNL_ARG_SRC,
        dnnl.DNNL_ARG_MEAN,
        dnnl.DNNL_ARG_VARIANCE,
        dnnl.DNNL_ARG_SCALE,
        dnnl.DNNL_ARG_SHIFT,
        dnnl.DNNL_ARG_DST
      };
      memory.desc[] layouts = {map, vector, vector, vector, vector, map};
      training = new Primitive(description, names, layouts);
      inference =
          new Primitive(
              forward(
                  dnnl.dnnl_forward_inference,
                  map,
                  eps,
                  SCALE_AND_SHIFT | dnnl.dnnl_use_global_stats),
              names,
              layouts);
      backward =
          new Primitive(
              new batch_normalization_backward.primitive_desc(
                  OneDnn.engine(),
                  dnnl.dnnl_backward,
                  map,
                  map,
                  map,
                  eps,
                  SCALE_AND_SHIFT,
                  description,
                  OneDnn.attributes(),
                  false),
              new int[] {
                dnnl.DNNL_ARG_SRC,
                dnnl.DNNL_ARG_MEAN,
                dnnl.DNNL_ARG_VARIANCE,
                dnnl.DNNL_ARG_SCALE,
                dnnl.DNNL_ARG_DIFF_DST,
                dnnl.DNNL_ARG_DIFF_SRC,
                dnnl.DNNL_ARG_DIFF_SCALE,
                dnnl.DNNL_ARG_DIFF_SHIFT
              },
              map,
              vector,
              vector,
              vector,
              map,
              map,
              vector,
              vector);
    }

    private static batch_normalization_forward.primitive_desc forward(
        int kind, memory.desc map, float eps, int flags) {
      return new batch_normalization_forward.primitive_desc(
          OneDnn.engine(), kind, map, map, eps, flags, OneDnn.attributes(), false);
    }
  }
}
