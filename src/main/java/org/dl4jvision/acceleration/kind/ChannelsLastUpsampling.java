package org.dl4jvision.acceleration.kind;

import java.util.Arrays;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.upsampling.Upsampling2D;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's upsampling with channels last, which a convolution that follows can look behind. */
final class ChannelsLastUpsampling extends ChannelsLastLayer {

  private final int[] size;
  private INDArray output;

  /**
   * @param original DL4J's layer
   * @param size how often it repeats rows and columns
   * @param wiring how it is connected
   */
  ChannelsLastUpsampling(Upsampling2D original, int[] size, Wiring wiring) {
    super(original, new Repetition(size), wiring);
    this.size = size.clone();
  }

  /** Whether it repeats rows and columns as often as given. */
  boolean repeats(int rows, int columns) {
    return Arrays.equals(size, new int[] {rows, columns});
  }

  /** Whether an array is what this layer has just made of its input. */
  boolean made(INDArray array) {
    return array == output && input() != null;
  }

  /** The input, [N, H, W, C]. */
  INDArray source(ArrayType type, LayerWorkspaceMgr workspaceMgr) {
    return wiring().input(input(), type, workspaceMgr);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    output = super.activate(training, workspaceMgr);
    return output;
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
    if (!isMap() || !wiring().outputLast() || !isOfInputSize(epsilon)) {
      return super.backpropGradient(epsilon, workspaceMgr);
    }
    // The convolution that follows has found the gradient by this layer's input.
    return new Pair<>(
        new DefaultGradient(),
        wiring().inputLast()
            ? workspaceMgr.leverageTo(ArrayType.ACTIVATION_GRAD, epsilon)
            : wiring().handBack(0, epsilon, workspaceMgr));
  }

  private boolean isOfInputSize(INDArray epsilon) {
    return epsilon.size(1) == input().size(2) && epsilon.size(2) == input().size(3);
  }
}
