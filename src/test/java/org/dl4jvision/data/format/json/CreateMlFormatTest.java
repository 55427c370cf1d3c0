package org.dl4jvision.data.format.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.Test;

class CreateMlFormatTest extends BaseJsonListFormatTestCase {

  @Override
  protected String name() {
    return "create-ml";
  }

  @Override
  protected String annotationOfA() {
    return "train/_annotations.createml.json";
  }

  @Override
  protected String imageA() {
    return "train/a.png";
  }

  @Override
  protected void write(DetectionFolder folder, String split, List<String> names, Box box) {
    String object =
        ("{'label': 'dog', 'coordinates': {'x': %s, 'y': %s, 'width': %s, 'height': %s}}")
            .formatted(box.centerX(), box.centerY(), box.width(), box.height());
    names.forEach(name -> folder.image(split + "/" + name + ".png"));
    json(
        folder,
        split + "/_annotations.createml.json",
        names.stream()
            .map(name -> "{'image': '%s.png', 'annotations': [%s]}".formatted(name, object))
            .collect(Collectors.joining(", ", "[", "]")));
  }

  @Test
  void readsTheKeysOfOlderVersions() {
    DetectionFolder folder = folder().image("images/a.png").image("images/b.png");
    json(
        folder,
        "annotations.json",
        "[{'imagefilename': 'a.png', 'annotation': [{'label': 'cat',"
            + " 'coordinates': {'x': 5, 'y': 6, 'width': 4, 'height': 2}}]},"
            + " {'imageFilename': 'images/b.png', 'annotations': []}]");

    List<AnnotatedImage> images = read(folder).images();

    assertEquals(Optional.of(new Box(3, 5, 7, 7)), images.get(0).objects().get(0).box());
    assertEquals("[0].annotation[0] (cat)", images.get(0).objects().get(0).label());
    assertEquals(List.of(), images.get(1).objects());
    assertEquals(Optional.empty(), images.get(0).split());
  }

  @Test
  void filesOfSplitsAreNamedAfterThem() {
    DetectionFolder folder = folder().image("images/a.png").image("images/b.png");
    json(folder, "train_set.json", "[{'image': 'a.png', 'annotations': []}]");
    json(folder, "valid2.json", "[{'image': 'b.png', 'annotations': []}]");

    assertEquals(
        List.of(Split.TRAIN, Split.VALIDATION),
        read(folder).images().stream().map(image -> image.split().orElseThrow()).toList());
  }

  @Test
  void namesWhatCannotBeUnderstood() {
    assertEquals(
        ""
            + "a.json: [0].annotations must be a list, but is {}\n"
            + "a.json: [0].annotations[0] has no 'label'\n"
            + "a.json: [0].annotations[0] has no 'coordinates'\n"
            + "a.json: [0].annotations[0].coordinates.y must be a number, but is \"6\"\n"
            + "a.json: [0].image must be a text that is not empty, but is 7\n"
            + "a.json: [0].image is 'b.png', which is not in "
            + folder().root()
            + "\n"
            + "a.json: [1].image is 'a.png', as is a.json: [0].image: remove one\n",
        refusals(
            folder().image("a.png"),
            "a.json",
            "[{'image': 'a.png', 'annotations': {}}]",
            "[{'image': 'a.png', 'annotations': [{}]}]",
            "[{'image': 'a.png', 'annotations': [{'label': 'a'}]}]",
            "[{'image': 'a.png', 'annotations': [{'label': 'a', 'coordinates': {'x': 5, 'y': '6',"
                + " 'width': 4, 'height': 2}}]}]",
            "[{'image': 7, 'annotations': []}]",
            "[{'image': 'b.png', 'annotations': []}]",
            "[{'image': 'a.png', 'annotations': []}, {'image': './a.png', 'annotations': []}]"));
  }
}
