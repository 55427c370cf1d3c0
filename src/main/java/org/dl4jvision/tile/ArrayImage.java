package org.dl4jvision.tile;

import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * One of a batch of images in an array.
 *
 * @param images in the network's format
 * @param example which of them
 */
record ArrayImage(INDArray images, int example, TileArrays arrays) implements TileSource {

  @Override
  public int channels() {
    return (int) arrays.channelsFirst(images).size(1);
  }

  @Override
  public ImageSize size() {
    INDArray seen = arrays.channelsFirst(images);
    return new ImageSize((int) seen.size(2), (int) seen.size(3));
  }

  @Override
  public float[] read(Region region) {
    return TileArrays.plain(part(region));
  }

  /** Some pixels, seen as [1, C, height, width]. */
  INDArray part(Region region) {
    return arrays
        .channelsFirst(images)
        .get(
            new INDArrayIndex[] {
              NDArrayIndex.interval(example, example + 1),
              NDArrayIndex.all(),
              NDArrayIndex.interval(region.top(), region.bottom()),
              NDArrayIndex.interval(region.left(), region.right())
            });
  }
}
