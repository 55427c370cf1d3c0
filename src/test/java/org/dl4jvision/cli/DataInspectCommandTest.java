package org.dl4jvision.cli;

import static org.dl4jvision.cli.Tool.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.dl4jvision.data.TinyData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class DataInspectCommandTest {

  @TempDir Path folder;

  private Path data;

  @BeforeEach
  void makeFolder() throws IOException {
    data = Files.createDirectory(folder.resolve("photos"));
  }

  private Tool inspect(Object... more) {
    Object[] words = {"data", "inspect", data, "--out", folder.resolve("out")};
    Object[] all = new Object[words.length + more.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return Tool.run(all);
  }

  private void png(String name, int... gray) throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    TinyData.writePng(file, gray, gray.length, 1);
  }

  private void masks() throws IOException {
    for (int i = 0; i < 5; i++) {
      png("images/" + i + ".png", 1, 2, 3, 4 + i);
      png("masks/" + i + ".png", 0, 1, 2, 0);
    }
  }

  @Test
  void masksAreShownByTheirPixels() throws IOException {
    masks();
    Tool tool = inspect("--ignore-index", 2, "--pictures", 2);
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(
        """
        format: masks (masks; 10 of 10 image files)
        segmentation: 2 classes, gray images

        train: 4 images of 1x4 (height x width), void-share 0.2500
          class       images  pixel-share
          background       4       0.6667
          foreground       4       0.3333

        validation: 1 images of 1x4 (height x width), void-share 0.2500
          class       images  pixel-share
          background       1       0.6667
          foreground       1       0.3333

        warning: there are no validation images: 1 of 5 training images, drawn by seed 42, are held\
         out for it
        """,
        tool.out());
    Path picture = folder.resolve("out/photos-segmentation.png");
    assertEquals(picture + System.lineSeparator(), tool.err());
    assertTrue(ImageIO.read(picture.toFile()).getHeight() > 100);
  }

  @Test
  void boxesAreShownByTheirObjects() throws IOException {
    TinyData.objects(data);
    Tool tool = inspect("--json", "--pictures", 0);
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals("", tool.err());
    JsonNode report = new ObjectMapper().readTree(tool.out());
    assertEquals("detection", report.get("task").asText());
    assertEquals("coco", report.get("format").asText());
    JsonNode train = report.get("splits").get("train");
    int objects = 0;
    for (JsonNode one : train.get("classes")) {
      objects += one.get("objects").asInt();
      assertTrue(one.get("median-side").asDouble() > 1);
    }
    assertEquals(train.get("objects").asInt(), objects);
    assertTrue(objects > 0);
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void outlinesAreShownForBothTasks() throws IOException {
    png("a.png", IntStream.range(0, 9).toArray());
    Files.writeString(
        data.resolve("a.json"),
        """
        {"version": "5.0", "imagePath": "a.png", "imageHeight": 1, "imageWidth": 9, "imageData":
        null, "shapes": [{"label": "dog", "shape_type": "polygon",
        "points": [[1, 0], [4, 0], [4, 1], [1, 1]]}]}
        """);
    JsonNode reports = new ObjectMapper().readTree(inspect("--json").out());
    assertEquals(
        List.of("detection", "segmentation"),
        IntStream.range(0, reports.size())
            .mapToObj(i -> reports.get(i).get("task").asText())
            .toList());
    JsonNode one = new ObjectMapper().readTree(inspect("--json", "--task", "segmentation").out());
    assertEquals(
        1 / 3.0,
        one.get("splits").get("train").get("classes").get("dog").get("pixel-share").asDouble(),
        1e-9);
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    assertMessage("no boxes or outlines or masks found in " + data + " (no files); ...", inspect());
    masks();
    assertMessage("there is no task dance; tasks are ...", inspect("--task", "dance"));
    assertMessage("pictures is -1; allowed: whole numbers >= 0", inspect("--pictures", -1));
    Files.writeString(data.resolve("masks/0.png"), "damaged");
    Tool tool = inspect();
    assertMessage("cannot read " + data.resolve("masks/0.png") + "...", tool);
    assertEquals(2, tool.exitCode());
  }
}
