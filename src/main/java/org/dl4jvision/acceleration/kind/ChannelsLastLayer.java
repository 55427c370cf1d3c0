package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.loop.ChannelsLast;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer of DL4J without parameters, around which maps have their channels last in memory. DL4J's
 * own layer keeps all state and computes what the operation does not take.
 */
class ChannelsLastLayer extends BaseWrapperLayer {

  private static final HiddenField INPUT = new HiddenField(AbstractLayer.class, "input");

  private final MapOperation operation;
  private final Wiring wiring;

  /**
   * @param original DL4J's layer
   * @param operation what it does
   * @param wiring how it is connected
   */
  ChannelsLastLayer(Layer original, MapOperation operation, Wiring wiring) {
    super(original);
    this.operation = operation;
    this.wiring = wiring;
  }

  final Wiring wiring() {
    return wiring;
  }

  @Override
  public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaceMgr) {
    setInput(input, workspaceMgr);
    return activate(training, workspaceMgr);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    if (!isMap()) {
      return super.activate(training, workspaceMgr); // which says what is wrong
    }
    if (!isTaken()) {
      INDArray input = withChannelsFirst(ArrayType.FF_WORKING_MEM, workspaceMgr);
      INDArray output = super.activate(training, workspaceMgr);
      INPUT.set(underlying, input);
      return wiring.handStock(output, workspaceMgr);
    }
    INDArray x = wiring.input(input(), ArrayType.FF_WORKING_MEM, workspaceMgr);
    INDArray y = wiring.newOutput(operation.outputShape(x.shape()), workspaceMgr);
    operation.forward(x, y);
    return wiring.hand(y, workspaceMgr);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    if (!isMap()) {
      return super.backpropGradient(epsilon, workspaceMgr);
    }
    if (!isTaken()) {
      INDArray input = withChannelsFirst(ArrayType.BP_WORKING_MEM, workspaceMgr);
      Pair<Gradient, INDArray> result =
          super.backpropGradient(wiring.epsilonForStock(epsilon, workspaceMgr), workspaceMgr);
      INPUT.set(underlying, input);
      return new Pair<>(
          result.getFirst(), wiring.handBackStock(0, result.getSecond(), workspaceMgr));
    }
    INDArray input = input();
    INDArray dy = wiring.epsilon(epsilon, workspaceMgr);
    INDArray dx =
        wiring.newInputGradient(0, ChannelsLast.seenChannelsLast(input).shape(), workspaceMgr);
    operation.backward(() -> wiring.input(input, ArrayType.BP_WORKING_MEM, workspaceMgr), dy, dx);
    return new Pair<>(new DefaultGradient(), wiring.handBack(0, dx, workspaceMgr));
  }

  final boolean isMap() {
    return input() != null && input().rank() > 2;
  }

  /** Whether the operation computes it, and not DL4J. */
  boolean isTaken() {
    return operation.takes(ChannelsLast.seenChannelsLast(input()).shape());
  }

  /** Gives DL4J's layer its input as it takes it, and returns the one that it had. */
  private INDArray withChannelsFirst(ArrayType working, LayerWorkspaceMgr workspaceMgr) {
    INDArray input = input();
    INPUT.set(underlying, workspaceMgr.dup(working, input, 'c'));
    return input;
  }
}
