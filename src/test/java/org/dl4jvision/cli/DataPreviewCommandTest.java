package org.dl4jvision.cli;

import static org.dl4jvision.cli.Tool.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.dl4jvision.data.TinyData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataPreviewCommandTest {

  @TempDir Path folder;

  private int[] preview(Path data, Object... more) throws IOException {
    Path out = folder.resolve("preview.png");
    Object[] words = {"data", "preview", "--data", data, "--out", out};
    Object[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    Tool tool = Tool.run(all);
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(tool.err().endsWith(out + System.lineSeparator()), tool.err());
    BufferedImage image = ImageIO.read(out.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void theSeedMakesThePicture() throws IOException {
    Path cells = TinyData.cells(folder);
    int[] first = preview(cells, "--pictures", 2, "--augmentation", "strong + mixup(share=1)");
    assertArrayEquals(
        first, preview(cells, "--pictures", 2, "--augmentation", "strong + mixup(share=1)"));
    int[] other =
        preview(cells, "--pictures", 2, "--augmentation", "strong + mixup(share=1)", "--seed", 7);
    assertFalse(Arrays.equals(first, other));
    assertTrue(preview(cells, "--pictures", 1, "--versions", 1).length < first.length);
  }

  @Test
  void boxesAreShown() throws IOException {
    Path objects = TinyData.objects(folder);
    assertTrue(
        preview(objects, "--augmentation", "all + rotation(share=1) + copy-paste", "--side", 64)
                .length
            > 100_000);
  }

  @Test
  void badInputIsRefusedInOneLine() throws IOException {
    Path cells = TinyData.cells(folder);
    Tool tool = Tool.run("data", "preview", "--data", cells, "--augmentation", "rotation2");
    assertEquals(ExitCode.BAD_INPUT.code(), tool.exitCode());
    assertMessage("there is no augmentation rotation2 (did you mean rotation?); ...", tool);
    assertMessage(
        "versions is 0; allowed: 1 to 20",
        Tool.run("data", "preview", "--data", cells, "--versions", 0));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertMessage(
        "no masks or outlines found in " + empty + " (no files); ...",
        Tool.run("data", "preview", "--task", "segmentation", "--data", empty));
  }

  @Test
  void whatMasksCannotLearnIsRefusedBeforeTheTraining() throws IOException {
    Path cells = TinyData.cells(folder);
    Path run = folder.resolve("run");
    assertMessage(
        "augmentation all + mixup mixes classes, but --record-gradients needs pixels of one class;"
            + " leave out mixup, or use cutmix",
        Tool.train(cells, "--augmentation", "all + mixup", "--record-gradients", 1, "--out", run));
    Tool tool =
        Tool.train(
            cells, "--augmentation", "all + mixup(share=1) + elastic(share=1)", "--out", run);
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(
        Files.readString(run.resolve("configuration.json"))
            .contains("\"augmentation\" : \"all + mixup(share=1) + elastic(share=1)\""));
    Tool more = Tool.run("train", "segmentation", "--resume", run, "--epochs", 2);
    assertEquals(0, more.exitCode(), more.err());
  }
}
