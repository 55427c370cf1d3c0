package org.dl4jvision.tile;

import java.util.List;
import org.dl4jvision.data.Region;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is computed of each batch of tiles; by default a network's output. Another one may look at
 * other activations on the way, such as logits to find a loss.
 */
@FunctionalInterface
public interface TileModel {

  /**
   * The output for a batch of tiles.
   *
   * @param batch the tiles in the network's format and type, {@code [N, channels, height, width]}
   *     or {@code [N, height, width, channels]}; freed after this returns
   * @param places where each lies in the padded image
   * @return the output in the same format, of the tiles' height and width or smaller by a whole
   *     factor; freed once it is read
   */
  INDArray of(INDArray batch, List<Region> places);
}
