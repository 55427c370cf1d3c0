package org.dl4jvision.data.format;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dl4jvision.box.Box;

class CocoFormatTest extends BaseFormatTestCase {

  @Override
  protected String name() {
    return "coco";
  }

  @Override
  protected String imageA() {
    return "train/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "instances_train.json";
  }

  @Override
  protected Optional<String> messageOfEmptyFile() {
    return Optional.of("is empty: must be COCO's JSON");
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    write(folder, box, "train", List.of("a", "b"));
    write(folder, box, "val", List.of("c"));
  }

  @Override
  protected boolean writesOutlines() {
    return true;
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    folder.text(annotationOfA(), text(BOX, List.of("a", "b")).replace("_id\": 1", "_id\": 2"));
    return true;
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.text(annotationOfA(), text(BOX, List.of("a", "b", "a")));
    return true;
  }

  private static void write(DetectionFolder folder, Box box, String split, List<String> names) {
    names.forEach(name -> folder.image(split + "/" + name + ".png"));
    folder.text("instances_" + split + ".json", text(box, names));
  }

  private static String text(Box box, List<String> names) {
    String images =
        names.stream()
            .map(name -> "{\"id\": \"%s\", \"file_name\": \"%s.png\"}".formatted(name, name))
            .collect(Collectors.joining(","));
    String objects =
        names.stream()
            .map(
                name ->
                    ("{\"image_id\": \"%s\", \"category_id\": 1, \"bbox\": [%s, %s, %s, %s],"
                            + " \"segmentation\": [[%2$s, %3$s, %6$s, %3$s, %6$s, %7$s, %2$s, %7$s]]}")
                        .formatted(
                            name,
                            box.left(),
                            box.top(),
                            box.width(),
                            box.height(),
                            box.right(),
                            box.bottom()))
            .collect(Collectors.joining(","));
    return "{\"images\": [%s], \"annotations\": [%s], \"categories\": [{\"id\": 1, \"name\": \"dog\"}]}"
        .formatted(images, objects);
  }
}
