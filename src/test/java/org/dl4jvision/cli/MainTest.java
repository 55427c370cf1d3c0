package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "train segmentation --help",
        "train detection --help",
        "list --help",
        "evaluate --help",
        "predict --help",
        "bench losses --help",
        "bench training --help"
      })
  void helpTeachesWithAnExample(String arguments) {
    Tool tool = Tool.run((Object[]) arguments.split(" "));

    assertEquals(0, tool.exitCode());
    assertEquals("", tool.err());
    assertTrue(tool.out().contains("Example"), tool.out());
    assertFalse(tool.out().contains("${"), tool.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "train", "bench", "trian segmentation", "train segmentation --epoch 1"})
  void whatCannotBeUnderstoodGetsAHint(String arguments) {
    Tool tool = arguments.isEmpty() ? Tool.run() : Tool.run((Object[]) arguments.split(" "));

    assertEquals(2, tool.exitCode());
    assertEquals("", tool.out());
    assertTrue(tool.err().contains("--help"), tool.err());
    assertTrue(tool.err().lines().count() <= 3, tool.err());
  }

  @Test
  void verboseShowsTheStackTrace() {
    Tool quiet = Tool.run("predict", "no-run", "no-images", "--out", "x");
    Tool verbose = Tool.run("predict", "no-run", "no-images", "--out", "x", "--verbose");

    assertFalse(quiet.err().contains("\tat "), quiet.err());
    assertTrue(verbose.err().contains("\tat "), verbose.err());
  }

  @ParameterizedTest
  @CsvSource({"trian, trian, train", "help trian, trian, train", "data inspct, inspct, inspect"})
  void anUnknownCommandIsAnsweredWithTheNearest(String arguments, String unknown, String nearest) {
    Tool tool = Tool.run((Object[]) arguments.split(" ", -1));
    assertEquals(2, tool.exitCode());
    Tool.assertMessage("unknown command '" + unknown + "' (did you mean " + nearest + "?)", tool);
  }

  @Test
  void argumentsAreAsTheyAreWritten() {
    Tool file = Tool.run("loss", "eval", "@.");
    assertEquals(2, file.exitCode());
    Tool.assertMessage("no such file: @.", file);
    Tool variable = Tool.run("loss", "eval", "${sys:user.home}");
    Tool.assertMessage("no such file: ${sys:user.home}", variable);
  }

  @Test
  void version() {
    Tool tool = Tool.run("--version");

    assertTrue(tool.out().startsWith("dl4j-vision "), tool.out());
  }
}
