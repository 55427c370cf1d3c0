package org.dl4jvision.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.io.coco.CocoId;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** Detections as COCO's results files have them. Not thread-safe. */
public final class CocoResults {

  /** One detection, whose box is left, top, width and height in pixels. */
  private record Entry(
      @JsonProperty("image_id") CocoId imageId,
      @JsonProperty("category_id") CocoId categoryId,
      List<Double> bbox,
      double score) {}

  private final List<CocoId> categoryIds;
  private final List<Entry> entries = new ArrayList<>();

  /**
   * @param categoryIds by class index
   */
  public CocoResults(List<CocoId> categoryIds) {
    this.categoryIds = List.copyOf(categoryIds);
  }

  /** Adds the detections of an image. */
  public void add(CocoId imageId, List<Detection> detections) {
    for (Detection detection : detections) {
      Box box = detection.box();
      entries.add(
          new Entry(
              imageId,
              categoryIds.get(detection.classIndex()),
              List.of(box.left(), box.top(), box.width(), box.height()),
              detection.score()));
    }
  }

  /** Writes all detections added so far as a JSON list. */
  public void write(Path file) {
    JsonFile.write(file, entries);
  }
}
