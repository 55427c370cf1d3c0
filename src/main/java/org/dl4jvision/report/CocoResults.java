package org.dl4jvision.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.io.coco.CocoId;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Detections as COCO's results files have them, and the images that they are on. Not thread-safe.
 */
public final class CocoResults {

  /** One detection, whose box is left, top, width and height in pixels. */
  private record Entry(
      @JsonProperty("image_id") CocoId imageId,
      @JsonProperty("category_id") CocoId categoryId,
      List<Double> bbox,
      double score) {}

  private record Image(
      CocoId id, @JsonProperty("file_name") String fileName, int width, int height) {}

  private record Category(CocoId id, String name) {}

  private final List<CocoId> categoryIds;
  private final List<Image> images = new ArrayList<>();
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

  /** Adds an image, for {@link #writeImages}. */
  public void addImage(CocoId id, String fileName, ImageSize size) {
    images.add(new Image(id, fileName, size.width(), size.height()));
  }

  /** Writes all detections added so far as a JSON list. */
  public void write(Path file) {
    JsonFile.write(file, entries);
  }

  /**
   * Writes which image has which id, in the format of COCO's ground truth without objects.
   *
   * @param classNames by class index
   */
  public void writeImages(Path file, List<String> classNames) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("images", images);
    content.put("annotations", List.of());
    List<Category> categories = new ArrayList<>();
    for (CocoId id : categoryIds) {
      categories.add(new Category(id, classNames.get(categories.size())));
    }
    content.put("categories", categories);
    JsonFile.write(file, content);
  }
}
