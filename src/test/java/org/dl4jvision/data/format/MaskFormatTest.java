package org.dl4jvision.data.format;

import java.util.List;
import org.dl4jvision.box.Box;

class MaskFormatTest extends BaseFormatTestCase {

  @Override
  String name() {
    return "masks";
  }

  @Override
  String imageA() {
    return "images/a.png";
  }

  @Override
  String annotationOfA() {
    return "masks/a_mask.png";
  }

  @Override
  void write(DetectionFolder folder, Box box) {
    for (String name : List.of("a", "b", "c")) {
      folder.image("images/" + name + ".png").image("masks/" + name + "_mask.png");
    }
    folder.text("train.txt", "a\nb\n").text("val.txt", "c\n");
  }
}
