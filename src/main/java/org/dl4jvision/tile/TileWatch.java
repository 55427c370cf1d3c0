package org.dl4jvision.tile;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Stands beside a prediction: says how far it is, and asks whether to go on.
 *
 * @param image which of several images of one size is predicted, from 0
 * @param images how many there are
 */
record TileWatch(
    TiledPrediction.Progress progress, BooleanSupplier cancelled, int image, int images) {

  /** Before a batch; throws if the prediction was cancelled. */
  void before(long done, long all) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException(
          "cancelled after " + (image * all + done) + " of " + images * all + " tiles");
    }
  }

  /** After a batch. */
  void after(long done, long all) {
    progress.tiles(image * all + done, images * all);
  }
}
