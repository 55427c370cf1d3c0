package org.dl4jvision.data.format;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;

class YoloFormatTest extends BaseFormatTestCase {

  @Override
  protected String name() {
    return "yolo";
  }

  @Override
  protected String imageA() {
    return "images/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "labels/a.txt";
  }

  @Override
  protected Optional<String> messageOfEmptyFile() {
    return Optional.empty();
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String name : List.of("a", "b", "c")) {
      folder.image("images/" + name + ".png");
      folder.text(
          "labels/" + name + ".txt",
          "0 %s %s %s %s"
              .formatted(
                  (box.left() + box.right()) / 2 / DetectionFolder.WIDTH,
                  (box.top() + box.bottom()) / 2 / DetectionFolder.HEIGHT,
                  box.width() / DetectionFolder.WIDTH,
                  box.height() / DetectionFolder.HEIGHT));
    }
    folder.text("classes.txt", "dog").text("train.txt", "a\nb\n").text("val.txt", "c\n");
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    folder.text(annotationOfA(), "1 0.5 0.5 0.25 0.25");
    return true;
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.text("train.txt", "a\nb\na\n");
    return true;
  }
}
