package org.dl4jvision.cli;

import static org.dl4jvision.cli.Tool.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** Class weights that are counted, and samples that are drawn, by names on the command line. */
class CountedWeightsTest {

  private static final String COUNTED = "class weights median: background ";

  @TempDir private Path folder;

  private Path cells() throws IOException {
    return TinyData.cells(Files.createDirectories(folder.resolve("cells")));
  }

  private static String loss(Path run) {
    return (String) JsonFile.read(run.resolve("configuration.json"), Map.class).get("loss");
  }

  @Test
  void theConfigurationHasNumbers() throws IOException {
    Path data = cells();
    Path run = folder.resolve("run");
    String loss = "dice + cross-entropy(classWeights=median)";
    Tool tool = Tool.train(data, "--loss", loss, "--out", run, "--epochs", 2);
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(1, tool.err().lines().filter(line -> line.startsWith(COUNTED)).count());
    assertTrue(
        loss(run).matches("dice \\+ cross-entropy\\(classWeights=\\[[0-9.]+, [0-9.]+\\]\\)"),
        loss(run));
    // Who goes on counts no more.
    Tool more = Tool.run("train", "segmentation", "--resume", run, "--epochs", 3);
    assertEquals(0, more.exitCode(), more.err());
    assertFalse(more.err().contains("class weights"), more.err());
    // The numbers themselves give the same training.
    Path same = folder.resolve("same");
    String numbers = loss(run);
    assertEquals(0, Tool.train(data, "--loss", numbers, "--out", same, "--epochs", 2).exitCode());
    List<String> first = Files.readAllLines(run.resolve("metrics.csv")).subList(1, 3);
    List<String> second = Files.readAllLines(same.resolve("metrics.csv")).subList(1, 3);
    for (int i = 0; i < 2; i++) {
      assertEquals(withoutTime(first.get(i)), withoutTime(second.get(i)));
    }
  }

  private static List<String> withoutTime(String line) {
    List<String> cells = new ArrayList<>(List.of(line.split(",")));
    cells.remove(7); // seconds
    return cells;
  }

  @Test
  void filesOfOptionsMayHaveTheName() throws IOException {
    Path config = folder.resolve("config.yaml");
    Files.writeString(config, "loss: cross-entropy(classWeights=inverse)\n");
    Tool tool = Tool.train(cells(), "--config", config, "--out", folder.resolve("run"));
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.err().contains("class weights inverse: background "), tool.err());
  }

  @Test
  void contestantsMayBeNames() throws IOException {
    Path study = folder.resolve("study");
    List<Object> words = new ArrayList<>(List.of("compare", "--data", cells(), "--out", study));
    words.addAll(List.of("--base-channels", 2, "--depth", 1, "--batch-size", 2, "--epochs", 1));
    words.addAll(List.of("--losses", "cross-entropy", "cross-entropy(classWeights=effective)"));
    Tool tool = Tool.run(words.toArray());
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.out().contains("cross-entropy(classWeights=effective)"), tool.out());
    assertEquals(
        1,
        tool.err().lines().filter(line -> line.startsWith("class weights effective, b")).count());
    assertTrue(loss(study.resolve("runs/contestant-2-fold-1-seed-1")).contains("=["));
  }

  @Test
  void detectorsWeighTheirClasses() throws IOException {
    Path data = TinyData.objects(Files.createDirectories(folder.resolve("objects")));
    List<Object> words = new ArrayList<>(List.of("train", "detection", "--data", data));
    words.addAll(List.of("--image-size", 64, "--batch-size", 2, "--epochs", 1));
    words.addAll(List.of("--sampling", "balanced"));
    List<Object> counted = new ArrayList<>(words);
    counted.addAll(List.of("--class-loss", "focal(alpha=0.25, classWeights=effective)"));
    counted.addAll(List.of("--out", folder.resolve("run")));
    Tool tool = Tool.run(counted.toArray());
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.err().contains("class weights effective, b = 0."), tool.err());
    words.addAll(List.of("--box-loss", "smooth-l1(classWeights=median)"));
    assertMessage(
        "box-loss is smooth-l1(classWeights=median): classWeights=median is for losses of classes:"
            + " boxes have four numbers and no class",
        Tool.run(words.toArray()));
    assertMessage(
        "sampling is foreground; allowed: uniform, balanced",
        Tool.run("train", "detection", "--data", data, "--sampling", "foreground"));
    assertMessage(
        "class-loss is focal(classWeights=auto): classWeights=auto needs two classes or more that"
            + " the head tells apart, but there is one",
        Tool.run(
            "train",
            "detection",
            "--data",
            data,
            "--head",
            "rpn",
            "--class-loss",
            "focal(classWeights=auto)"));
  }

  @Test
  void namesThatThereAreNotAreRefused() throws IOException {
    assertMessage(
        "there is no class weighting medain (did you mean median?); class weightings are ...",
        Tool.train(cells(), "--loss", "cross-entropy(classWeights=medain)"));
    assertMessage(
        "sampling-share is 0.5; allowed: with --sampling foreground or balanced only",
        Tool.train(cells(), "--sampling-share", 0.5));
    assertMessage(
        "crop is 0; allowed: sides of crops, as --sampling foreground places them",
        Tool.train(cells(), "--sampling", "foreground", "--crop", 0));
  }

  @Test
  void cropsAreDrawn() throws IOException {
    Path data = cells();
    for (String sampling : List.of("foreground", "balanced")) {
      Path run = folder.resolve(sampling);
      Tool tool = Tool.train(data, "--sampling", sampling, "--crop", 16, "--out", run);
      assertEquals(0, tool.exitCode(), tool.err());
      assertEquals(
          sampling, JsonFile.read(run.resolve("configuration.json"), Map.class).get("sampling"));
    }
  }
}
