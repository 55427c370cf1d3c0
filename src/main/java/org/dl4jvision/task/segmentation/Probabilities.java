package org.dl4jvision.task.segmentation;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.loop.HostFloats;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.tile.RowSink;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What networks say of the pixels of images, and which classes that makes. */
final class Probabilities {

  private Probabilities() {}

  /** The mean of what several networks say. */
  static INDArray mean(List<ComputationGraph> networks, INDArray input) {
    INDArray mean = networks.get(0).outputSingle(input);
    if (networks.size() == 1) {
      return mean;
    }
    for (ComputationGraph network : networks.subList(1, networks.size())) {
      INDArray more = network.outputSingle(input);
      mean.addi(more);
      if (more.closeable()) {
        more.close();
      }
    }
    return mean.divi(networks.size());
  }

  /**
   * Tells those of one image after the other.
   *
   * @param size of the images, without what they were padded with
   */
  static void tell(INDArray output, ImageSize size, RowSink probabilities) {
    Region all = Region.of(size);
    INDArray inside =
        output.get(
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.interval(0, size.height()),
            NDArrayIndex.interval(0, size.width()));
    for (int i = 0; i < output.size(0); i++) {
      probabilities.begin(Math.toIntExact(output.size(1)), size);
      probabilities.rows(all, HostFloats.read(inside.slice(i)));
    }
  }
}
