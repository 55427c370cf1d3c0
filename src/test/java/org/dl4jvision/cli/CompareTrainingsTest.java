package org.dl4jvision.cli;

import static org.dl4jvision.cli.Tool.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.io.JsonFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTrainingsTest {

  private static final String MARKS = "<!-- comparison study -->\n<!-- /comparison study -->\n";

  @TempDir private Path folder;

  private Tool compare(Object... more) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    List<Object> words = new ArrayList<>(List.of("compare", "--data", Tool.data(data)));
    words.addAll(List.of("--base-channels", 2, "--depth", 1, "--batch-size", 2, "--epochs", 1));
    words.addAll(List.of(more));
    return Tool.run(words.toArray());
  }

  @Test
  void comparesAndGoesOn() throws IOException {
    Path study = folder.resolve("study");
    Tool tool = compare("--losses", "dice", "focal(gamma=2)", "--folds", 2, "--out", study);
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.out().startsWith("2 of 2 rounds: 2 contestants, 2 folds, 1 seeds"), tool.out());
    assertTrue(tool.out().contains("no network: "), tool.out());
    assertTrue(tool.err().contains("training 4 of 4: fold 2, seed 1, focal(gamma=2)"), tool.err());
    assertEquals("```\n" + tool.out() + "```\n", Files.readString(study.resolve("comparison.md")));
    Map<?, ?> summary = JsonFile.read(study.resolve("summary.json"), Map.class);
    assertEquals(2, ((Map<?, ?>) summary.get("scores")).size());
    // Every training is an ordinary run, and every table one that 'compare scores' reads.
    Path run = study.resolve("runs/contestant-2-fold-1-seed-1");
    assertEquals(0, Tool.run("evaluate", run).exitCode());
    Path scores = study.resolve("scores");
    Tool again =
        Tool.run(
            "compare",
            "scores",
            scores.resolve("contestant-1.csv"),
            scores.resolve("contestant-2.csv"));
    assertEquals(0, again.exitCode(), again.err());
    Path page = Files.writeString(folder.resolve("page.md"), MARKS);
    Tool resumed = Tool.run("compare", "--resume", study, "--markdown", page);
    assertEquals(tool.out(), resumed.out());
    assertTrue(Files.readString(page).contains(tool.out()));
    assertMessage(
        "out is " + study + "; allowed: new or empty folders; --resume goes on",
        compare("--losses", "dice", "--out", study));
    assertMessage(
        "--seeds: --resume goes on with the study as it was begun...",
        Tool.run("compare", "--resume", study, "--seeds", 3));
  }

  @Test
  void oneLossIsACrossValidation() throws IOException {
    Tool tool = compare("--losses", "dice", "--folds", 3, "--out", folder.resolve("study"));
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.out().contains("fold 3, seed 1"), tool.out());
  }

  @Test
  void theWorseAreDroppedAndRatesAreChosen() throws IOException {
    Path study = folder.resolve("study");
    Tool tool =
        compare(
            "--losses",
            "dice",
            "lovasz",
            "cross-entropy",
            "--seeds",
            2,
            "--halving",
            "--tune-learning-rate",
            "--out",
            study);
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.out().contains(", dropped after round 1"), tool.out());
    assertTrue(tool.out().contains("learning rate of dice, by short runs"), tool.out());
    assertTrue(tool.err().contains("training 5 of 5: fold 1, seed 2"), tool.err());
    assertTrue(tool.err().contains("short run 3 of 3: learning rate 0.009"), tool.err());
    Tool resumed = Tool.run("compare", "--resume", study);
    assertEquals(tool.out(), resumed.out());
    assertEquals("study folder " + study, resumed.err().strip());
    assertMessage(
        "halving is true; allowed: studies of two rounds or more: add --seeds or --folds",
        compare("--losses", "dice", "--halving", "--out", folder.resolve("other")));
  }

  /** The task is found by the data, and the options are its own. */
  @Test
  void comparesDetectors() throws IOException {
    Path data = TinyData.objects(Files.createDirectories(folder.resolve("boxes")));
    Path study = folder.resolve("study");
    List<Object> words = new ArrayList<>(List.of("compare", "--data", data, "--epochs", 1));
    words.addAll(List.of("--image-size", 32, "--batch-size", 4, "--out", study));
    words.addAll(List.of("--losses", "giou", "l1", "--folds", 2));
    Tool tool = Tool.run(words.toArray());
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.out().startsWith("2 of 2 rounds: 2 contestants, 2 folds, 1 seeds"), tool.out());
    assertTrue(tool.out().matches("(?s).*no network: (the mean box of|no box) .*"), tool.out());
    Map<?, ?> plan = JsonFile.read(study.resolve("study.json"), Map.class);
    assertEquals("detection", plan.get("task"));
    assertEquals("0.006", ((Map<?, ?>) plan.get("options")).get("learning-rate"));
    assertEquals(
        0, Tool.run("evaluate", study.resolve("runs/contestant-2-fold-1-seed-1")).exitCode());
  }

  @Test
  void detectorsThatCannotBeComparedAreRefused() throws IOException {
    Path data = TinyData.objects(Files.createDirectories(folder.resolve("boxes")));
    assertMessage(
        "head is fcos, rpn; allowed: heads that all tell classes, or none: ...",
        Tool.run(
            "compare",
            "--data",
            data,
            "--vary",
            "head=fcos,rpn",
            "--out",
            folder.resolve("study")));
    assertMessage(
        "box-loss is dice; allowed: losses of boxes, ...",
        Tool.run(
            "compare",
            "--data",
            data,
            "--losses",
            "giou",
            "dice",
            "--out",
            folder.resolve("study")));
    assertMessage(
        "--crop is no option of 'train detection'",
        Tool.run(
            "compare",
            "--data",
            data,
            "--losses",
            "giou",
            "--crop",
            32,
            "--out",
            folder.resolve("study")));
  }

  @Test
  void whatCannotBeComparedIsRefusedBeforeAnythingIsTrained() throws IOException {
    Path study = folder.resolve("study");
    assertMessage("folds is 0; allowed: ...", compare("--losses", "dice", "--folds", 0));
    assertMessage("there is no loss dise...", compare("--losses", "dice", "dise", "--out", study));
    assertMessage("unknown key 'lr'...", compare("--vary", "lr=1,2", "--out", study));
    assertMessage(
        "there is no task to compare detectoin...",
        compare("--losses", "giou", "--task", "detectoin", "--out", study));
    Tool many = compare("--losses", "dice", "--folds", 1000, "--out", study);
    assertTrue(many.err().contains("dl4j-vision: folds is 1000; allowed: 2 to "), many.err());
    assertTrue(Files.notExists(study));
  }
}
