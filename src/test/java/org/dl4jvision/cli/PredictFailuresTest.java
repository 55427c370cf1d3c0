package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jvision.data.TinyData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions of which some images are damaged, or whose output cannot be written. */
class PredictFailuresTest {

  private static final Path FULL = Path.of("/dev/full");

  @TempDir static Path shared;
  @TempDir Path folder;

  private Path images;
  private Path out;

  @BeforeAll
  static void train() throws IOException {
    Tool cells =
        Tool.train(Tool.data(shared.resolve("cells")), "--out", shared.resolve("segmentation"));
    assertEquals(0, cells.exitCode(), cells.err());
    Tool objects =
        Tool.run(
            "train",
            "detection",
            "--data",
            TinyData.objects(shared.resolve("objects")),
            "--image-size",
            32,
            "--batch-size",
            3,
            "--epochs",
            1,
            "--out",
            shared.resolve("detection"));
    assertEquals(0, objects.exitCode(), objects.err());
  }

  /** Of three images of one size, the second is cut off, and a fourth is none. */
  @BeforeEach
  void makeImages() throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
    out = folder.resolve("out");
    for (String name : List.of("a", "b", "c")) {
      int[] pixels = new int[40 * 40];
      Arrays.setAll(pixels, p -> p * 37 % 256);
      TinyData.writePng(images.resolve(name + ".png"), pixels, 40, 40);
    }
    byte[] whole = Files.readAllBytes(images.resolve("b.png"));
    Files.write(images.resolve("b.png"), Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(images.resolve("d.png"), "no image");
  }

  private Tool predict(String task, Object... more) {
    Stream<Object> words = Stream.of("predict", shared.resolve(task), images, "--out", out);
    return Tool.run(Stream.concat(words, Stream.of(more)).toArray());
  }

  private static String last(Tool tool) {
    return tool.err().lines().reduce((a, b) -> b).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"segmentation", "detection"})
  void damagedImagesAreLeftOutAndTold(String task) throws IOException {
    Files.createDirectories(out.resolve("masks"));
    Files.writeString(out.resolve("masks/b.png"), "of an earlier prediction");
    Tool tool = predict(task);

    assertEquals(2, tool.exitCode(), tool.err());
    assertEquals(
        "dl4j-vision: images that cannot be read and are left out: 2; see above", last(tool));
    List<String> warnings =
        tool.err().lines().filter(line -> line.startsWith("warning: ")).toList();
    assertEquals(2, warnings.size(), tool.err());
    assertTrue(warnings.get(0).contains("d.png"), warnings.get(0));
    assertTrue(warnings.get(1).contains("b.png"), warnings.get(1));
    assertTrue(tool.err().contains("overlays of 2 images in "), tool.err());
    for (String name : List.of("a", "c")) {
      assertTrue(Files.exists(out.resolve("overlays").resolve(name + ".png")), name);
    }
    if (task.equals("segmentation")) {
      assertFalse(Files.exists(out.resolve("masks/b.png")));
    } else {
      String listed = Files.readString(out.resolve("images.json"));
      assertTrue(listed.contains("a.png") && listed.contains("c.png"), listed);
      assertFalse(listed.contains("b.png") || listed.contains("d.png"), listed);
      assertTrue(Files.exists(out.resolve("detections.json")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"segmentation", "detection"})
  void ifAllAreDamagedTheFirstIsTold(String task) throws IOException {
    for (String name : List.of("a", "c", "d")) {
      Files.delete(images.resolve(name + ".png"));
    }
    Files.createDirectories(out);
    Files.writeString(out.resolve("detections.json"), "of an earlier prediction");
    Tool tool = predict(task);

    assertEquals(2, tool.exitCode(), tool.err());
    assertTrue(last(tool).contains("b.png"), tool.err());
    assertEquals(task.equals("segmentation"), Files.exists(out.resolve("detections.json")));
  }

  @Test
  void aFullDiskIsToldInOneLine() throws IOException {
    assumeTrue(Files.exists(FULL), "there is no " + FULL);
    // What is written beside a file before it is moved goes to where there is no room.
    Files.createDirectories(out.resolve("masks"));
    Files.createSymbolicLink(out.resolve("masks/.a.png.tmp"), FULL);
    Path mask = Files.writeString(out.resolve("masks/a.png"), "older");
    Tool masks = predict("segmentation");
    assertEquals(5, masks.exitCode(), masks.err());
    assertEquals(
        "dl4j-vision: cannot write " + mask + ": no space left on device", masks.err().strip());
    assertEquals("older", Files.readString(mask));

    Files.createSymbolicLink(out.resolve(".detections.json.tmp"), FULL);
    Tool boxes = predict("detection");
    assertEquals(5, boxes.exitCode(), boxes.err());
    assertEquals(
        "dl4j-vision: cannot write " + out.resolve("detections.json") + ": no space left on device",
        boxes.err().strip());
  }

  @Test
  void aFolderThatMayNotBeWrittenToIsToldInOneLine() throws IOException {
    Files.createDirectory(out);
    Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(out), "this user may write everywhere");
    Tool tool = predict("segmentation");

    assertEquals(5, tool.exitCode(), tool.err());
    assertEquals(1, tool.err().lines().count(), tool.err());
    assertTrue(tool.err().contains("access is denied"), tool.err());
  }

  @Test
  void anOptionOfAnotherTaskIsRefused() {
    Path run = shared.resolve("segmentation");
    Path file = folder.resolve("found.json");
    Tool tool = Tool.run("evaluate", run, "--detections", file);
    assertEquals(2, tool.exitCode());
    Tool.assertMessage(
        "--detections is an option of detection, but " + run + " is a run of segmentation", tool);
    assertFalse(Files.exists(file));

    Tool predict = predict("detection", "--tile", 64);
    assertEquals(2, predict.exitCode());
    Tool.assertMessage(
        "--tile is an option of segmentation, but "
            + shared.resolve("detection")
            + " is a run of detection",
        predict);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aSignalLeavesNoHiddenFiles() throws Exception {
    List<Path> copies =
        IntStream.range(0, 1000).mapToObj(i -> images.resolve("copy" + i + ".png")).toList();
    for (Path copy : copies) {
      Files.createSymbolicLink(copy, images.resolve("a.png"));
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "predict",
                shared.resolve("segmentation").toString(),
                images.toString(),
                "--out",
                out.toString())
            .redirectErrorStream(true)
            .start();
    try {
      while (process.isAlive() && !Files.exists(out.resolve("overlays/c.png"))) {
        Thread.sleep(20);
      }
      process.toHandle().destroy();
      String said = new String(process.getInputStream().readAllBytes());
      assertEquals(143, process.waitFor(), said);
    } finally {
      process.destroyForcibly();
    }
    try (Stream<Path> files = Files.walk(out)) {
      assertEquals(
          List.of(), files.filter(f -> f.getFileName().toString().startsWith(".")).toList());
    }
  }
}
