package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dl4jvision.task.RunEnd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full is told of in one line, and what was there is left as it was. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {

  @TempDir Path folder;

  private Path disk;
  private Path data;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    data = Tool.data(folder.resolve("cells"));
    String[] mount = {"mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()};
    assumeTrue(run(mount) == 0, "a disk of 2 MB can be mounted by root only");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "--lazy", disk.toString());
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor();
  }

  private static void assertFull(Tool tool, Path file) {
    assertEquals(5, tool.exitCode(), tool.err());
    String last = tool.err().lines().reduce((a, b) -> b).orElse("");
    assertTrue(last.contains(file.getFileName() + ": no space left on device"), tool.err());
  }

  @Test
  void whileATrainingIsSaved() throws IOException {
    Path run = disk.resolve("run");
    Tool tool = Tool.run("train", "segmentation", "--data", data, "--epochs", 1, "--out", run);
    assertFull(tool, run.resolve("trained-model.zip"));
    try (var files = Files.list(run)) {
      assertTrue(files.noneMatch(file -> file.toString().endsWith(".tmp")));
    }
  }

  @Test
  void beforeATrainingGoesOnOrAPrediction() throws IOException {
    Path run = disk.resolve("run");
    assertEquals(0, Tool.train(data, "--out", run).exitCode());
    Map<Path, Long> before = RunEnd.essentials(run);
    fill();
    assertFull(Tool.run("train", "segmentation", "--resume", run, "--epochs", 2), run);
    assertEquals(before, RunEnd.essentials(run));
    Path out = disk.resolve("out");
    Tool predicted = Tool.run("predict", run, data.resolve("val/images"), "--out", out);
    assertFull(predicted, out.resolve("masks/0.png"));
  }

  private void fill() throws IOException {
    try (var stream = Files.newOutputStream(disk.resolve("rest"))) {
      while (true) {
        stream.write(new byte[512]);
      }
    } catch (IOException e) {
      assertTrue(Files.size(disk.resolve("rest")) > 1 << 20, e.getMessage());
    }
  }
}
