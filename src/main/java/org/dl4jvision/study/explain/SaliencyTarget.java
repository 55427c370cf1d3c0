package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.data.ImageSize;

/**
 * What is to be explained of a prediction: the pixels of one class on one image.
 *
 * @param batch with the image
 * @param image its index in the batch
 * @param label the class
 * @param pixels that the network takes for the class, row by row of what it sees
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SaliencyTarget(ExplainedBatch batch, int image, int label, boolean[] pixels) {

  /** The classes that a network finds on an image, but for the background; most pixels first. */
  static List<SaliencyTarget> of(ExplainedBatch batch, int image, boolean background) {
    byte[] found = ObjectLosses.predicted(batch, image);
    int classes = Math.max(2, batch.channels());
    List<SaliencyTarget> targets = new ArrayList<>();
    for (int label = background ? 1 : 0; label < classes; label++) {
      boolean[] pixels = new boolean[found.length];
      for (int i = 0; i < found.length; i++) {
        // What continues an image is none of it.
        pixels[i] = found[i] == (byte) label && isInside(batch, image, i);
      }
      SaliencyTarget target = new SaliencyTarget(batch, image, label, pixels);
      if (target.count() > 0) {
        targets.add(target);
      }
    }
    targets.sort((a, b) -> b.count() - a.count());
    return targets;
  }

  private static boolean isInside(ExplainedBatch batch, int image, int pixel) {
    int width = (int) batch.images().size(3);
    return pixel / width < batch.examples().get(image).height()
        && pixel % width < batch.examples().get(image).width();
  }

  /** The number of pixels. */
  int count() {
    int count = 0;
    for (boolean pixel : pixels) {
      count += pixel ? 1 : 0;
    }
    return count;
  }

  /** The channel of the logits that speaks for the class, and whether it speaks against it. */
  int channel() {
    return batch.channels() == 1 ? 0 : label;
  }

  /** 1, or -1 where the only channel speaks for the other class. */
  int sign() {
    return batch.channels() == 1 && label == 0 ? -1 : 1;
  }

  /** The size of what the network sees. */
  ImageSize padded() {
    return new ImageSize((int) batch.images().size(2), (int) batch.images().size(3));
  }

  /** The size of the image. */
  ImageSize size() {
    return new ImageSize(batch.examples().get(image).height(), batch.examples().get(image).width());
  }

  /** The part of a map that is the image. */
  double[] cut(double[] map) {
    ImageSize size = size();
    int width = padded().width();
    double[] cut = new double[size.height() * size.width()];
    for (int y = 0; y < size.height(); y++) {
      System.arraycopy(map, y * width, cut, y * size.width(), size.width());
    }
    return cut;
  }
}
