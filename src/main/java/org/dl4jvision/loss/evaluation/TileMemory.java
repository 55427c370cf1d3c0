package org.dl4jvision.loss.evaluation;

import java.lang.ref.Reference;
import org.dl4jvision.loss.evaluation.memory.FloatMemory;

/**
 * The floats of a batch's arrays where they lie in memory, which tiles are read from and written
 * to.
 *
 * @param labels null where there are none
 * @param mask null where all weights are 1
 * @param maskPerImage whether the mask has one weight an image although there are more pixels
 * @param gradient null where none is wanted
 */
record TileMemory(
    BatchArrays arrays,
    FloatMemory logits,
    FloatMemory labels,
    FloatMemory mask,
    boolean maskPerImage,
    FloatMemory gradient) {

  static TileMemory of(BatchArrays arrays) {
    return new TileMemory(
        arrays,
        new FloatMemory(arrays.logits()),
        arrays.labels() == null ? null : new FloatMemory(arrays.labels()),
        arrays.hasMask() ? new FloatMemory(arrays.mask()) : null,
        arrays.hasMask() && arrays.mask().size(2) == 1 && arrays.pixels() > 1,
        arrays.gradient() == null ? null : new FloatMemory(arrays.gradient().view()));
  }

  /** To be called when all tiles are done: until then the arrays must not be collected. */
  void keepReachable() {
    Reference.reachabilityFence(arrays.logits());
    Reference.reachabilityFence(arrays.labels());
    Reference.reachabilityFence(arrays.mask());
    Reference.reachabilityFence(arrays.gradient());
  }
}
