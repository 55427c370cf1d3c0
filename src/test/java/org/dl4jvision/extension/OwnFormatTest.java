package org.dl4jvision.extension;

import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnEntries.class)
class OwnFormatTest extends BaseFormatTestCase {

  @Override
  protected String name() {
    return "boxes-csv";
  }

  @Override
  protected String annotationOfA() {
    return "boxes.csv";
  }

  @Override
  protected String imageA() {
    return "a.png";
  }

  @Override
  protected Optional<String> messageOfEmptyFile() {
    return Optional.empty();
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    String edges =
        String.format(",dog,%s,%s,%s,%s%n", box.left(), box.top(), box.right(), box.bottom());
    folder.text("boxes.csv", "a.png,train" + edges + "b.png,train" + edges + "c.png,val" + edges);
    folder.image("a.png").image("b.png").image("c.png");
  }
}
