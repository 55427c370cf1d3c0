package org.dl4jvision.acceleration;

import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.upsampling.Upsampling2D;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's upsampling for feature maps that have their channels last in memory. */
final class ChannelsLastUpsampling extends Upsampling2D {

  private final boolean inputLast;
  private final boolean outputLast;
  private INDArray output;

  /**
   * @param original the layer to stand in for
   * @param inputLast whether its input has the channels last, and takes such a gradient
   * @param outputLast whether its output shall, and its gradient does
   */
  ChannelsLastUpsampling(Upsampling2D original, boolean inputLast, boolean outputLast) {
    super(original.conf(), DataType.FLOAT);
    this.inputLast = inputLast;
    this.outputLast = outputLast;
    setIndex(original.getIndex());
    setListeners(original.getListeners());
    setIterationCount(original.getIterationCount());
    setEpochCount(original.getEpochCount());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    if (input.rank() != 4) {
      return super.activate(training, workspaceMgr); // which says what is wrong
    }
    INDArray x =
        ChannelsLast.of(input.castTo(DataType.FLOAT), ArrayType.FF_WORKING_MEM, workspaceMgr);
    int[] size = getSize();
    long[] shape = x.shape();
    INDArray out =
        workspaceMgr.createUninitialized(
            outputLast ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM,
            DataType.FLOAT,
            new long[] {shape[0], shape[1] * size[0], shape[2] * size[1], shape[3]},
            'c');
    ChannelsLast.upsample(x, size[0], size[1], out);
    output =
        outputLast
            ? ChannelsLast.seenChannelsFirst(out)
            : ChannelsLast.toChannelsFirst(out, ArrayType.ACTIVATIONS, workspaceMgr);
    return output;
  }

  @Override
  protected int[] getSize() { // for the convolution that follows
    return super.getSize();
  }

  /** Whether an array is what this layer has just made of its input. */
  boolean made(INDArray array) {
    return array == output && input != null;
  }

  /** The input, [N, H, W, C]. */
  INDArray source(ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return ChannelsLast.of(input.castTo(DataType.FLOAT), type, workspaceMgr);
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    super.setInput(input, workspaceMgr);
    output = null;
  }

  @Override
  public void clear() {
    super.clear();
    output = null;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray eps =
        outputLast
            ? epsilon
            : ChannelsLast.of(
                epsilon.castTo(DataType.FLOAT), ArrayType.BP_WORKING_MEM, workspaceMgr);
    if (eps.size(1) == input.size(2) && eps.size(2) == input.size(3)) {
      // The convolution that follows has found the gradient of this layer's input.
      return new Pair<>(
          new DefaultGradient(),
          inputLast
              ? workspaceMgr.leverageTo(ArrayType.ACTIVATION_GRAD, eps)
              : ChannelsLast.toChannelsFirst(eps, ArrayType.ACTIVATION_GRAD, workspaceMgr));
    }
    int[] size = getSize();
    INDArray dx =
        workspaceMgr.createUninitialized(
            inputLast ? ArrayType.ACTIVATION_GRAD : ArrayType.BP_WORKING_MEM,
            DataType.FLOAT,
            new long[] {input.size(0), input.size(2), input.size(3), input.size(1)},
            'c');
    ChannelsLast.upsampleGradient(eps, size[0], size[1], dx);
    return new Pair<>(
        new DefaultGradient(),
        inputLast ? dx : ChannelsLast.toChannelsFirst(dx, ArrayType.ACTIVATION_GRAD, workspaceMgr));
  }
}
