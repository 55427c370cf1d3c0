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

  private static void write(DetectionFolder folder, Box box, String split, List<String> names) {
    names.forEach(name -> folder.image(split + "/" + name + ".png"));
    String images =
        names.stream()
            .map(name -> "{\"id\": \"%s\", \"file_name\": \"%s.png\"}".formatted(name, name))
            .collect(Collectors.joining(","));
    String objects =
        names.stream()
            .map(
                name ->
                    "{\"image_id\": \"%s\", \"category_id\": 1, \"bbox\": [%s, %s, %s, %s]}"
                        .formatted(name, box.left(), box.top(), box.width(), box.height()))
            .collect(Collectors.joining(","));
    folder.text(
        "instances_" + split + ".json",
        "{\"images\": [%s], \"annotations\": [%s], \"categories\": [{\"id\": 1, \"name\": \"dog\"}]}"
            .formatted(images, objects));
  }
}
