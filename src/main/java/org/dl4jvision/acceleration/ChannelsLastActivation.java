package org.dl4jvision.acceleration;

import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's activation layer with ReLU for feature maps that have their channels last in memory. */
final class ChannelsLastActivation extends ActivationLayer {

  private final boolean inputLast;
  private final boolean outputLast;

  /**
   * @param original the layer to stand in for, which {@link #fits}
   * @param inputLast whether its input has the channels last, and takes such a gradient
   * @param outputLast whether its output shall, and its gradient does
   */
  ChannelsLastActivation(ActivationLayer original, boolean inputLast, boolean outputLast) {
    super(original.conf(), DataType.FLOAT);
    this.inputLast = inputLast;
    this.outputLast = outputLast;
    setIndex(original.getIndex());
    setListeners(original.getListeners());
    setIterationCount(original.getIterationCount());
    setEpochCount(original.getEpochCount());
  }

  static boolean fits(ActivationLayer layer) {
    return new ActivationReLU().equals(layer.layerConf().getActivationFn());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    INDArray x = ChannelsLast.of(input, ArrayType.FF_WORKING_MEM, workspaceMgr);
    INDArray out =
        workspaceMgr.createUninitialized(
            outputLast ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM,
            DataType.FLOAT,
            x.shape(),
            'c');
    ChannelsLast.relu(x, out);
    return outputLast
        ? ChannelsLast.seenChannelsFirst(out)
        : ChannelsLast.toChannelsFirst(out, ArrayType.ACTIVATIONS, workspaceMgr);
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
    INDArray x = ChannelsLast.of(input, ArrayType.BP_WORKING_MEM, workspaceMgr);
    INDArray dx =
        workspaceMgr.createUninitialized(
            inputLast ? ArrayType.ACTIVATION_GRAD : ArrayType.BP_WORKING_MEM,
            DataType.FLOAT,
            x.shape(),
            'c');
    ChannelsLast.reluGradient(x, eps, dx);
    return new Pair<>(
        new DefaultGradient(),
        inputLast ? dx : ChannelsLast.toChannelsFirst(dx, ArrayType.ACTIVATION_GRAD, workspaceMgr));
  }
}
