package org.dl4jvision.metric.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;

/**
 * How well detections find the objects of images: COCO's twelve numbers exactly as pycocotools
 * computes them, Pascal VOC's average precision, and precision-recall curves.
 *
 * <p>Add every image of a data set, those without objects, too, then ask. Ignored objects (COCO's
 * crowds, VOC's difficult ones) need not be found, and detections of them are not wrong.
 *
 * <p>Not thread-safe; evaluate parts of the data in instances of their own and {@link #merge} them.
 */
public final class DetectionEvaluation {

  /** COCO counts no more detections of a class in an image. */
  private static final int MAX_DETECTIONS = 100;

  private static final int POINTS = 101;
  private static final int VOC_2007_POINTS = 11;

  /** 0.5 to 0.95, to the last bit as numpy's linspace gives them. */
  private static final double[] THRESHOLDS =
      IntStream.range(0, 10).mapToDouble(i -> 0.5 + i * ((0.95 - 0.5) / 9)).toArray();

  static {
    THRESHOLDS[9] = 0.95;
  }

  /** Areas of objects, both ends included. */
  private record Areas(double min, double max) {
    static final Areas ALL = new Areas(0, 1e10);
    static final Areas SMALL = new Areas(0, 32 * 32);
    static final Areas MEDIUM = new Areas(32 * 32, 96 * 96);
    static final Areas LARGE = new Areas(96 * 96, 1e10);

    boolean contains(double area) {
      return area >= min && area <= max;
    }
  }

  /** A box with its own area, which files may give more exactly than its edges do. */
  record Region(double left, double top, double right, double bottom, double area) {
    static Region of(Box box) {
      return new Region(box.left(), box.top(), box.right(), box.bottom(), box.area());
    }

    double intersection(Region other) {
      double width = Math.min(right, other.right) - Math.max(left, other.left);
      double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
      return width > 0 && height > 0 ? width * height : 0;
    }

    double iou(Region other) {
      double intersection = intersection(other);
      return intersection == 0 ? 0 : intersection / (area + other.area - intersection);
    }
  }

  /** An object; its area is that of its outline, which may be less than its box's. */
  record Truth(Region region, int classIndex, boolean ignored, double area) {}

  /** A detection. */
  record Guess(Region region, int classIndex, double score) {}

  private record Image(List<Truth> truths, List<Guess> guesses) {
    Image ofClass(int classIndex) {
      return new Image(
          truths.stream().filter(truth -> truth.classIndex == classIndex).toList(),
          guesses.stream().filter(guess -> guess.classIndex == classIndex).toList());
    }

    boolean isEmpty() {
      return truths.isEmpty() && guesses.isEmpty();
    }
  }

  private enum Verdict {
    RIGHT,
    WRONG,
    IGNORED
  }

  /**
   * A detection among all of its class.
   *
   * @param rank how many detections of its image and class are surer
   * @param verdicts one a threshold
   */
  private record Judged(double score, int rank, List<Verdict> verdicts) {}

  /** All detections of a class, the surest first, and how many objects there are to find. */
  private record Judgement(int objects, List<Judged> judged) {

    PrecisionRecallCurve curve(int threshold, int maxDetections) {
      List<Judged> counted =
          judged.stream()
              .filter(one -> one.rank < maxDetections)
              .filter(one -> one.verdicts.get(threshold) != Verdict.IGNORED)
              .toList();
      boolean[] found = new boolean[counted.size()];
      for (int i = 0; i < found.length; i++) {
        found[i] = counted.get(i).verdicts.get(threshold) == Verdict.RIGHT;
      }
      return new PrecisionRecallCurve(
          objects, counted.stream().mapToDouble(Judged::score).toArray(), found);
    }
  }

  private final List<String> classNames;
  private final List<Image> images = new ArrayList<>();

  /**
   * @param classNames one name a class
   */
  public DetectionEvaluation(List<String> classNames) {
    this.classNames = List.copyOf(classNames);
  }

  public List<String> classNames() {
    return classNames;
  }

  /** How many images were added. */
  public int images() {
    return images.size();
  }

  /**
   * Adds an image; objects are small, medium or large by the areas of their boxes.
   *
   * @throws IllegalArgumentException for a class that there is not, a reversed box, or a number
   *     that is none
   */
  public void add(List<ObjectBox> objects, List<Detection> detections) {
    add(objects, objects.stream().mapToDouble(object -> object.box().area()).toArray(), detections);
  }

  /**
   * Adds an image whose objects have areas of their own: COCO's annotations give those of the
   * outlines.
   *
   * @param areas one an object, in square pixels
   * @throws IllegalArgumentException for a class that there is not, a reversed box, a number that
   *     is none, or another number of areas than of objects
   */
  public void add(List<ObjectBox> objects, double[] areas, List<Detection> detections) {
    if (areas.length != objects.size()) {
      throw new IllegalArgumentException(
          String.format("%d areas for %d objects; give one each", areas.length, objects.size()));
    }
    List<Truth> truths = new ArrayList<>();
    for (ObjectBox object : objects) {
      check("object", truths.size(), object.box(), object.classIndex());
      double area = areas[truths.size()];
      if (!(area >= 0)) {
        throw new IllegalArgumentException(
            "areas[" + truths.size() + "] is " + area + "; allowed are numbers >= 0");
      }
      truths.add(new Truth(Region.of(object.box()), object.classIndex(), object.ignored(), area));
    }
    List<Guess> guesses = new ArrayList<>();
    for (Detection detection : detections) {
      check("detection", guesses.size(), detection.box(), detection.classIndex());
      if (!Double.isFinite(detection.score())) {
        throw new IllegalArgumentException(
            String.format(
                "detection %d has score %s; allowed are finite numbers",
                guesses.size(), detection.score()));
      }
      guesses.add(new Guess(Region.of(detection.box()), detection.classIndex(), detection.score()));
    }
    addImage(truths, guesses);
  }

  /** Adds an image as a file gave it. */
  void addImage(List<Truth> truths, List<Guess> guesses) {
    images.add(new Image(List.copyOf(truths), List.copyOf(guesses)));
  }

  private void check(String what, int index, Box box, int classIndex) {
    if (!(box.width() >= 0 && box.height() >= 0)
        || Double.isInfinite(box.width())
        || Double.isInfinite(box.height())) {
      throw new IllegalArgumentException(
          String.format(
              "%s %d has %s; allowed are finite numbers with left <= right and top <= bottom",
              what, index, box));
    }
    checkClass(what + " " + index + " has class", classIndex);
  }

  private void checkClass(String what, int classIndex) {
    if (classIndex < 0 || classIndex >= classNames.size()) {
      throw new IllegalArgumentException(
          String.format("%s %d; allowed are 0 to %d", what, classIndex, classNames.size() - 1));
    }
  }

  /**
   * Adds the images of another evaluation after those of this one.
   *
   * @throws IllegalArgumentException if it has other classes
   */
  public void merge(DetectionEvaluation other) {
    if (!other.classNames.equals(classNames)) {
      throw new IllegalArgumentException(
          "other has classes " + other.classNames + ", this " + classNames);
    }
    images.addAll(List.copyOf(other.images));
  }

  // ---- COCO

  /** COCO's twelve numbers. */
  public CocoMetrics coco() {
    List<Judgement> all = judge(Areas.ALL);
    List<Judgement> small = judge(Areas.SMALL);
    List<Judgement> medium = judge(Areas.MEDIUM);
    List<Judgement> large = judge(Areas.LARGE);
    int half = 0;
    int threeQuarters = 5;
    return new CocoMetrics(
        precision(all),
        mean(all, j -> j.curve(half, MAX_DETECTIONS).interpolated(POINTS)),
        mean(all, j -> j.curve(threeQuarters, MAX_DETECTIONS).interpolated(POINTS)),
        precision(small),
        precision(medium),
        precision(large),
        recall(all, 1),
        recall(all, 10),
        recall(all, MAX_DETECTIONS),
        recall(small, MAX_DETECTIONS),
        recall(medium, MAX_DETECTIONS),
        recall(large, MAX_DETECTIONS),
        all.stream().map(judgement -> precision(List.of(judgement))).toList());
  }

  /**
   * The curve of a class by COCO's rules: an image's 100 surest detections of the class, each
   * matched with the object that is left and overlaps it most.
   *
   * @param minIoU what makes a detection right, above 0 up to 1
   */
  public PrecisionRecallCurve curve(int classIndex, double minIoU) {
    return judge(classIndex, Areas.ALL, threshold(minIoU)).curve(0, MAX_DETECTIONS);
  }

  private static double[] threshold(double minIoU) {
    if (!(minIoU > 0 && minIoU <= 1)) {
      throw new IllegalArgumentException(
          "minIoU is " + minIoU + "; allowed are numbers above 0 up to 1");
    }
    return new double[] {minIoU};
  }

  private List<Judgement> judge(Areas areas) {
    return IntStream.range(0, classNames.size())
        .mapToObj(c -> judge(c, areas, THRESHOLDS))
        .toList();
  }

  /** Average precision, mean over thresholds and classes. */
  private static double precision(List<Judgement> classes) {
    return meanOverThresholds(classes, (j, t) -> j.curve(t, MAX_DETECTIONS).interpolated(POINTS));
  }

  private static double recall(List<Judgement> classes, int maxDetections) {
    return meanOverThresholds(classes, (j, t) -> j.curve(t, maxDetections).maxRecall());
  }

  private interface Measure {
    double of(Judgement judgement, int threshold);
  }

  /** Every class with objects has a value at every threshold: means may be nested. */
  private static double meanOverThresholds(List<Judgement> classes, Measure measure) {
    return mean(
        classes,
        j -> IntStream.range(0, THRESHOLDS.length).mapToDouble(t -> measure.of(j, t)).sum() / 10);
  }

  /** The mean over the classes that have a value, NaN without any. */
  private static <T> double mean(List<T> classes, ToDoubleFunction<T> measure) {
    return classes.stream()
        .mapToDouble(measure)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  private Judgement judge(int classIndex, Areas areas, double[] thresholds) {
    checkClass("classIndex is", classIndex);
    List<Judged> judged = new ArrayList<>();
    int objects = 0;
    for (Image image : images) {
      Image part = image.ofClass(classIndex);
      if (!part.isEmpty()) {
        objects += judge(part, areas, thresholds, judged);
      }
    }
    judged.sort(Comparator.comparingDouble(one -> -one.score));
    return new Judgement(objects, judged);
  }

  /**
   * Judges an image's detections of one class; how many objects there are to find.
   *
   * @param judged receives the detections, the surest first
   */
  private static int judge(Image image, Areas areas, double[] thresholds, List<Judged> judged) {
    List<Truth> truths = new ArrayList<>(image.truths);
    // Objects to find come before ignored ones.
    truths.sort(Comparator.comparing(truth -> isIgnored(truth, areas)));
    int objects = (int) truths.stream().filter(truth -> !isIgnored(truth, areas)).count();
    List<Guess> guesses =
        image.guesses.stream()
            .sorted(Comparator.comparingDouble(guess -> -guess.score))
            .limit(MAX_DETECTIONS)
            .toList();
    double[][] overlaps = new double[guesses.size()][];
    for (int i = 0; i < overlaps.length; i++) {
      Region region = guesses.get(i).region;
      overlaps[i] = truths.stream().mapToDouble(truth -> overlap(region, truth)).toArray();
    }
    boolean[][] taken = new boolean[thresholds.length][truths.size()];
    for (int i = 0; i < overlaps.length; i++) {
      boolean outside = !areas.contains(guesses.get(i).region.area);
      Verdict[] verdicts = new Verdict[thresholds.length];
      for (int t = 0; t < thresholds.length; t++) {
        int match = match(overlaps[i], truths, objects, taken[t], thresholds[t]);
        if (match < 0) {
          verdicts[t] = outside ? Verdict.IGNORED : Verdict.WRONG;
        } else {
          taken[t][match] = true;
          verdicts[t] = match < objects ? Verdict.RIGHT : Verdict.IGNORED;
        }
      }
      judged.add(new Judged(guesses.get(i).score, i, Arrays.asList(verdicts)));
    }
    return objects;
  }

  private static boolean isIgnored(Truth truth, Areas areas) {
    return truth.ignored || !areas.contains(truth.area);
  }

  /** IoU; with an ignored object, such as a crowd, the share of the detection that it covers. */
  private static double overlap(Region region, Truth truth) {
    if (!truth.ignored) {
      return region.iou(truth.region);
    }
    double intersection = region.intersection(truth.region);
    return intersection == 0 ? 0 : intersection / region.area;
  }

  /**
   * The object that a detection overlaps most, the last among equals: one to find that is left,
   * else an ignored one. -1 where none overlaps enough.
   */
  private static int match(
      double[] overlaps, List<Truth> truths, int objects, boolean[] taken, double threshold) {
    double best = Math.min(threshold, 1 - 1e-10);
    int match = -1;
    for (int g = 0; g < overlaps.length; g++) {
      if (g == objects && match >= 0) {
        break;
      }
      boolean free = !taken[g] || truths.get(g).ignored;
      if (free && overlaps[g] >= best) {
        best = overlaps[g];
        match = g;
      }
    }
    return match;
  }

  // ---- Pascal VOC

  /**
   * The curve of a class by Pascal VOC's rules: each detection is matched with the object that
   * overlaps it most, and is wrong if a surer one was matched with it before. Boxes are not widened
   * by VOC's one pixel.
   *
   * @param minIoU what makes a detection right, above 0 up to 1; VOC's is 0.5
   */
  public PrecisionRecallCurve vocCurve(int classIndex, double minIoU) {
    checkClass("classIndex is", classIndex);
    double threshold = threshold(minIoU)[0];
    List<Judged> judged = new ArrayList<>();
    int objects = 0;
    for (Image image : images) {
      Image part = image.ofClass(classIndex);
      objects += (int) part.truths.stream().filter(truth -> !truth.ignored).count();
      boolean[] found = new boolean[part.truths.size()];
      List<Guess> guesses =
          part.guesses.stream().sorted(Comparator.comparingDouble(guess -> -guess.score)).toList();
      for (Guess guess : guesses) {
        judged.add(
            new Judged(guess.score, 0, List.of(vocVerdict(guess, part.truths, found, threshold))));
      }
    }
    judged.sort(Comparator.comparingDouble(one -> -one.score));
    return new Judgement(objects, judged).curve(0, Integer.MAX_VALUE);
  }

  private static Verdict vocVerdict(
      Guess guess, List<Truth> truths, boolean[] found, double threshold) {
    double best = -1;
    int match = -1;
    for (int g = 0; g < found.length; g++) {
      double iou = guess.region.iou(truths.get(g).region);
      if (iou > best) {
        best = iou;
        match = g;
      }
    }
    if (best < threshold) {
      return Verdict.WRONG;
    }
    if (truths.get(match).ignored) {
      return Verdict.IGNORED;
    }
    boolean first = !found[match];
    found[match] = true;
    return first ? Verdict.RIGHT : Verdict.WRONG;
  }

  /** VOC 2007's mean average precision: over eleven points of recall, and classes with objects. */
  public double voc2007(double minIoU) {
    return vocMean(minIoU, curve -> curve.interpolated(VOC_2007_POINTS));
  }

  /** VOC's mean average precision from 2010 on: the area under the curve, over such classes. */
  public double voc2012(double minIoU) {
    return vocMean(minIoU, PrecisionRecallCurve::area);
  }

  private double vocMean(double minIoU, ToDoubleFunction<PrecisionRecallCurve> average) {
    return mean(
        IntStream.range(0, classNames.size()).mapToObj(c -> vocCurve(c, minIoU)).toList(), average);
  }

  @Override
  public String toString() {
    return "DetectionEvaluation of " + images.size() + " images, classes " + classNames;
  }
}
