package org.dl4jvision.data.format.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class VottCsvFormatTest extends BaseFormatTestCase {

  private static final String HEAD = "\"image\",\"xmin\",\"ymin\",\"xmax\",\"ymax\",\"label\"\n";

  @Override
  protected String name() {
    return "vott-csv";
  }

  @Override
  protected String imageA() {
    return "train/vott-csv-export/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "train/vott-csv-export/x-export.csv";
  }

  @Override
  protected Optional<String> messageOfEmptyFile() {
    return Optional.empty();
  }

  private static String row(String image, Box box) {
    return "\"%s\",%s,%s,%s,%s,\"dog\"\n"
        .formatted(image, box.left(), box.top(), box.right(), box.bottom());
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    String file = "%s/vott-csv-export/x-export.csv";
    folder.text(file.formatted("train"), HEAD + row("a.png", box) + row("b.png", box));
    folder.text(file.formatted("val"), HEAD + row("c.png", box));
    folder.image("train/vott-csv-export/a.png").image("train/vott-csv-export/b.png");
    folder.image("val/vott-csv-export/c.png");
  }

  @Test
  void namesTheLineAtFault() {
    DetectionFolder folder = new DetectionFolder(base.resolve("data")).image("a.png");
    folder.text("x.csv", HEAD + "\"a.png\",1,2,ten,4,\"dog\"\n");
    assertEquals(
        folder.root().resolve("x.csv") + ": line 2 has no number as xmax: 'ten'", refusal(folder));
  }

  @Test
  void imagesInNoRowAreLeftOut() {
    DetectionFolder folder =
        new DetectionFolder(base.resolve("data")).image("a.png").image("b.png");
    folder.text("x.csv", HEAD + row("a.png", BOX));
    Annotations annotations = read(folder);
    assertEquals(1, annotations.images().size());
    assertEquals(
        List.of(
            "1 images are in no row and are left out, the first is "
                + folder.root().resolve("b.png")),
        annotations.warnings());
  }
}
