package org.dl4jvision.cli;

import static org.dl4jvision.cli.Tool.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.DetectionScores;
import org.dl4jvision.report.EpochMetrics;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunSummary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Train, evaluate and predict for detectors. */
class DetectionCommandsTest {

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path data;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    data = TinyData.objects(shared.resolve("things"));
    run = shared.resolve("run");
    Tool tool = train(run, "--epochs", 2, "--augmentation", "all");
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.out().startsWith("best epoch "), tool.out());
    assertEquals(2, tool.err().lines().filter(line -> line.startsWith("epoch ")).count());
  }

  private static Tool train(Path out, Object... args) {
    List<Object> all = new ArrayList<>(List.of("train", "detection", "--data", data));
    all.addAll(List.of("--image-size", 32, "--batch-size", 3, "--out", out));
    all.addAll(List.of(args));
    if (!all.contains("--epochs")) {
      all.addAll(List.of("--epochs", 1));
    }
    return Tool.run(all.toArray());
  }

  @Test
  void writesACompleteRunFolder() throws IOException {
    for (String file :
        List.of(
            "configuration.json",
            "model.json",
            "metrics.csv",
            "summary.json",
            "best-model.zip",
            "last-model.zip",
            "curves/loss.png",
            "curves/parts.png",
            "curves/metrics.png",
            "curves/ap50.png",
            "curves/precision-recall.png",
            "overlays/100.png",
            "overlays/107.png",
            "overlays/114.png")) {
      assertTrue(Files.size(run.resolve(file)) > 0, file);
    }
    RunFolder folder = RunFolder.open(run);
    RunSummary<DetectionScores> summary = folder.readSummary(DetectionScores.class);
    assertEquals(2, summary.epochs());
    assertTrue(summary.best().map50() >= summary.last().map50());
    assertEquals(4, summary.best().classes().size());
    MetricsTable metrics = folder.readMetrics();
    double[] loss = metrics.column(EpochMetrics.VALIDATION_LOSS);
    double[] classes = metrics.column("loss_classes");
    double[] boxes = metrics.column("loss_boxes");
    double[] quality = metrics.column("loss_quality");
    for (int i = 0; i < 2; i++) {
      assertEquals(loss[i], classes[i] + boxes[i] + quality[i], 1e-6);
    }
    Map<?, ?> config = folder.readConfiguration(Map.class);
    assertEquals("fcos", config.get("head"));
    assertEquals("giou", config.get("box-loss"));
  }

  @Test
  void theLossThatIsExplainedIsThatOfTheRun() {
    Tool tool = Tool.run("explain", run, "--count", 100, "--only", "detector-loss");
    assertEquals(0, tool.exitCode(), tool.err());
    JsonNode tree =
        JsonFile.read(run.resolve("explain/explanation.json"), JsonNode.class).get("detector-loss");
    RunFolder folder = RunFolder.open(run);
    int best = folder.readSummary(DetectionScores.class).bestEpoch();
    double loss = folder.readMetrics().column(EpochMetrics.VALIDATION_LOSS)[best - 1];
    assertEquals(loss, tree.get("value").asDouble(), 1e-6 * loss);
    Tool other = Tool.run("explain", run, "--only", "saliency");
    assertMessage(
        "the explanation saliency is not for runs of this task; allowed: box-saliency, ...", other);
  }

  @Test
  void sameSeedGivesTheSameTrainingAndResumingGoesOn() {
    double[][] losses = new double[2][];
    for (int i = 0; i < 2; i++) {
      Path again = folder.resolve("again" + i);
      assertEquals(0, train(again, "--seed", 7, "--head", "yolo").exitCode());
      losses[i] = RunFolder.open(again).readMetrics().column(EpochMetrics.VALIDATION_LOSS);
    }
    assertArrayEquals(losses[0], losses[1]);

    Tool tool = Tool.run("train", "detection", "--resume", folder.resolve("again0"), "--epochs", 2);

    assertEquals(0, tool.exitCode(), tool.err());
    MetricsTable metrics = RunFolder.open(folder.resolve("again0")).readMetrics();
    assertArrayEquals(new double[] {1, 2}, metrics.column(EpochMetrics.EPOCH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"retina", "rpn"})
  void trainsOtherHeadsWithOtherLosses(String head) throws IOException {
    Path out = folder.resolve("run");

    Tool tool =
        train(out, "--head", head, "--box-loss", "smooth-l1(beta=0.1)", "--resizing", "stretch");
    Tool evaluation = Tool.run("evaluate", out, "--json");

    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(0, evaluation.exitCode(), evaluation.err());
    JsonNode result = new ObjectMapper().readTree(evaluation.out());
    assertEquals(head.equals("rpn") ? 1 : 4, result.get("categories").size());
    assertEquals(
        RunFolder.open(out).readSummary(DetectionScores.class).best().map50(),
        result.get("AP50").asDouble(),
        1e-6);
  }

  @Test
  void evaluatesAsTheTrainingDidAndAsItsFilesDo() throws IOException {
    Path results = folder.resolve("results.json");

    Tool tool = Tool.run("evaluate", run, "--json", "--detections", results);
    Tool files =
        Tool.run(
            "evaluate",
            "detections",
            "--truth",
            data.resolve("instances_val.json"),
            "--detections",
            results,
            "--json");

    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(0, files.exitCode(), files.err());
    JsonNode ours = new ObjectMapper().readTree(tool.out());
    JsonNode theirs = new ObjectMapper().readTree(files.out());
    assertEquals("validation", ours.get("split").asText());
    assertEquals(3, ours.get("images").asInt());
    DetectionScores best = RunFolder.open(run).readSummary(DetectionScores.class).best();
    for (String name : List.of("AP", "AP50", "AR100")) {
      assertEquals(best.coco().get(name), ours.get(name).asDouble(), 1e-6, name);
      assertEquals(theirs.get(name).asDouble(), ours.get(name).asDouble(), 1e-6, name);
    }
    assertEquals(25, ours.get("categories").get(2).get("id").asInt());

    Tool table = Tool.run("evaluate", run, "--split", "train");
    assertTrue(table.out().contains("things, train images: 6 images"), table.out());
    Tool none = Tool.run("evaluate", run, "--split", "test");
    assertEquals(2, none.exitCode());
    assertTrue(none.err().contains("no test images"), none.err());
  }

  @Test
  void predictsPicturesAndResults() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    int[][] sizes = {{30, 41}, {50, 9}};
    for (int i = 0; i < sizes.length; i++) {
      int[] gray = new int[sizes[i][0] * sizes[i][1]];
      Arrays.setAll(gray, p -> p * 37 % 256);
      TinyData.writePng(images.resolve("00" + (7 + i) + ".png"), gray, sizes[i][1], sizes[i][0]);
    }
    Path out = folder.resolve("out");

    Tool tool = Tool.run("predict", run, images, "--out", out);

    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals("", tool.out());
    for (String name : List.of("007", "008")) {
      assertTrue(ImageIO.read(out.resolve("overlays/" + name + ".png").toFile()).getWidth() > 9);
    }
    for (JsonNode entry : new ObjectMapper().readTree(out.resolve("detections.json").toFile())) {
      int image = entry.get("image_id").asInt() - 7;
      assertTrue(image == 0 || image == 1);
      assertTrue(List.of(5, 15, 25, 35).contains(entry.get("category_id").asInt()));
      JsonNode box = entry.get("bbox");
      assertTrue(box.get(0).asDouble() >= 0 && box.get(2).asDouble() > 0);
      assertTrue(box.get(0).asDouble() + box.get(2).asDouble() <= sizes[image][1] + 1e-9);
      assertTrue(box.get(1).asDouble() + box.get(3).asDouble() <= sizes[image][0] + 1e-9);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--data /no/such/folder | no such folder: /no/such/folder",
        "--format voc | --format describes --data, which is missing",
        "--head ssd | there is no detection head ssd; detection heads are ...",
        "--box-loss iuo | there is no loss iuo (did you mean iou?); losses are alpha-iou,"
            + " balanced-l1, ...",
        "--class-loss giou | classLoss is giou; allowed: losses of classes, not of boxes",
        "--box-loss dice | box-loss is dice; allowed: losses of boxes, such as giou, or of any"
            + " numbers, such as smooth-l1",
        "--image-size 65536 | a step of 8 images of 65536x65536 has more numbers than an array can"
            + " hold: choose a smaller --batch-size or --image-size",
        "--image-size 100 | imageWidth is 100; allowed: multiples of 32",
        "--backbone huge | there is no encoder huge; encoders are ...",
        "--resizing crop | resizing is crop; allowed: letterbox, stretch",
        "--epochs 0 | epochs is 0; allowed: whole numbers >= 1",
        "--box-weight 1e300 | box-weight is 1.0E300; allowed: numbers from 0 to 1000000",
        "--lr 0 | learning-rate is 0.0; allowed: numbers from 1e-10 to 1e30",
        "--box-weight -1 | box-weight is -1.0; allowed: numbers from 0 to 1000000",
        "--mosaic 2 | mosaic is 2.0; allowed: numbers from 0 to 1",
      })
  void badInput(String arguments, String message) {
    List<Object> args = new ArrayList<>(List.of("train", "detection"));
    args.addAll(List.of((Object[]) arguments.split(" ")));
    args.addAll(List.of("--out", folder.resolve("run")));
    if (!arguments.contains("--epochs")) {
      args.addAll(List.of("--max-minutes", 0.01)); // if it is taken after all
    }

    Tool tool = Tool.run(args.toArray());

    assertEquals(2, tool.exitCode(), tool.err());
    Tool.assertMessage(message, tool);
    assertFalse(Files.exists(folder.resolve("run")), "nothing is written before all is checked");
  }

  @Test
  void badAnnotationsAreOneLine() throws IOException {
    Path bad = folder.resolve("bad");
    Files.createDirectories(bad.resolve("JPEGImages"));
    TinyData.writePng(bad.resolve("JPEGImages/a.png"), new int[4], 2, 2);
    Files.createDirectories(bad.resolve("Annotations"));
    Files.writeString(
        bad.resolve("Annotations/a.xml"),
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><annotation>&e;</annotation>");

    Tool tool = Tool.run("train", "detection", "--data", bad, "--out", folder.resolve("run"));

    assertEquals(2, tool.exitCode());
    assertEquals(1, tool.err().lines().count(), tool.err());
    assertTrue(tool.err().contains("a.xml: line 1 has a document type"), tool.err());
  }

  /** Part by part, in the order of their names. */
  @Test
  void itsBoxesAreExplained() {
    Path out = shared.resolve("explained");
    Tool tool = Tool.run("explain", run, "--count", 1, "--out", out, "--landscape-steps", 3);
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.out().startsWith("box-saliency\n  share of the map in the box"), tool.out());
    assertTrue(tool.err().contains("detector-mistakes, 5 of 5"), tool.err());
    for (String part : List.of("detector-gradient", "detector-landscape", "detector-loss")) {
      assertTrue(tool.out().contains("\n" + part + "\n  "), part);
    }
    assertTrue(Files.exists(out.resolve("explanation.json")));
    assertTrue(Files.exists(out.resolve("landscape.png")));
  }
}
