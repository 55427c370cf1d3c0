package org.dl4jvision.acceleration.kind;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.loop.ChannelsLast;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How an accelerated layer or vertex is connected, and where the maps that it computes with, always
 * [N, H, W, C], therefore come from and go to. Volumes have a depth as well.
 *
 * <p>A layer that is configured for [N, H, W, C], or cannot turn maps, has them as they are given.
 * Else, between two accelerated ones, activations have the shape [N, C, H, W] but their channels
 * last in memory, and gradients are [N, H, W, C]. To others, both are [N, C, H, W] in memory, too.
 *
 * @param inputsLast which inputs have their channels last, and take such gradients
 * @param outputLast whether the output shall, and its gradient does
 * @param outputKept whether all that follows leaves its activations as they are
 * @param inputGradientNeeded whether anyone takes the gradient by the input
 * @param direct whether oneDNN may be called directly
 * @param turns whether maps come and go as [N, C, H, W], but for those that have their channels
 *     last
 * @param source what gives the only input and gives it to no other; null if there is no such one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Wiring(
    boolean[] inputsLast,
    boolean outputLast,
    boolean outputKept,
    boolean inputGradientNeeded,
    boolean direct,
    boolean turns,
    Object source) {

  /** The same of a layer that turns maps, or does not. */
  Wiring turning(boolean turning) {
    return new Wiring(
        inputsLast, outputLast, outputKept, inputGradientNeeded, direct, turning, source);
  }

  /** Whether the first input has its channels last. */
  boolean inputLast() {
    return inputsLast[0];
  }

  /** An input, [N, C, H, W] of any strides, to compute with: copied only if it must be. */
  INDArray input(INDArray input, ArrayType working, LayerWorkspaceMgr workspaceMgr) {
    INDArray floats = input.castTo(DataType.FLOAT);
    return turns
        ? ChannelsLast.of(floats, working, workspaceMgr)
        : ChannelsLast.dense(floats, working, workspaceMgr);
  }

  /** An output of a shape [N, H, W, C] to write to. */
  INDArray newOutput(long[] shape, LayerWorkspaceMgr workspaceMgr) {
    ArrayType type = outputLast || !turns ? ArrayType.ACTIVATIONS : ArrayType.FF_WORKING_MEM;
    return workspaceMgr.createUninitialized(type, DataType.FLOAT, shape, 'c');
  }

  /** An output, [N, H, W, C], as those that follow take it. */
  INDArray hand(INDArray output, LayerWorkspaceMgr workspaceMgr) {
    if (!turns) {
      return output;
    }
    return outputLast
        ? ChannelsLast.seenChannelsFirst(output)
        : ChannelsLast.toChannelsFirst(output, ArrayType.ACTIVATIONS, workspaceMgr);
  }

  /** An output of DL4J's own computation, [N, C, H, W], as those that follow take it. */
  INDArray handStock(INDArray output, LayerWorkspaceMgr workspaceMgr) {
    return outputLast
        ? ChannelsLast.seenChannelsFirst(
            ChannelsLast.of(output, ArrayType.ACTIVATIONS, workspaceMgr))
        : output;
  }

  /** The gradient by the output, as it comes, to compute with. */
  INDArray epsilon(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    return outputLast ? epsilon : input(epsilon, ArrayType.BP_WORKING_MEM, workspaceMgr);
  }

  /** The gradient by the output as DL4J's own computation takes it, [N, C, H, W]. */
  INDArray epsilonForStock(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    return outputLast
        ? ChannelsLast.toChannelsFirst(epsilon, ArrayType.BP_WORKING_MEM, workspaceMgr)
        : epsilon;
  }

  /** The gradient by an input, of a shape [N, H, W, C], to write to. */
  INDArray newInputGradient(int input, long[] shape, LayerWorkspaceMgr workspaceMgr) {
    ArrayType type =
        inputsLast[input] || !turns ? ArrayType.ACTIVATION_GRAD : ArrayType.BP_WORKING_MEM;
    return workspaceMgr.createUninitialized(type, DataType.FLOAT, shape, 'c');
  }

  /** The gradient by an input, [N, H, W, C], as the one that gave the input takes it. */
  INDArray handBack(int input, INDArray gradient, LayerWorkspaceMgr workspaceMgr) {
    return inputsLast[input] || !turns
        ? gradient
        : ChannelsLast.toChannelsFirst(gradient, ArrayType.ACTIVATION_GRAD, workspaceMgr);
  }

  /**
   * The gradient of DL4J's own computation, [N, C, H, W], as the one that gave the input takes it.
   */
  INDArray handBackStock(int input, INDArray gradient, LayerWorkspaceMgr workspaceMgr) {
    return inputsLast[input]
        ? ChannelsLast.of(gradient, ArrayType.ACTIVATION_GRAD, workspaceMgr)
        : gradient;
  }
}
