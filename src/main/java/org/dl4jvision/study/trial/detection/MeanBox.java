package org.dl4jvision.study.trial.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.metric.Means;

/**
 * What needs no network: the same box on every image, the mean one of the most frequent class; or
 * none at all, where that scores better on the training images.
 *
 * @param box as a share of the image's sides; null: none
 * @param classIndex of the box
 * @param className the same for readers
 */
record MeanBox(Box box, int classIndex, String className) {

  private static final MeanBox NONE = new MeanBox(null, 0, "");

  /** The better one on the training images. */
  static MeanBox of(DetectionDataset dataset) {
    return ofMostFrequent(dataset)
        .filter(one -> one.trainingScore(dataset) >= NONE.trainingScore(dataset))
        .orElse(NONE);
  }

  private static Optional<MeanBox> ofMostFrequent(DetectionDataset dataset) {
    List<List<Box>> boxes = new ArrayList<>();
    dataset.classNames().forEach(name -> boxes.add(new ArrayList<>()));
    for (int i = 0; i < dataset.size(Split.TRAIN); i++) {
      ImageSize size = dataset.imageSize(Split.TRAIN, i);
      for (ObjectBox object : dataset.objects(Split.TRAIN, i)) {
        if (!object.ignored()) {
          boxes
              .get(object.classIndex())
              .add(scaled(object.box(), 1.0 / size.width(), 1.0 / size.height()));
        }
      }
    }
    return IntStream.range(0, boxes.size())
        .boxed()
        .max(Comparator.comparingInt(c -> boxes.get(c).size()))
        .filter(c -> !boxes.get(c).isEmpty())
        .map(c -> new MeanBox(mean(boxes.get(c)), c, dataset.classNames().get(c)));
  }

  private static Box scaled(Box box, double x, double y) {
    return new Box(x * box.left(), y * box.top(), x * box.right(), y * box.bottom());
  }

  private static Box mean(List<Box> boxes) {
    return new Box(
        mean(boxes, Box::left),
        mean(boxes, Box::top),
        mean(boxes, Box::right),
        mean(boxes, Box::bottom));
  }

  private static double mean(List<Box> boxes, ToDoubleFunction<Box> edge) {
    return boxes.stream().collect(Collectors.averagingDouble(edge));
  }

  private double trainingScore(DetectionDataset dataset) {
    return Means.ofDefined(
        IntStream.range(0, dataset.size(Split.TRAIN))
            .mapToDouble(i -> score(dataset, Split.TRAIN, i)));
  }

  /** The score of an image for it. */
  double score(DetectionDataset dataset, Split split, int index) {
    if (box == null) {
      return DetectionPart.score(dataset, split, index, List.of());
    }
    ImageSize size = dataset.imageSize(split, index);
    Detection found = new Detection(scaled(box, size.width(), size.height()), classIndex, 1);
    return DetectionPart.score(dataset, split, index, List.of(found));
  }

  /** It in words. */
  String name() {
    return box == null ? "no box on any image" : "the mean box of " + className + " on every image";
  }
}
