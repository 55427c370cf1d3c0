package org.dl4jvision.data.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class SegmentAnythingFormatTest extends BaseJsonFormatTestCase {

  @Override
  protected String name() {
    return "segment-anything";
  }

  @Override
  protected String annotationOfA() {
    return "train/a.json";
  }

  @Override
  protected String imageA() {
    return "train/a.png";
  }

  @Override
  protected String className() {
    return "object";
  }

  @Override
  protected boolean writesOutlines() {
    return true;
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String name : List.of("train/a", "train/b", "val/c")) {
      folder.image(name + ".png");
      json(
          folder,
          name + ".json",
          file(
              name.substring(name.length() - 1) + ".png",
              "'bbox': [%s, %s, %s, %s], 'segmentation': {'size': [30, 40], 'counts': %s}"
                  .formatted(box.left(), box.top(), box.width(), box.height(), counts(box))));
    }
  }

  /** The runs of a box, down its columns, as far as it is on the image. */
  private static String counts(Box box) {
    int rows = (int) Math.min(30 - box.top(), box.height());
    int columns = (int) Math.min(40 - box.left(), box.width());
    return IntStream.range(0, columns)
        .mapToObj(i -> (i == 0 ? (int) (30 * box.left() + box.top()) : 30 - rows) + ", " + rows)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String file(String image, String annotation) {
    return ("{'image': {'image_id': 1, 'width': 40, 'height': 30, 'file_name': '%s'},"
            + " 'annotations': [{'id': 7, 'area': 1, %s}]}")
        .formatted(image, annotation);
  }

  @Test
  void readsPackedRuns() {
    DetectionFolder folder = folder().image("a.png");
    // Twelve hundred pixels, all inside: 0 outside, then 1200.
    json(folder, "a.json", file("a.png", "'segmentation': {'size': [30, 40], 'counts': '0`U1'}"));
    Annotation object = read(folder).images().get(0).objects().get(0);
    assertEquals("annotations[0] (object)", object.label());
    assertEquals(Optional.empty(), object.box());
    assertEquals(1200, object.outline().orElseThrow().region(new ImageSize(30, 40)).area());
  }

  @Test
  void namesWhatCannotBeUnderstood() {
    assertEquals(
        "a.json: annotations[0].bbox must be a list of 4 numbers, but is [1,2,3]\n"
            + "a.json: annotations[0].segmentation has packed run lengths that are damaged at"
            + " character 1\n"
            + "a.json: image.file_name is 'z.png', which is not in "
            + folder().root()
            + "\n",
        refusals(
            folder().image("a.png"),
            "a.json",
            file("a.png", "'bbox': [1, 2, 3]"),
            file("a.png", "'segmentation': {'size': [30, 40], 'counts': ' '}"),
            file("z.png", "'bbox': [1, 2, 3, 4]")));
  }
}
