package org.dl4jvision.task.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.ImageTransform;
import org.dl4jvision.data.detection.Resizing;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.HeadType;
import org.dl4jvision.layer.detection.Heads;

/** The objects of a data set as a network meets them, and what it cannot learn from them. */
final class TrainingObjects {

  /** So many images tell which other options are better. */
  private static final int COMPARED = 100;

  /** Gives a head of a type for a square input of a side, made for objects. */
  @FunctionalInterface
  interface HeadMaker {
    Head make(HeadType type, int side, TrainingObjects objects);
  }

  private final DetectionDataset dataset;
  private final DetectionDataset parts;
  private final Resizing resizing;

  /** How many objects of each part a head cannot see. */
  private final Map<Head, int[]> missed = new ConcurrentHashMap<>();

  /**
   * @param parts the images of the data set, or their slices, as they are resized for the network
   */
  TrainingObjects(DetectionDataset dataset, DetectionDataset parts, Resizing resizing) {
    this.dataset = dataset;
    this.parts = parts;
    this.resizing = resizing;
  }

  /** Refuses training images that hold nothing to learn. */
  void require() {
    if (occurring(dataset, Split.TRAIN).findAny().isEmpty()) {
      long ignored = objects(dataset, Split.TRAIN).count();
      String why =
          ignored > 0
              ? "; " + ignored + " are crowds, difficult or else to be ignored"
              : dataset.warnings().stream()
                  .filter(warning -> warning.endsWith("; dropped"))
                  .findFirst()
                  .map(first -> "; of what was dropped the first is: " + first)
                  .orElse("");
      throw new IllegalArgumentException(
          "the data set '"
              + dataset.name()
              + "' has no object on any training image: there is nothing to learn"
              + why);
    }
  }

  /** The boxes of the training images, in pixels of an input of this side. */
  List<Box> boxes(int side) {
    return IntStream.range(0, parts.size(Split.TRAIN))
        .boxed()
        .flatMap(i -> objects(i, side).stream().map(ObjectBox::box))
        .toList();
  }

  private List<ObjectBox> objects(int part, int side) {
    ImageTransform transform = resizing.transform(parts.imageSize(Split.TRAIN, part), side);
    return parts.objects(Split.TRAIN, part).stream()
        .map(o -> new ObjectBox(transform.apply(o.box()), o.classIndex(), o.ignored()))
        .toList();
  }

  private static Stream<ObjectBox> objects(DetectionDataset dataset, Split split) {
    return IntStream.range(0, dataset.size(split))
        .boxed()
        .flatMap(i -> dataset.objects(split, i).stream());
  }

  /** All objects of a split that are to be found. */
  private static Stream<ObjectBox> occurring(DetectionDataset dataset, Split split) {
    return objects(dataset, split).filter(object -> !object.ignored());
  }

  /**
   * What cannot be learned or measured, a line each.
   *
   * @param type that of the head
   * @param side of the head's input
   * @param maker of other heads, to compare
   */
  List<String> warnings(Head head, HeadType type, int side, HeadMaker maker) {
    List<String> warnings = new ArrayList<>();
    warnings.addAll(nothingToMeasure(dataset, Split.VALIDATION));
    neverSeen(warnings);
    unseen(head, type, side, maker, warnings);
    return warnings;
  }

  /** A line if a split has no object that could be found. */
  static List<String> nothingToMeasure(DetectionDataset dataset, Split split) {
    return occurring(dataset, split).findAny().isPresent()
        ? List.of()
        : List.of(
            String.format(
                "no object on any %s image: average precision is undefined", split.adjective()));
  }

  /** Classes that validation images have and training images have not. */
  private void neverSeen(List<String> warnings) {
    var validation =
        occurring(dataset, Split.VALIDATION)
            .collect(
                Collectors.groupingBy(ObjectBox::classIndex, TreeMap::new, Collectors.counting()));
    validation
        .keySet()
        .removeAll(occurring(dataset, Split.TRAIN).map(ObjectBox::classIndex).distinct().toList());
    validation.forEach(
        (index, count) ->
            warnings.add(
                String.format(
                    "class '%s' has %d objects on validation images, none on training images: it"
                        + " cannot be learned",
                    dataset.classNames().get(index), count)));
  }

  /** Objects to which a head's rule gives no prediction: no training makes it find them. */
  private void unseen(Head head, HeadType type, int side, HeadMaker maker, List<String> warnings) {
    int[] missed = missed(head);
    int sum = IntStream.of(missed).sum();
    if (sum > 0) {
      int[] images =
          IntStream.range(0, missed.length).filter(i -> missed[i] > 0).limit(COMPARED).toArray();
      warnings.add(
          String.format(
              Locale.ROOT,
              "%d of %d objects on %straining images are seen by no prediction of head %s at %dx%d"
                  + " pixels, as they are too small or too close together: %s",
              sum,
              occurring(parts, Split.TRAIN).count(),
              parts.size(Split.TRAIN) > dataset.size(Split.TRAIN) ? "slices of " : "",
              type.name(),
              side,
              side,
              remedy(head, type, side, maker, images)));
    }
  }

  private int[] missed(Head head) {
    return missed.computeIfAbsent(
        head,
        one ->
            IntStream.range(0, parts.size(Split.TRAIN))
                .parallel()
                .map(i -> one.match(objects(i, one.imageWidth())).missed())
                .toArray());
  }

  /** The share of the objects to which a head's rule gives no prediction, 0 to 1. */
  double missedShare(Head head) {
    return (double) IntStream.of(missed(head)).sum() / occurring(parts, Split.TRAIN).count();
  }

  /** The median of the square roots of the boxes' areas, in pixels of the images. */
  double typicalSize() {
    double[] sizes =
        occurring(dataset, Split.TRAIN)
            .mapToDouble(object -> Math.sqrt(object.box().area()))
            .sorted()
            .toArray();
    return sizes[sizes.length / 2];
  }

  /** What leaves fewer of the objects of some images unseen. */
  private String remedy(Head head, HeadType type, int side, HeadMaker maker, int[] images) {
    int now = missed(head, side, images);
    List<String> remedies = new ArrayList<>();
    int larger = 2 * side;
    if (missed(maker.make(type, larger, this), larger, images) < now) {
      remedies.add("--image-size " + larger);
    }
    for (HeadType other : Heads.REGISTRY.all()) {
      boolean comparable = other != type && other.tellsClasses() == type.tellsClasses();
      if (comparable && missed(maker.make(other, side, this), side, images) < now) {
        remedies.add("--head " + other.name());
      }
    }
    remedies.add("smaller slices (--slice)");
    return String.join(" or ", remedies) + " would leave fewer";
  }

  private int missed(Head head, int side, int[] images) {
    return IntStream.of(images).parallel().map(i -> head.match(objects(i, side)).missed()).sum();
  }
}
