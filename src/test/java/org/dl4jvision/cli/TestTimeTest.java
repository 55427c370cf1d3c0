package org.dl4jvision.cli;

import static org.dl4jvision.cli.Tool.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.io.JsonFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test-time augmentation and tuning, of both tasks. */
class TestTimeTest {

  @TempDir private Path folder;

  private Path segmentation() throws IOException {
    Path data = TinyData.cells(Files.createDirectories(folder.resolve("cells")));
    Path run = folder.resolve("masks");
    Tool tool = Tool.train(data, "--out", run, "--epochs", 3, "--learning-rate", 0.01);
    assertEquals(0, tool.exitCode(), tool.err());
    return run;
  }

  private Path detection() throws IOException {
    Path data = TinyData.objects(Files.createDirectories(folder.resolve("objects")));
    Path run = folder.resolve("boxes");
    Tool tool =
        Tool.run(
            "train",
            "detection",
            "--data",
            data,
            "--image-size",
            64,
            "--batch-size",
            2,
            "--epochs",
            2,
            "--out",
            run);
    assertEquals(0, tool.exitCode(), tool.err());
    return run;
  }

  private static Tool ok(Object... words) {
    Tool tool = Tool.run(words);
    assertEquals(0, tool.exitCode(), tool.err());
    return tool;
  }

  @Test
  void masksAreTunedAndViewed() throws IOException {
    Path run = segmentation();
    String plain = ok("evaluate", run).out();
    assertNotEquals(plain, ok("evaluate", run, "--tta", "flips").out());
    ok("evaluate", run, "--tta", "flips+scales", "--tile", 32);
    Tool tuned = ok("evaluate", run, "--tune");
    assertTrue(tuned.err().startsWith("threshold "), tuned.err());
    assertTrue(tuned.err().contains("tuned on 2 validation images of cells"), tuned.err());
    Map<?, ?> file = JsonFile.read(run.resolve("tuned.json"), Map.class);
    assertTrue((double) file.get("threshold") >= 0);
    // From then on they are used, unless it is said otherwise.
    assertEquals(tuned.out(), ok("evaluate", run).out());
    assertEquals(plain, ok("evaluate", run, "--untuned").out());
    Path images = folder.resolve("cells/val/images");
    Path out = folder.resolve("out");
    Tool predicted = ok("predict", run, images, "--out", out, "--tta", "flips");
    assertTrue(predicted.err().contains("tuned on 2 validation"), predicted.err());
    Tool untuned = ok("predict", run, images, "--out", out, "--untuned");
    assertFalse(untuned.err().contains("tuned on"), untuned.err());
    // What was tuned for one model says nothing of several.
    Tool several = ok("predict", run, images, "--out", out, "--ensemble", run);
    assertFalse(several.err().contains("tuned on"), several.err());
    assertMessage(
        "split is test; allowed: validation, and train, to tune on: test images have to be new to"
            + " all that was chosen",
        Tool.run("evaluate", run, "--tune", "--split", "test"));
    assertMessage(
        "there is no test-time augmentation flops (did you mean flips?); ...",
        Tool.run("predict", run, images, "--out", out, "--tta", "flops"));
  }

  /** A training that goes on has another model, which other values suit. */
  @Test
  void whatIsOfAnEarlierModelIsLeftAside() throws IOException {
    Path run = segmentation();
    ok("evaluate", run, "--tune");
    Path file = run.resolve("tuned.json");
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("(\"model\" *: *\")", "$1f"));
    Tool later = ok("evaluate", run);
    assertTrue(later.err().contains("is of an earlier model and left aside"), later.err());
    Files.writeString(file, text.replaceFirst("\"threshold\" *: *[0-9.]+", "\"threshold\": 7"));
    Tool damaged = Tool.run("evaluate", run);
    assertEquals(2, damaged.exitCode());
    assertTrue(damaged.err().contains("threshold is 7.0"), damaged.err());
  }

  @Test
  void boxesAreTunedAndMerged() throws IOException {
    Path run = detection();
    String plain = ok("evaluate", run).out();
    for (String way : List.of("flips", "flips+scales")) {
      assertNotEquals(plain, ok("evaluate", run, "--tta", way).out());
    }
    Tool tuned = ok("evaluate", run, "--tune");
    assertTrue(tuned.err().contains("boxes are suppressed above the IoU "), tuned.err());
    assertTrue(tuned.err().contains("tuned on 3 validation images"), tuned.err());
    assertEquals(tuned.out(), ok("evaluate", run).out());
    assertEquals(plain, ok("evaluate", run, "--untuned").out());
    Path images = folder.resolve("objects/val");
    Path out = folder.resolve("out");
    Tool predicted = ok("predict", run, images, "--out", out, "--tta", "flips+scales");
    assertTrue(predicted.err().contains("boxes are shown from the score"), predicted.err());
    assertTrue(Files.exists(out.resolve("detections.json")));
  }
}
