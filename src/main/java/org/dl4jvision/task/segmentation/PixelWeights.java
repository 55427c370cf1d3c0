package org.dl4jvision.task.segmentation;

import java.util.List;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.io.Parallel;
import org.dl4jvision.loss.ClassFrequencies;
import org.dl4jvision.loss.ClassWeighting;
import org.dl4jvision.task.CountedWeights;

/** Class weights of a segmentation that its loss leaves to the training images. */
final class PixelWeights {

  private PixelWeights() {}

  /**
   * Puts numbers in the place of the names in the loss, and tells them.
   *
   * @throws IllegalArgumentException if the network has no output a class, or a word is no name
   */
  static void count(SegmentationDataset dataset, SegmentationOptions options) {
    List<String> classes = dataset.classNames();
    if (options.activation.channels(classes.size()) < classes.size()) {
      ClassWeighting.refuse(
          "loss is " + options.loss,
          options.loss,
          "needs an output a class, but with the activation sigmoid two classes have one: take"
              + " softmax, or binary-cross-entropy(positiveWeight=..)");
    }
    options.loss =
        new CountedWeights(classes, () -> frequencies(dataset), options::tell).in(options.loss);
  }

  private static ClassFrequencies frequencies(SegmentationDataset dataset) {
    return ClassFrequencies.ofImages(
        dataset.classNames().size(),
        Parallel.map(dataset.size(Split.TRAIN), i -> dataset.classPixels(Split.TRAIN, i)));
  }
}
