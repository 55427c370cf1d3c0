package org.dl4jvision.data.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class Ade20kFormatTest extends BaseJsonFormatTestCase {

  @Override
  protected String name() {
    return "ade20k";
  }

  @Override
  protected String annotationOfA() {
    return "images/ADE/training/urban/a.json";
  }

  @Override
  protected String imageA() {
    return "images/ADE/training/urban/a.png";
  }

  @Override
  protected boolean writesOutlines() {
    return true;
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String image : List.of("training/urban/a", "training/zoo/b", "validation/home/c")) {
      String path = "images/ADE/" + image;
      folder.image(path + ".png").image(path + "_seg.png").image(path + "_parts_1.png");
      folder.image(path + "/instance_000_" + image.substring(image.length() - 1) + ".png");
      json(
          folder,
          path + ".json",
          file(image.substring(image.length() - 1) + ".png", "[" + object("dog", box, 0) + "]"));
    }
  }

  private static String object(String name, Box box, int level) {
    return ("{'id': 0, 'name': '%s', 'name_ndx': 1, 'parts': {'ispartof': [], 'part_level': %d},"
            + " 'polygon': {'x': [%s, %s, %s, %s], 'y': [%s, %s, %s, %s]}}")
        .formatted(
            name,
            level,
            box.left(),
            box.right(),
            box.right(),
            box.left(),
            box.top(),
            box.top(),
            box.bottom(),
            box.bottom());
  }

  private static String file(String image, String objects) {
    return "{'annotation': {'filename': '%s', 'imsize': [30, 40, 3], 'object': %s}}"
        .formatted(image, objects);
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    json(folder, "images/ADE/training/urban/z.json", file("a.png", "[]"));
    return true;
  }

  @Test
  void partsAreLeftOutAndAnObjectMayStandByItself() {
    DetectionFolder folder =
        json(
            written(),
            annotationOfA(),
            file("a.png", "[" + object("dog", BOX, 0) + ", " + object("ear", BOX, 1) + "]"));
    json(
        folder,
        "images/ADE/training/zoo/b.json",
        file("b.png", object("cat", BOX, 0)).replace("[30, 40, 3]", "[60, 40, 3]"));
    Annotations annotations = read(folder);
    assertEquals(
        List.of("a dog", "b cat", "c dog"),
        annotations.images().stream()
            .map(
                image ->
                    image.name()
                        + image.objects().stream()
                            .map(object -> " " + object.className())
                            .reduce("", String::concat))
            .toList());
    String training = folder.root() + "/images/ADE/training/";
    assertEquals(
        List.of(
            "1 parts of objects are left out, the first is "
                + training
                + "urban/a.json: annotation.object[1]",
            "1 images have other sizes than annotations state, the first: "
                + training
                + "zoo/b.json: says b.png is 60x40, but "
                + training
                + "zoo/b.png is 30x40 (height x width)"),
        annotations.warnings());
  }

  @Test
  void namesWhatIsWrong() {
    String start = annotationOfA() + ": annotation.";
    assertEquals(
        start
            + "object[0] has no 'name'\n"
            + start
            + "object[0] has no 'polygon'\n"
            + start
            + "object[0].polygon.y must be a list of 2 numbers, but is [1]\n"
            + start
            + "object[0].polygon has no points\n"
            + start
            + "filename is 'z.png', which is not in "
            + base
            + "/data\n",
        refusals(
            written(),
            annotationOfA(),
            file("a.png", "[{}]"),
            file("a.png", "[{'name': 'dog'}]"),
            file("a.png", "[{'name': 'dog', 'polygon': {'x': [1, 2], 'y': [1]}}]"),
            file("a.png", "[{'name': 'dog', 'polygon': {'x': [], 'y': []}}]"),
            file("z.png", "[]")));
  }
}
