package org.dl4jvision.data.format.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class LabelMeXmlFormatTest extends BaseFormatTestCase {

  @Override
  protected String name() {
    return "labelme-xml";
  }

  @Override
  protected String annotationOfA() {
    return "Annotations/train/a.xml";
  }

  @Override
  protected String imageA() {
    return "Images/train/a.png";
  }

  @Override
  protected boolean writesOutlines() {
    return true;
  }

  @Override
  protected Optional<String> messageOfEmptyFile() {
    return Optional.of("line ");
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String name : List.of("train/a", "train/b", "val/c")) {
      folder.image("Images/" + name + ".png");
      folder.text(
          "Annotations/" + name + ".xml",
          file(
              name,
              object(
                  "dog",
                  "<type>bounding_box</type>"
                      + polygon(
                          box.left(),
                          box.top(),
                          box.right(),
                          box.top(),
                          box.right(),
                          box.bottom(),
                          box.left(),
                          box.bottom()))));
    }
  }

  private static String file(String name, String... objects) {
    String[] parts = name.split("/");
    return """
    <annotation><filename>%s.png</filename><folder>%s</folder>
    <source><sourceImage>x</sourceImage><sourceAnnotation>LabelMe Webtool</sourceAnnotation></source>
    %s<imagesize><nrows>30</nrows><ncols>40</ncols></imagesize></annotation>
    """
        .formatted(parts[1], parts[0], String.join("\n", objects));
  }

  private static String object(String name, String more) {
    return "<object><name>\n%s\n</name><deleted>0</deleted>%s</object>".formatted(name, more);
  }

  private static String polygon(double... points) {
    StringBuilder text = new StringBuilder("<polygon><username>me</username>");
    for (int i = 0; i < points.length; i += 2) {
      text.append("<pt><x>").append(points[i]).append("</x><y>").append(points[i + 1]);
      text.append("</y></pt>");
    }
    return text + "</polygon>";
  }

  private DetectionFolder folder() {
    return new DetectionFolder(base.resolve("data")).image("Images/s/a.png");
  }

  @Test
  void readsPolygonsAndMasks() throws IOException {
    DetectionFolder folder = folder();
    folder.text(
        "Annotations/s/a.xml",
        file(
            "s/a",
            object("tree", polygon(1, 1, 5, 1, 5, 6)),
            object("car", "<segm><mask>a_mask_1.png</mask></segm>"),
            object("gone", polygon(1, 1, 5, 1, 5, 6)).replace("<deleted>0", "<deleted>1")));
    Path mask = folder.root().resolve("Masks/s/a_mask_1.png");
    Files.createDirectories(mask.getParent());
    BufferedImage pixels = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    pixels.setRGB(7, 3, 0xffffff);
    ImageIO.write(pixels, "png", mask.toFile());

    Annotations annotations = read(folder);
    List<Annotation> objects = annotations.images().get(0).objects();
    assertEquals(
        List.of("object 1 (tree)", "object 2 (car)"),
        objects.stream().map(Annotation::label).toList());
    assertEquals(
        Optional.of(new Outline.Polygon(new double[] {1, 1, 5, 1, 5, 6})),
        objects.get(0).outline());
    Outline car = objects.get(1).outline().orElseThrow();
    assertEquals(new Box(7, 3, 8, 4), car.region(new ImageSize(30, 40)).bounds());
    assertEquals(List.of(), annotations.warnings());
  }

  @Test
  void leavesOutWhatIsNoObject() {
    DetectionFolder folder = folder();
    folder.text(
        "Annotations/s/a.xml",
        file("s/a", object("", polygon(1, 1, 5, 1, 5, 6)), object("tree", polygon(1, 1))));
    String file = folder.root().resolve("Annotations/s/a.xml") + ": ";
    assertEquals(
        List.of(
            "1 objects have no name and are left out, the first is " + file + "object 1",
            "1 polygons have fewer than 3 points and are left out, the first is "
                + file
                + "object 2 (tree)"),
        read(folder).warnings());
  }

  @Test
  void namesWhatCannotBeUnderstood() {
    String start = folder().root().resolve("Annotations/s/a.xml") + ": ";
    assertEquals(
        start
            + "object 1 (a) has neither <polygon> nor <segm>\n"
            + start
            + "object 1 (a) has no number as <x>: 'one'\n"
            + start
            + "object 1 (a) has a <segm> without <mask>\n"
            + start
            + "object 1 (a)'s mask is 'Masks/s/m.png', which is not in "
            + folder().root()
            + "\n"
            + start
            + "has no <filename>\n",
        message(object("a", ""))
            + message(object("a", polygon(1, 1, 2, 2, 3, 4).replaceFirst("<x>1.0", "<x>one")))
            + message(object("a", "<segm></segm>"))
            + message(object("a", "<segm><mask>m.png</mask></segm>"))
            + refusal(
                folder()
                    .text(
                        "Annotations/s/a.xml",
                        "<annotation><object><deleted>0</deleted></object></annotation>"))
            + "\n");
  }

  private String message(String object) {
    return refusal(folder().text("Annotations/s/a.xml", file("s/a", object))) + "\n";
  }
}
