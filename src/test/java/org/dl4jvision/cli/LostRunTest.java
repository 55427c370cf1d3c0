package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings whose run folder cannot be written. */
class LostRunTest {

  private static final Path FULL = Path.of("/dev/full");

  @TempDir static Path shared;
  private static Path data;

  @BeforeAll
  static void makeData() throws IOException {
    data = Tool.data(shared.resolve("cells"));
  }

  @Test
  void aFullDiskIsToldInOneLineAndTheRunGoesOnLater() throws IOException {
    assumeTrue(Files.exists(FULL), "there is no " + FULL);
    Path run = shared.resolve("run");
    assertEquals(0, Tool.train(data, "--out", run).exitCode());
    String metrics = Files.readString(run.resolve("metrics.csv"));
    // What is written beside a file before it is moved goes to where there is no room.
    List<Path> links =
        List.of(run.resolve(".trained-model.zip.tmp"), run.resolve(".summary.json.tmp"));
    for (Path link : links) {
      Files.createSymbolicLink(link, FULL);
    }
    Tool full = Tool.run("train", "segmentation", "--resume", run, "--epochs", 2);
    for (Path link : links) {
      Files.deleteIfExists(link);
    }

    assertEquals(5, full.exitCode(), full.err());
    String last = full.err().lines().reduce((a, b) -> b).orElseThrow();
    assertTrue(
        last.startsWith("dl4j-vision: cannot write " + run)
            && last.endsWith(": no space left on device (in epoch 2/2)"),
        last);
    assertEquals(metrics, Files.readString(run.resolve("metrics.csv")));

    Tool later = Tool.run("train", "segmentation", "--resume", run, "--epochs", 2);
    assertEquals(0, later.exitCode(), later.err());
    assertTrue(Files.readString(run.resolve("metrics.csv")).startsWith(metrics));
  }

  @Test
  void aFolderThatMayNotBeWrittenToIsToldInOneLine() throws IOException {
    Path parent = Files.createDirectory(shared.resolve("closed"));
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(parent), "this user may write everywhere");
    Path run = parent.resolve("run");
    Tool tool = Tool.train(data, "--out", run);

    assertEquals(5, tool.exitCode(), tool.err());
    Tool.assertMessage("cannot create folder " + run + ": access is denied", tool);
    assertEquals(1, tool.err().lines().count(), tool.err());
  }

  @Test
  void aFileInTheWayIsToldInOneLine() throws IOException {
    Path file = Files.writeString(shared.resolve("file"), "");
    Tool tool = Tool.train(data, "--out", file.resolve("run"));

    assertEquals(5, tool.exitCode(), tool.err());
    assertEquals(1, tool.err().lines().count(), tool.err());
    assertTrue(tool.err().startsWith("dl4j-vision: cannot create folder "), tool.err());
  }
}
