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
    long[] first = inputs[0].shape();
    return Arrays.stream(inputs)
        .map(INDArray::shape)
        .allMatch(s -> s.length == 4 && s[0] == first[0] && s[2] == first[2] && s[3] == first[3]);
  }

  @Override
  INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaceMgr) {
    INDArray[] parts = new INDArray[inputs.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = wiring.input(inputs[i], ArrayType.FF_WORKING_MEM, workspaceMgr);
    }
    long channels = Arrays.stream(inputs).mapToLong(i -> i.size(1)).sum();
    INDArray whole = wiring.newOutput(withChannels(parts[0], channels), workspaceMgr);
    Channels.join(parts, whole);
    return wiring.hand(whole, workspaceMgr);
  }

  @Override
  INDArray[] backward(INDArray[] inputs, INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    INDArray whole = wiring.epsilon(epsilon, workspaceMgr);
    INDArray[] parts = new INDArray[inputs.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = wiring.newInputGradient(i, withChannels(whole, inputs[i].size(1)), workspaceMgr);
    }
    Channels.split(whole, parts);
    for (int i = 0; i < parts.length; i++) {
      parts[i] = wiring.handBack(i, parts[i], workspaceMgr);
    }
    return parts;
  }

  private static long[] withChannels(INDArray map, long channels) {
    return new long[] {map.size(0), map.size(1), map.size(2), channels};
  }
}
