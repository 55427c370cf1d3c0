package org.dl4jvision.acceleration;

import java.util.Arrays;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNBatchNormHelper;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What DL4J's batch normalization calls for feature maps [N, C, H, W], in oneDNN directly and with
 * the channels last. The layer keeps the running averages.
 */
final class OneDnnBatchNormalization extends MKLDNNBatchNormHelper {

  private static final int SCALE_AND_SHIFT = dnnl.dnnl_use_scale | dnnl.dnnl_use_shift;

  private final boolean inputLast;
  private final boolean outputLast;
  private INDArray mean;
  private INDArray variance;
  private Prepared prepared;

  /**
   * @param inputLast whether the input has the channels last, and takes such a gradient
   * @param outputLast whether the output shall, and its gradient does
   */
  OneDnnBatchNormalization(boolean inputLast, boolean outputLast) {
    super(DataType.FLOAT);
    this.inputLast = inputLast;
    this.outputLast = outputLast;
  }

  @Override
  @SuppressWarnings("try") // used only for being open
  public INDArray preOutput(
      INDArray x,
      boolean training,
      long[] shape,
      INDArray gamma,
      INDArray beta,
      INDArray globalMean,
      INDArray globalVariance,
      double decay,
      double eps,
      CNN2DFormat format,
      LayerWorkspaceMgr workspaceMgr) {
    INDArray in = ChannelsLast.of(x, ArrayType.FF_WORKING_MEM, workspaceMgr);
    INDArray out =
        workspaceMgr.createUninitialized(
            outputLast ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM,
            DataType.FLOAT,
            in.shape(),
            'c');
    try (OpenMpThreads threads = OpenMpThreads.moving(in.length())) {
      Prepared ready = prepare(in, eps);
      if (training) {
        keepStatistics(in.size(3));
        ready.training.execute(in, mean, variance, gamma, beta, out);
      } else {
        ready.inference.execute(in, globalMean, globalVariance, gamma, beta, out);
      }
    }
    return outputLast
        ? ChannelsLast.seenChannelsFirst(out)
        : ChannelsLast.toChannelsFirst(out, ArrayType.ACTIVATIONS, workspaceMgr);
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

  @Override
  @SuppressWarnings("try") // used only for being open
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray input,
      INDArray epsilon,
      long[] shape,
      INDArray gamma,
      INDArray beta,
      INDArray gammaGradient,
      INDArray betaGradient,
      double eps,
      CNN2DFormat format,
      LayerWorkspaceMgr workspaceMgr) {
    INDArray x = ChannelsLast.of(input, ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray dy =
        outputLast
            ? epsilon
            : ChannelsLast.of(
                epsilon.castTo(DataType.FLOAT), ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray dx =
        workspaceMgr.createUninitialized(
            inputLast ? ArrayType.ACTIVATION_GRAD : ArrayType.BP_WORKING_MEM,
            DataType.FLOAT,
            x.shape(),
            'c');
    try (OpenMpThreads threads = OpenMpThreads.moving(x.length())) {
      prepare(x, eps)
          .backward
          .execute(x, mean, variance, gamma, beta, dy, dx, gammaGradient, betaGradient);
    }
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(BatchNormalizationParamInitializer.GAMMA, gammaGradient);
    gradient.setGradientFor(BatchNormalizationParamInitializer.BETA, betaGradient);
    return new Pair<>(
        gradient,
        inputLast ? dx : ChannelsLast.toChannelsFirst(dx, ArrayType.ACTIVATION_GRAD, workspaceMgr));
  }

  @Override
  public INDArray getMeanCache(DataType dataType) {
    return mean;
  }

  @Override
  public INDArray getVarCache(DataType dataType) {
    return variance;
  }

  private Prepared prepare(INDArray x, double eps) {
    if (prepared == null || !Arrays.equals(prepared.shape, x.shape())) {
      prepared = new Prepared(x, (float) eps);
    }
    return prepared;
  }

  /** For inputs of one shape. */
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
                  new batch_normalization_backward.desc(
                      dnnl.dnnl_backward, map, map, eps, SCALE_AND_SHIFT),
                  OneDnn.attributes(),
                  OneDnn.engine(),
                  description),
              new int[] {
                dnnl.DNNL_ARG_SRC,
                dnnl.DNNL_ARG_MEAN,
                dnnl.DNNL_ARG_VARIANCE,
                dnnl.DNNL_ARG_SCALE,
                dnnl.DNNL_ARG_SHIFT,
                dnnl.DNNL_ARG_DIFF_DST,
                dnnl.DNNL_ARG_DIFF_SRC,
                dnnl.DNNL_ARG_DIFF_SCALE,
                dnnl.DNNL_ARG_DIFF_SHIFT
              },
              map,
              vector,
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
          new batch_normalization_forward.desc(kind, map, eps, flags),
          OneDnn.attributes(),
          OneDnn.engine());
    }
  }
}
