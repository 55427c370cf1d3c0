package org.dl4jvision.metric.detection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.io.coco.CocoCategories;
import org.dl4jvision.io.coco.CocoFile;
import org.dl4jvision.io.coco.CocoId;
import org.dl4jvision.io.coco.CocoObject;
import org.dl4jvision.io.coco.CocoObjects;

/**
 * An evaluation of files: annotations in COCO's format and detections in that of its results.
 *
 * <p>Images are taken in the order of their ids, as pycocotools does. Crowds ({@code iscrowd}) are
 * ignored objects; without {@code area} an object has that of its box. Outlines are not read.
 */
public final class CocoFiles {

  private final CocoFile truth;
  private final CocoCategories categories;
  private final DetectionEvaluation evaluation;
  private final List<String> warnings = new ArrayList<>();

  private CocoFiles(Path truthFile, Path detectionsFile) {
    truth = CocoFile.read(truthFile);
    categories = new CocoCategories(List.of(truth));
    CocoObjects detections = truth.readDetections(detectionsFile);
    evaluation = new DetectionEvaluation(categories.names());
    IntStream.range(0, truth.images().size())
        .boxed()
        .sorted(Comparator.comparing(image -> truth.images().get(image).id()))
        .forEach(
            image ->
                evaluation.add(
                    new EvaluatedImage(
                        objects(image), detected(detectionsFile, detections.on(image)))));
    warnings.addAll(categories.warnings());
    warnings.addAll(truth.annotations().warnings());
    warnings.addAll(detections.warnings());
    warnings.addAll(differences());
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

  /** The ids of the categories, in the order of the evaluation's classes. */
  public List<CocoId> categoryIds() {
    return categories.ids();
  }

  /** What was repaired in the files, and where pycocotools counts otherwise; a line each. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  private List<GroundTruth> objects(int image) {
    List<GroundTruth> objects = new ArrayList<>();
    for (CocoObject object : truth.annotations().on(image)) {
      Region region = region(truth.file(), object);
      double area = object.area() == null ? region.area() : area(truth.file(), object);
      int classIndex = categories.indexOf(truth, object);
      objects.add(new GroundTruth(region, classIndex, object.crowd(), area));
    }
    return objects;
  }

  private List<DetectedRegion> detected(Path file, List<CocoObject> detections) {
    List<DetectedRegion> regions = new ArrayList<>();
    for (CocoObject detection : detections) {
      if (detection.score() == null) {
        throw bad(file, detection, "has no score");
      }
      Region region = region(file, detection);
      double score = finite(file, detection, "score", detection.score());
      int classIndex = categories.indexOf(truth, detection);
      // No object is of a category that is no class, so that no measure depends on it.
      if (classIndex >= 0) {
        regions.add(new DetectedRegion(region, classIndex, score));
      }
    }
    return regions;
  }

  /** Where pycocotools takes ids of annotations for something else. */
  private List<String> differences() {
    Set<CocoId> ids = new HashSet<>();
    List<String> lines = new ArrayList<>();
    int twice = 0;
    for (CocoObject object : truth.annotations().all()) {
      twice += object.id() == null || ids.add(object.id()) ? 0 : 1;
    }
    if (ids.contains(CocoId.of(0))) {
      lines.add(
          truth.file()
              + ": annotation 0 counts as found where it is; pycocotools counts a match with id 0"
              + " as none, so that its numbers may be lower: number annotations from 1");
    }
    if (twice > 0) {
      lines.add(
          truth.file()
              + ": "
              + twice
              + " annotations have the id of another one; each counts, but pycocotools takes the"
              + " last one for all of its id: give each an id of its own");
    }
    return lines;
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

  /** Of a negative one no measure would know, not even that of all sizes. */
  private static double area(Path file, CocoObject object) {
    double area = finite(file, object, "area", object.area());
    if (area < 0) {
      throw bad(file, object, "has the area " + area + ": must not be negative");
    }
    return area;
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
