package org.dl4jvision.data.format;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;

class VocFormatTest extends BaseFormatTestCase {

  @Override
  protected String name() {
    return "voc";
  }

  @Override
  protected String imageA() {
    return "JPEGImages/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "Annotations/a.xml";
  }

  @Override
  protected Optional<String> messageOfEmptyFile() {
    return Optional.of("line ");
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String name : List.of("a", "b", "c")) {
      folder.image("JPEGImages/" + name + ".png");
      folder.text(
          "Annotations/" + name + ".xml",
          ("<annotation><object><name>dog</name><bndbox><xmin>%s</xmin><ymin>%s</ymin>"
                  + "<xmax>%s</xmax><ymax>%s</ymax></bndbox></object></annotation>")
              .formatted(box.left(), box.top(), box.right(), box.bottom()));
    }
    folder.text("ImageSets/Main/train.txt", "a\nb\n");
    folder.text("ImageSets/Main/val.txt", "c\n");
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    folder.text("classes.txt", "cat");
    return true;
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.text("ImageSets/Main/train.txt", "a\nb\na\n");
    return true;
  }
}
