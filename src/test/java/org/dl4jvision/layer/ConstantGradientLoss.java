package org.dl4jvision.layer;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Returns a gradient outside of every workspace, which breaks DL4J's own loss layers. */
final class ConstantGradientLoss extends ImageLoss {

  @Override
  @SuppressWarnings("try")
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
      return Nd4j.valueArrayOf(preOutput.shape(), 0.1, preOutput.dataType());
    }
  }
}
