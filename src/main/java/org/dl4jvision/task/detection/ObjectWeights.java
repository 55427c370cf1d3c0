package org.dl4jvision.task.detection;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.loss.ClassFrequencies;
import org.dl4jvision.loss.ClassWeighting;
import org.dl4jvision.task.CountedWeights;

/** Class weights of a detection that its loss of classes leaves to the training images. */
final class ObjectWeights {

  private ObjectWeights() {}

  /**
   * Puts numbers in the place of the names in the loss of classes, and tells them.
   *
   * @param dataset as the head sees it
   * @throws IllegalArgumentException if the head tells no classes, or a word is no name
   */
  static void count(DetectionDataset dataset, DetectionOptions options) {
    if (options.classLoss == null) {
      return;
    }
    List<String> classes = dataset.classNames();
    if (classes.size() == 1) {
      ClassWeighting.refuse(
          "class-loss is " + options.classLoss,
          options.classLoss,
          "needs two classes or more that the head tells apart, but there is one");
    }
    options.classLoss =
        new CountedWeights(classes, () -> frequencies(dataset), options::tell)
            .in(options.classLoss);
  }

  private static ClassFrequencies frequencies(DetectionDataset dataset) {
    int classes = dataset.classNames().size();
    return ClassFrequencies.ofImages(
        classes,
        IntStream.range(0, dataset.size(Split.TRAIN))
            .mapToObj(i -> objects(dataset.objects(Split.TRAIN, i), classes))
            .toList());
  }

  private static long[] objects(List<ObjectBox> ofImage, int classes) {
    long[] counts = new long[classes];
    ofImage.stream().filter(one -> !one.ignored()).forEach(one -> counts[one.classIndex()]++);
    return counts;
  }
}
