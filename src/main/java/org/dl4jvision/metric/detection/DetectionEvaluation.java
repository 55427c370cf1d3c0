package org.dl4jvision.metric.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Check;
import org.dl4jvision.metric.Means;

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

  private final List<String> classNames;
  private final List<EvaluatedImage> images = new ArrayList<>();
  private CocoMetrics coco; // null: to be computed

  /**
   * @param classNames one name a class
   */
  public DetectionEvaluation(List<String> classNames) {
    this.classNames = List.copyOf(classNames);
  }

  /** Returns the names of the classes, in the order of their indices. */
  public List<String> classNames() {
    return classNames;
  }

  /** Returns how many images were added. */
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
   * @throws IllegalArgumentException as {@link #add(List, List)} does, or if there is not one area
   *     an object
   */
  public void add(List<ObjectBox> objects, double[] areas, List<Detection> detections) {
    Check.that(
        areas.length == objects.size(),
        "number of areas",
        areas.length,
        objects.size() + ", one for each object");
    List<GroundTruth> groundTruth = new ArrayList<>();
    for (ObjectBox object : objects) {
      int i = groundTruth.size();
      check("object " + i, object.box(), object.classIndex());
      Check.that(areas[i] >= 0, "areas[" + i + "]", areas[i], "numbers >= 0");
      groundTruth.add(
          new GroundTruth(
              Region.of(object.box()), object.classIndex(), object.ignored(), areas[i]));
    }
    List<DetectedRegion> detected = new ArrayList<>();
    for (Detection detection : detections) {
      String name = "detection " + detected.size();
      check(name, detection.box(), detection.classIndex());
      Check.finite("score of " + name, detection.score());
      detected.add(
          new DetectedRegion(
              Region.of(detection.box()), detection.classIndex(), detection.score()));
    }
    add(new EvaluatedImage(groundTruth, detected));
  }

  /** Adds an image whose classes and numbers have been checked. */
  void add(EvaluatedImage image) {
    images.add(image);
    coco = null;
  }

  private void check(String name, Box box, int classIndex) {
    Check.that(
        box.width() >= 0
            && box.height() >= 0
            && Double.isFinite(box.width())
            && Double.isFinite(box.height()),
        "box of " + name,
        box,
        "finite numbers with left <= right and top <= bottom");
    checkClass("class of " + name, classIndex);
  }

  private int checkClass(String name, int classIndex) {
    return Check.between(name, classIndex, 0, classNames.size() - 1);
  }

  /**
   * Adds the images of another evaluation after those of this one.
   *
   * @throws IllegalArgumentException if it has other classes
   */
  public void merge(DetectionEvaluation other) {
    Check.that(
        other.classNames.equals(classNames),
        "classNames of the other evaluation",
        other.classNames,
        classNames.toString());
    images.addAll(List.copyOf(other.images));
    coco = null;
  }

  /** COCO's twelve numbers over all images added so far, computed when first asked for. */
  public CocoMetrics coco() {
    if (coco == null) {
      coco = CocoAverages.of(images, classNames.size());
    }
    return coco;
  }

  /**
   * The average precision of one image, mean over COCO's IoU thresholds: all its detections, of
   * whatever class, are one curve, each matched with objects of its class, so that one of a class
   * that is not there is wrong. An image without objects has 1 less the score of its
   * highest-scoring detection, so 1 where nothing is found.
   *
   * @param image in the order in which images were added
   */
  public double precisionOfImage(int image) {
    Check.between("image", image, 0, images.size() - 1);
    return CocoAverages.ofImage(images.get(image), classNames.size());
  }

  /**
   * The curve of a class by COCO's rules: an image's 100 highest-scoring detections of the class,
   * each matched with the object that is left and overlaps it most.
   *
   * @param iouThreshold the IoU that makes a detection right, above 0 up to 1
   */
  public PrecisionRecallCurve curve(int classIndex, double iouThreshold) {
    double threshold = Check.share("iouThreshold", iouThreshold);
    return curve(classIndex, new CocoRule(AreaRange.ALL, threshold));
  }

  /**
   * The curve of a class by Pascal VOC's rules: each detection is matched with the object that
   * overlaps it most, and is wrong if a higher-scoring one was matched with it before. Boxes are
   * not widened by VOC's one pixel.
   *
   * @param iouThreshold the IoU that makes a detection right, above 0 up to 1; VOC's is 0.5
   */
  public PrecisionRecallCurve vocCurve(int classIndex, double iouThreshold) {
    return curve(classIndex, new VocRule(Check.share("iouThreshold", iouThreshold)));
  }

  private PrecisionRecallCurve curve(int classIndex, MatchingRule rule) {
    return ClassMatches.of(images, checkClass("classIndex", classIndex), rule)
        .curve(0, Integer.MAX_VALUE);
  }

  /** VOC 2007's mean average precision: over eleven points of recall, and classes with objects. */
  public double voc2007(double iouThreshold) {
    return vocMean(iouThreshold, curve -> curve.interpolated(PrecisionRecallCurve.VOC_2007_POINTS));
  }

  /** VOC's mean average precision from 2010 on: the area under the curve, over such classes. */
  public double voc2012(double iouThreshold) {
    return vocMean(iouThreshold, PrecisionRecallCurve::area);
  }

  private double vocMean(double iouThreshold, ToDoubleFunction<PrecisionRecallCurve> average) {
    return Means.ofDefined(
        IntStream.range(0, classNames.size())
            .mapToObj(c -> vocCurve(c, iouThreshold))
            .mapToDouble(average));
  }

  @Override
  public String toString() {
    return "DetectionEvaluation of " + images.size() + " images, classes " + classNames;
  }
}
