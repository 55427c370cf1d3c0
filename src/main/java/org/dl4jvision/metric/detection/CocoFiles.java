package org.dl4jvision.metric.detection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.io.coco.CocoFile;
import org.dl4jvision.io.coco.CocoFile.CategoryEntry;
import org.dl4jvision.io.coco.CocoFile.ImageEntry;
import org.dl4jvision.io.coco.CocoId;
import org.dl4jvision.io.coco.CocoObject;

/**
 * An evaluation of files: annotations in COCO's format and detections in that of its results.
 *
 * <p>Images are taken in the order of their ids, as pycocotools does. Crowds ({@code iscrowd}) are
 * ignored objects; without {@code area} an object has that of its box. Outlines are not read.
 */
public final class CocoFiles {

  private final Path truth;
  private final Map<CocoId, String> categories = new LinkedHashMap<>();
  private final Map<CocoId, Integer> classes = new LinkedHashMap<>();
  private final Map<CocoId, EvaluatedImage> images = new TreeMap<>();
  private final DetectionEvaluation evaluation;

  private CocoFiles(Path truth, Path detections) {
    this.truth = truth;
    readTruth();
    for (CocoObject detection : CocoFile.readDetections(detections)) {
      if (detection.score() == null) {
        throw bad(detections, detection, "has no score");
      }
      image(detections, detection)
          .detections()
          .add(
              new DetectedRegion(
                  region(detections, detection),
                  classIndex(detections, detection),
                  finite(detections, detection, "score", detection.score())));
    }
    evaluation = new DetectionEvaluation(List.copyOf(categories.values()));
    images.values().forEach(evaluation::add);
  }

  /**
   * Reads both files.
   *
   * @param truth {@code {"images": [..], "annotations": [..], "categories": [..]}}
   * @param detections {@code [{"image_id": .., "category_id": .., "bbox": [x, y, width, height],
   *     "score": ..}, ..]}
   * @throws IllegalArgumentException if one is no such file or cannot be read, or names an image or
   *     category that the ground truth has not, or holds a number that is none or a reversed box;
   *     the message names the file and the object
   */
  public static CocoFiles read(Path truth, Path detections) {
    return new CocoFiles(truth, detections);
  }

  /** Returns the evaluation of all images of the files. */
  public DetectionEvaluation evaluation() {
    return evaluation;
  }

  /** The names of the categories by id, in the order of the evaluation's classes. */
  public Map<CocoId, String> categories() {
    return new LinkedHashMap<>(categories);
  }

  private void readTruth() {
    CocoFile file = CocoFile.read(truth);
    for (ImageEntry image : file.images()) {
      images.put(image.id(), new EvaluatedImage(new ArrayList<>(), new ArrayList<>()));
    }
    for (CategoryEntry category : file.categories()) {
      classes.put(category.id(), classes.size());
      String name = category.name();
      categories.put(category.id(), name == null ? category.id().text() : name);
    }
    for (CocoObject object : file.annotations()) {
      Region region = region(truth, object);
      double area =
          object.area() == null ? region.area() : finite(truth, object, "area", object.area());
      image(truth, object)
          .objects()
          .add(new GroundTruth(region, classIndex(truth, object), object.crowd(), area));
    }
  }

  private EvaluatedImage image(Path file, CocoObject object) {
    EvaluatedImage image = images.get(object.imageId());
    if (image == null) {
      throw bad(file, object, "is on image " + object.imageId() + ", which is not in " + truth);
    }
    return image;
  }

  private int classIndex(Path file, CocoObject object) {
    Integer index = classes.get(object.categoryId());
    if (index == null) {
      throw bad(
          file, object, "is of category " + object.categoryId() + ", which is not in " + truth);
    }
    return index;
  }

  private static Region region(Path file, CocoObject object) {
    double width = finite(file, object, "bbox", object.width());
    double height = finite(file, object, "bbox", object.height());
    if (width < 0 || height < 0) {
      throw bad(
          file,
          object,
          "has a bbox of width " + width + " and height " + height + ": must not be negative");
    }
    double left = finite(file, object, "bbox", object.left());
    double top = finite(file, object, "bbox", object.top());
    return new Region(BoxFormat.XYWH.box(left, top, width, height), width * height);
  }

  private static double finite(Path file, CocoObject object, String name, double value) {
    if (!Double.isFinite(value)) {
      throw bad(file, object, "must have a finite number as " + name + ", but has " + value);
    }
    return value;
  }

  private static IllegalArgumentException bad(Path file, CocoObject object, String problem) {
    return new IllegalArgumentException(file + ": " + object.label() + " " + problem);
  }
}
