package org.dl4jvision.data.format.mask;

import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;

class MaskFormatTest extends BaseFormatTestCase {

  @Override
  protected String name() {
    return "masks";
  }

  @Override
  protected String imageA() {
    return "images/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "masks/a_mask.png";
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String name : List.of("a", "b", "c")) {
      folder.image("images/" + name + ".png").image("masks/" + name + "_mask.png");
    }
    folder.text("train.txt", "a\nb\n").text("val.txt", "c\n");
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.text("train.txt", "a\nb\na\n");
    return true;
  }
}
