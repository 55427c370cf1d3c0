package org.dl4jvision.cli;

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
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dl4jvision.io.FolderLock;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunStatus;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.report.SegmentationScores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that is refused changes nothing: no new folder, and no file of an old one. */
class RefusedTrainingTest {

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path data;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    data = Tool.data(shared.resolve("cells"));
    run = shared.resolve("run");
    assertEquals(0, Tool.train(data, "--out", run).exitCode());
  }

  /** Names and contents of all files. */
  private static Map<Path, Integer> contents(Path folder) throws IOException {
    Map<Path, Integer> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        contents.put(file, Files.isDirectory(file) ? 0 : Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--loss dice(classWeights=[1,2,3])",
        "--loss giou",
        "--crop 100000",
        "--max-minutes 1e-9",
        "--checkpoint-minutes 0",
        "--max-minutes Infinity",
        "--max-minutes 1e300",
        "--learning-rate 1e30 --epochs 9",
      })
  void withoutAFolder(String options) throws IOException {
    Path out = folder.resolve("out");
    List<Object> arguments = new ArrayList<>(List.of((Object[]) options.split(" ")));
    arguments.addAll(List.of("--out", out));

    Tool tool = Tool.train(data, arguments.toArray());

    assertTrue(tool.exitCode() != 0, tool.out());
    if (!options.contains("1e30 ")) { // what diverges has begun
      assertFalse(Files.exists(out), tool.err());
    }
    Map<Path, Integer> before = contents(run);
    arguments.set(arguments.size() - 1, run);
    assertTrue(Tool.train(data, arguments.toArray()).exitCode() != 0);
    assertEquals(before, contents(run));
  }

  @ParameterizedTest
  @ValueSource(strings = {"segmentation", "detection"})
  void beforeDataAreOpened(String task) {
    Path none = folder.resolve("none");
    Tool.assertMessage(
        "learning-rate is 0.0; allowed: numbers from 1e-10 to 1e30",
        Tool.run("train", task, "--data", none, "--learning-rate", 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--depth 3",
        "--loss giou",
        "--data no-such-folder",
        "--max-minutes 1e-9",
        "--class-names a,b,c",
      })
  void resumed(String options) throws IOException {
    Map<Path, Integer> before = contents(run);
    List<Object> arguments =
        new ArrayList<>(List.of("train", "segmentation", "--resume", run, "--epochs", 9));
    arguments.addAll(List.of((Object[]) options.split(" ")));

    Tool tool = Tool.run(arguments.toArray());

    assertTrue(tool.exitCode() != 0, tool.out());
    assertEquals(before, contents(run), tool.err());
  }

  @Test
  void overwritesOnlyOnceTheNewRunHasBegun() throws IOException {
    Path out = folder.resolve("out");
    assertEquals(0, Tool.train(data, "--out", out, "--epochs", 2).exitCode());
    Map<Path, Integer> before = contents(out);
    Tool.assertMessage(
        "folder " + out + ": holds a run already; resume it, overwrite it or name another",
        Tool.train(data, "--out", out));
    assertTrue(Tool.train(data, "--out", out, "--overwrite", "--loss", "giou").exitCode() != 0);
    assertEquals(before, contents(out));

    assertEquals(0, Tool.train(data, "--out", out, "--overwrite").exitCode());

    RunSummary<SegmentationScores> summary =
        RunFolder.open(out).readSummary(SegmentationScores.class);
    assertEquals(1, summary.epochs());
    assertEquals(RunStatus.COMPLETED, summary.status());
    assertTrue(summary.command().startsWith("dl4j-vision train segmentation --data "));
  }

  @Test
  void ofAFolderInUse() throws IOException {
    Map<Path, Integer> before = contents(run);
    try (FolderLock lock = FolderLock.of("run folder", run)) {
      String message =
          "run folder " + run + " is in use by this process; stop that one, or wait for it";
      Tool resumed = Tool.run("train", "segmentation", "--resume", run, "--epochs", 2);
      assertTrue(resumed.err().contains(message), resumed.err());
      assertEquals(2, resumed.exitCode());
      Tool again = Tool.train(data, "--out", run, "--overwrite");
      assertTrue(again.err().contains(message), again.err());
    }
    assertEquals(before, contents(run));
  }
}
