package org.dl4jvision.acceleration.kind;

import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.DropoutLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.loop.ChannelsLast;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's dropout for maps that have their channels last. What is dropped is drawn by DL4J, so that
 * it is the same as without acceleration.
 */
final class ChannelsLastDropout extends ChannelsLastLayer {

  private final Dropout dropout;
  private boolean dropped;

  /**
   * @param original DL4J's layer
   * @param dropout what it does in training
   * @param wiring how it is connected
   */
  ChannelsLastDropout(DropoutLayer original, Dropout dropout, Wiring wiring) {
    super(original, new Copy(), wiring);
    this.dropout = dropout;
  }

  @Override
  boolean isTaken() {
    return getMaskArray() == null;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    dropped = training && isMap() && isTaken();
    if (!dropped) {
      return super.activate(training, workspaceMgr);
    }
    INDArray x = wiring().input(input(), ArrayType.FF_WORKING_MEM, workspaceMgr);
    INDArray y = wiring().newOutput(x.shape(), workspaceMgr);
    dropout.applyDropout(
        ChannelsLast.seenChannelsFirst(x),
        ChannelsLast.seenChannelsFirst(y),
        getIterationCount(),
        getEpochCount(),
        workspaceMgr);
    return wiring().hand(y, workspaceMgr);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    if (!dropped) {
      return super.backpropGradient(epsilon, workspaceMgr);
    }
    INDArray dy = wiring().epsilon(epsilon, workspaceMgr);
    INDArray dx = wiring().newInputGradient(0, dy.shape(), workspaceMgr);
    dropout.backprop(
        ChannelsLast.seenChannelsFirst(dy),
        ChannelsLast.seenChannelsFirst(dx),
        getIterationCount(),
        getEpochCount());
    return new Pair<>(new DefaultGradient(), wiring().handBack(0, dx, workspaceMgr));
  }

  /** What happens outside of training. */
  private record Copy() implements MapOperation {

    @Override
    public void forward(INDArray input, INDArray output) {
      output.assign(input);
    }

    @Override
    public void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient) {
      gradient.assign(epsilon);
    }
  }
}
