package org.dl4jvision.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.metric.Means;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;
import org.dl4jvision.metric.segmentation.PixelMeasures;
import org.dl4jvision.report.MaskDetails.SizeRecall;

/**
 * How predicted masks agree with their ground truth: class by class, image by image, in the mean
 * over images, and over the pixels of all images together. The numbers of an image, and the mean of
 * all, are those of the foreground where there are two classes, else means over the classes that
 * are not the background by their name.
 */
public final class MaskReport {

  /** Images of which a table shows the numbers. */
  private static final int SHOWN = 10;

  private final List<String> classNames;
  private final List<Integer> counting;
  private final double[] spacing;
  private final List<ImageScores> images;
  private final List<SizeRecall> objects;

  /**
   * The scores of an image.
   *
   * @param pixels the counts
   * @param classes the scores of each class
   */
  public record ImageScores(String name, ConfusionMatrix pixels, List<MaskScores> classes) {}

  /**
   * @param isBackground tells by its name whether a class is the background
   * @param spacing the width and the height of a pixel
   * @param images at least one
   * @param objects how many of each class and size are found
   */
  public MaskReport(
      List<String> classNames,
      Predicate<String> isBackground,
      double[] spacing,
      List<ImageScores> images,
      List<SizeRecall> objects) {
    this.objects = List.copyOf(objects);
    this.classNames = List.copyOf(classNames);
    this.spacing = spacing.clone();
    this.images = List.copyOf(images);
    counting = counting(classNames, isBackground);
  }

  /** The classes whose numbers are those of an image, by their indices. */
  public static List<Integer> counting(List<String> classNames, Predicate<String> isBackground) {
    return IntStream.range(0, classNames.size())
        .filter(c -> classNames.size() == 2 ? c == 1 : !isBackground.test(classNames.get(c)))
        .boxed()
        .toList();
  }

  private MaskScores ofImage(ImageScores image) {
    return MaskScores.mean(counting.stream().map(image.classes()::get).toList());
  }

  private List<MaskScores> ofClass(int c) {
    return images.stream().map(image -> image.classes().get(c)).toList();
  }

  private MaskScores mean() {
    return MaskScores.mean(images.stream().map(this::ofImage).toList());
  }

  private static double accuracy(ConfusionMatrix pixels) {
    PixelMeasures measures = () -> pixels;
    return measures.pixelAccuracy();
  }

  private PixelMeasures total() {
    ConfusionMatrix sum =
        images.stream().map(ImageScores::pixels).reduce(ConfusionMatrix::plus).orElseThrow();
    return () -> sum;
  }

  /** The report as maps, lists and numbers, to be written as JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("classes", classNames);
    map.put("spacing", spacing);
    map.put("mean", meanMap());
    map.put("total", totalMap());
    map.put("objects", objects.stream().map(SizeRecall::toMap).toList());
    map.put("images", images.stream().map(this::imageMap).toList());
    return map;
  }

  private Map<String, Object> meanMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("images", images.size());
    map.put(
        "pixelAccuracy",
        Means.ofDefined(images.stream().mapToDouble(image -> accuracy(image.pixels()))));
    map.putAll(mean().toMap());
    Map<String, Object> classes = new LinkedHashMap<>();
    for (int c = 0; c < classNames.size(); c++) {
      List<MaskScores> all = ofClass(c);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("images", defined(all));
      one.put("infinite", infinite(all));
      one.putAll(MaskScores.mean(all).toMap());
      classes.put(classNames.get(c), one);
    }
    map.put("classes", classes);
    return map;
  }

  private Map<String, Object> totalMap() {
    PixelMeasures total = total();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("pixels", total.pixels());
    map.put("pixelAccuracy", total.pixelAccuracy());
    map.put("meanAccuracy", total.meanAccuracy());
    map.put("meanIoU", total.meanIoU());
    map.put("meanDice", total.meanDice());
    map.put("foregroundDice", total.foregroundDice());
    Map<String, Object> classes = new LinkedHashMap<>();
    for (int c = 0; c < classNames.size(); c++) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("iou", total.iou(c));
      one.put("dice", total.dice(c));
      one.put("precision", total.precision(c));
      one.put("recall", total.recall(c));
      classes.put(classNames.get(c), one);
    }
    map.put("classes", classes);
    return map;
  }

  private Map<String, Object> imageMap(ImageScores image) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("image", image.name());
    map.put("pixelAccuracy", accuracy(image.pixels()));
    map.putAll(ofImage(image).toMap());
    Map<String, Object> classes = new LinkedHashMap<>();
    for (int c = 0; c < classNames.size(); c++) {
      classes.put(classNames.get(c), image.classes().get(c).toMap());
    }
    map.put("classes", classes);
    return map;
  }

  private static long defined(List<MaskScores> all) {
    return all.stream().filter(MaskScores::isDefined).count();
  }

  private static long infinite(List<MaskScores> all) {
    return all.stream().filter(MaskScores::isInfinite).count();
  }

  /** Prints the report for readers. */
  public void print(PrintWriter out) {
    PixelMeasures total = total();
    out.printf(
        Locale.ROOT,
        "%d image%s, a pixel is %s x %s (width x height)%n%nmean over images%n",
        images.size(),
        images.size() == 1 ? "" : "s",
        spacing[0],
        spacing[1]);
    MaskScores mean = mean();
    TextTable classes = table("class", "images", mean);
    for (int c = 0; c < classNames.size(); c++) {
      List<MaskScores> all = ofClass(c);
      add(classes, classNames.get(c), "" + defined(all), MaskScores.mean(all));
    }
    if (counting.size() > 1) {
      add(classes, "mean", "" + images.size(), mean);
    }
    classes.lines().forEach(out::println);
    out.printf(
        "%nover all pixels: accuracy %s, mean IoU %s, mean Dice %s%n",
        Decimals.of(total.pixelAccuracy()),
        Decimals.of(total.meanIoU()),
        Decimals.of(total.meanDice()));
    out.printf("%nimages%s%n", images.size() > SHOWN ? ", the worst " + SHOWN + " by IoU" : "");
    TextTable worst = table("image", "accuracy", mean);
    images.stream()
        .sorted(Comparator.comparingDouble(image -> ofImage(image).iou()))
        .limit(SHOWN)
        .forEach(
            image ->
                add(worst, image.name(), Decimals.of(accuracy(image.pixels())), ofImage(image)));
    worst.lines().forEach(out::println);
    printObjects(out);
    for (int c : counting) {
      long infinite = infinite(ofClass(c));
      if (infinite > 0) {
        out.printf(
            "%n%s: in one of both masks only, so that distances are infinite and left out of means:"
                + " %d of %d images%n",
            classNames.get(c), infinite, images.size());
      }
    }
  }

  private void printObjects(PrintWriter out) {
    if (objects.isEmpty()) {
      return;
    }
    out.printf("%nobjects (small: up to 32 x 32 pixels, medium: up to 96 x 96)%n");
    TextTable table = new TextTable(List.of("class", "size", "objects", "found", "recall"));
    objects.forEach(one -> table.add(one.cells()));
    table.lines().forEach(out::println);
  }

  private static TextTable table(String first, String second, MaskScores any) {
    return new TextTable(Stream.concat(Stream.of(first, second), any.titles().stream()).toList());
  }

  private static void add(TextTable table, String first, String second, MaskScores scores) {
    List<String> cells = new ArrayList<>(List.of(first, second));
    cells.addAll(scores.cells());
    table.add(cells);
  }
}
