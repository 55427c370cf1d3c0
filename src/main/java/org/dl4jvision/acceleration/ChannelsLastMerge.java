package org.dl4jvision.acceleration;

import java.util.Arrays;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's merging of channels for feature maps that have them last in memory. */
final class ChannelsLastMerge extends MergeVertex {

  private final boolean[] inputsLast;
  private final boolean outputLast;
  private long[] widths;

  /**
   * @param original the vertex to stand in for
   * @param inputsLast which inputs have their channels last, and take such gradients
   * @param outputLast whether its output shall, and its gradient does
   */
  ChannelsLastMerge(MergeVertex original, boolean[] inputsLast, boolean outputLast) {
    super(
        original.getGraph(),
        original.getVertexName(),
        original.getVertexIndex(),
        original.getInputVertices(),
        original.getOutputVertices(),
        DataType.FLOAT,
        1);
    this.inputsLast = inputsLast.clone();
    this.outputLast = outputLast;
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaceMgr) {
    if (!canDoForward()) {
      throw new IllegalStateException("Cannot do forward pass: inputs not set");
    }
    INDArray[] parts = new INDArray[inputs.length];
    widths = new long[inputs.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = ChannelsLast.of(inputs[i], ArrayType.FF_WORKING_MEM, workspaceMgr);
      widths[i] = parts[i].size(3);
      if (!Arrays.equals(withChannels(parts[i], 0), withChannels(parts[0], 0))) {
        throw new IllegalStateException(
            "Cannot merge activations of different sizes: first activations have shape "
                + Arrays.toString(inputs[0].shape())
                + ", activations["
                + i
                + "] have shape "
                + Arrays.toString(inputs[i].shape()));
      }
    }
    INDArray whole =
        workspaceMgr.createUninitialized(
            outputLast ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM,
            DataType.FLOAT,
            withChannels(parts[0], Arrays.stream(widths).sum()),
            'c');
    ChannelsLast.join(parts, whole);
    return outputLast
        ? ChannelsLast.seenChannelsFirst(whole)
        : ChannelsLast.toChannelsFirst(whole, ArrayType.ACTIVATIONS, workspaceMgr);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaceMgr) {
    if (!canDoBackward()) {
      throw new IllegalStateException("Cannot do backward pass: errors not set");
    }
    INDArray whole =
        outputLast
            ? epsilon
            : ChannelsLast.of(
                epsilon.castTo(DataType.FLOAT), ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray[] parts = new INDArray[widths.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          workspaceMgr.createUninitialized(
              inputsLast[i] ? ArrayType.ACTIVATION_GRAD : ArrayType.BP_WORKING_MEM,
              DataType.FLOAT,
              withChannels(whole, widths[i]),
              'c');
    }
    ChannelsLast.split(whole, parts);
    for (int i = 0; i < parts.length; i++) {
      if (!inputsLast[i]) {
        parts[i] = ChannelsLast.toChannelsFirst(parts[i], ArrayType.ACTIVATION_GRAD, workspaceMgr);
      }
    }
    return new Pair<>(null, parts);
  }

  private static long[] withChannels(INDArray array, long channels) {
    long[] shape = array.shape().clone();
    shape[3] = channels;
    return shape;
  }
}
