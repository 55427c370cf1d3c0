package org.dl4jvision.study.survey;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;

/** Goes through the boxes of the training images of a data set. */
final class DetectionLook {

  /** Objects overlap from this IoU on. */
  static final double OVERLAP = 0.3;

  /** From this IoU on two boxes may be those of one object. */
  static final double CROWD = 0.5;

  private final DetectionDataset dataset;
  private final List<Image> images;

  private record Image(int longerSide, List<ObjectBox> objects, List<ObjectBox> ignored) {}

  DetectionLook(DetectionDataset dataset) {
    this.dataset = dataset;
    images = IntStream.range(0, dataset.size(Split.TRAIN)).mapToObj(this::image).toList();
  }

  private Image image(int index) {
    ImageSize size = dataset.imageSize(Split.TRAIN, index);
    List<ObjectBox> all = dataset.objects(Split.TRAIN, index);
    return new Image(
        Math.max(size.height(), size.width()),
        all.stream().filter(one -> !one.ignored()).toList(),
        all.stream().filter(ObjectBox::ignored).toList());
  }

  private Stream<Box> boxes() {
    return images.stream().flatMap(image -> image.objects().stream()).map(ObjectBox::box);
  }

  private Spread spread(ToDoubleFunction<Box> number) {
    return Spread.of(boxes().mapToDouble(number).toArray());
  }

  int empty() {
    return (int)
        images.stream().filter(one -> one.objects().isEmpty() && one.ignored().isEmpty()).count();
  }

  Spread longerSides() {
    return Spread.of(images.stream().map(Image::longerSide).toList());
  }

  Spread objectsAnImage() {
    return Spread.of(images.stream().map(image -> image.objects().size()).toList());
  }

  private static double size(Box box) {
    return Math.sqrt(box.area());
  }

  private static double aspect(Box box) {
    return box.width() / box.height();
  }

  Spread sizes() {
    return spread(DetectionLook::size);
  }

  Spread relativeSizes() {
    return Spread.of(
        images.stream()
            .flatMapToDouble(
                image ->
                    image.objects().stream().mapToDouble(o -> size(o.box()) / image.longerSide()))
            .toArray());
  }

  Spread aspects() {
    return spread(DetectionLook::aspect);
  }

  Spread elongations() {
    return spread(box -> Math.max(aspect(box), 1 / aspect(box)));
  }

  /** The share of objects that overlap another one of any class as much as this IoU. */
  double overlapping(double iou) {
    long overlapping = 0;
    for (Image image : images) {
      List<ObjectBox> objects = image.objects();
      overlapping +=
          IntStream.range(0, objects.size())
              .filter(
                  i ->
                      IntStream.range(0, objects.size())
                          .anyMatch(
                              j -> j != i && objects.get(i).box().iou(objects.get(j).box()) >= iou))
              .count();
    }
    return (double) overlapping / boxes().count();
  }

  List<BoxSurvey> classes() {
    return IntStream.range(0, dataset.classNames().size()).mapToObj(this::ofClass).toList();
  }

  private BoxSurvey ofClass(int index) {
    List<Box> own =
        images.stream()
            .flatMap(image -> image.objects().stream())
            .filter(object -> object.classIndex() == index)
            .map(ObjectBox::box)
            .toList();
    return new BoxSurvey(
        dataset.classNames().get(index),
        count(image -> has(image.objects(), index) || has(image.ignored(), index)),
        images.stream()
            .flatMap(image -> image.ignored().stream())
            .mapToInt(object -> object.classIndex() == index ? 1 : 0)
            .sum(),
        Spread.of(own.stream().mapToDouble(DetectionLook::size).toArray()),
        Spread.of(own.stream().mapToDouble(DetectionLook::aspect).toArray()));
  }

  private int count(Predicate<Image> predicate) {
    return (int) images.stream().filter(predicate).count();
  }

  private static boolean has(List<ObjectBox> objects, int index) {
    return objects.stream().anyMatch(object -> object.classIndex() == index);
  }
}
