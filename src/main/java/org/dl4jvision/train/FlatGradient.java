package org.dl4jvision.train;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Deeplearning4j's one array of the gradients of all layers. Not all of it are derivatives: what
 * batch normalization's running statistics are to change by stands there, too.
 */
final class FlatGradient {

  private final INDArray all;
  private final List<INDArray> derivatives = new ArrayList<>();

  FlatGradient(ComputationGraph network) {
    INDArray view = network.getUpdater().getFlattenedGradientsView();
    all = view.reshape(view.length());
    long start = 0;
    long end = 0;
    for (UpdaterBlock block : network.getUpdater().getUpdaterBlocks()) {
      for (UpdaterBlock.ParamState part : block.getLayersAndVariablesInBlock()) {
        if (part.getLayer().updaterDivideByMinibatch(part.getParamName())) {
          if (part.getParamOffsetStart() != end) {
            addDerivatives(start, end);
            start = part.getParamOffsetStart();
          }
          end = part.getParamOffsetEnd();
        }
      }
    }
    addDerivatives(start, end);
  }

  private void addDerivatives(long start, long end) {
    if (start < end) {
      derivatives.add(all.get(NDArrayIndex.interval(start, end)));
    }
  }

  /** All of it. */
  INDArray all() {
    return all;
  }

  /** The parts that are derivatives, by weights in the order of {@code params()}. */
  List<INDArray> derivatives() {
    return derivatives;
  }
}
