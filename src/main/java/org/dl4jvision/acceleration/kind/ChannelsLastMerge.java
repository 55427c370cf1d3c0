package org.dl4jvision.acceleration.kind;

import java.util.Arrays;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.acceleration.loop.Channels;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's merging of channels for feature maps that have them last in memory. */
final class ChannelsLastMerge extends ChannelsLastVertex {

  ChannelsLastMerge(MergeVertex original, Wiring wiring) {
    super(original, wiring);
  }

  /** Maps that differ in their channels only. */
  @Override
  boolean takes(INDArray[] inputs) {
    long[] first = withChannels(inputs[0], 1, 0);
    return first.length > 2
        && Arrays.stream(inputs).allMatch(i -> Arrays.equals(first, withChannels(i, 1, 0)));
  }

  @Override
  INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaceMgr) {
    INDArray[] parts = new INDArray[inputs.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = wiring.input(inputs[i], ArrayType.FF_WORKING_MEM, workspaceMgr);
    }
    long channels = Arrays.stream(inputs).mapToLong(i -> i.size(1)).sum();
    INDArray whole = wiring.newOutput(withChannels(parts[0], -1, channels), workspaceMgr);
    Channels.join(parts, whole);
    return wiring.hand(whole, workspaceMgr);
  }

  @Override
  INDArray[] backward(INDArray[] inputs, INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray whole = wiring.epsilon(epsilon, workspaceMgr);
    INDArray[] parts = new INDArray[inputs.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          wiring.newInputGradient(i, withChannels(whole, -1, inputs[i].size(1)), workspaceMgr);
    }
    Channels.split(whole, parts);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = wiring.handBack(i, parts[i], workspaceMgr);
    }
    return parts;
  }

  /** The shape of a map whose channels are a dimension, with another number of them. */
  private static long[] withChannels(INDArray map, int dimension, long channels) {
    long[] shape = map.shape().clone();
    shape[dimension < 0 ? shape.length + dimension : dimension] = channels;
    return shape;
  }
}
