package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dl4jvision.data.TinyData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Command lines that cannot be right: each is answered in a line that names no exception, does not
 * exit with 0, and writes no run.
 */
class BadCommandLinesTest {

  private static final List<String> VALUES = List.of("-1", "NaN", "", "1e99", "x", "99999999999");

  private static final List<String> NUMBERS = List.of("--epochs", "--batch-size", "--seed");

  private static final List<String> SHARES = List.of("--max-minutes", "--learning-rate");

  @TempDir static Path shared;
  private static Path cells;
  private static Path objects;
  private static Path text;

  @BeforeAll
  static void makeData() throws IOException {
    cells = TinyData.cells(shared.resolve("cells"));
    objects = TinyData.objects(shared.resolve("objects"));
    text = Files.writeString(shared.resolve("notes.txt"), "no run, no image, no JSON");
  }

  private static Stream<List<String>> commandLines() {
    List<List<String>> lines = new ArrayList<>();
    for (String task : List.of("segmentation", "detection")) {
      List<String> train = List.of("train", task, "--data", "DATA-" + task, "--out", "OUT");
      for (String option : NUMBERS) {
        VALUES.stream()
            .filter(value -> !(option.equals("--seed") && value.matches("-1|9+")))
            .forEach(value -> lines.add(with(train, option, value)));
      }
      for (String option : SHARES) {
        VALUES.stream()
            .filter(value -> !value.matches("1e99|9+"))
            .forEach(value -> lines.add(with(train, option, value)));
      }
      lines.add(with(train, "--loss", "dise"));
      lines.add(with(train, "--format", "koko"));
      lines.add(with(train, "--epoch", "1"));
      lines.add(with(train, "--augmentation", "lots"));
      lines.add(List.of("train", task, "--data", "MISSING", "--out", "OUT"));
      lines.add(List.of("train", task, "--data", "TEXT", "--out", "OUT"));
      lines.add(List.of("train", task, "--data", "DATA-" + task, "--out", "TEXT/run"));
      lines.add(List.of("train", task, "--resume", "MISSING"));
      lines.add(List.of("train", task, "--resume", "TEXT"));
    }
    lines.add(List.of("train", "segmentatoin"));
    lines.add(List.of("train"));
    lines.add(List.of("evaluate", "MISSING"));
    lines.add(List.of("evaluate", "TEXT"));
    lines.add(List.of("evaluate", "DATA-detection"));
    lines.add(List.of("evaluate", "detections", "--truth", "TEXT", "--detections", "TEXT"));
    lines.add(List.of("evaluate", "detections", "--truth", "MISSING", "--detections", "TEXT"));
    lines.add(List.of("predict", "MISSING", "DATA-segmentation"));
    lines.add(List.of("predict", "TEXT", "TEXT"));
    lines.add(List.of("loss", "eval", "TEXT"));
    lines.add(List.of("loss", "eval", "MISSING"));
    lines.add(List.of("losses"));
    lines.add(List.of("--versoin"));
    return lines.stream();
  }

  private static List<String> with(List<String> words, String option, String value) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of(option, value));
    return all;
  }

  @ParameterizedTest
  @MethodSource("commandLines")
  void areAnsweredInOneLine(List<String> words) {
    Path out = shared.resolve("out");
    Object[] args =
        words.stream()
            .map(
                word ->
                    word.replace("DATA-segmentation", cells.toString())
                        .replace("DATA-detection", objects.toString())
                        .replace("MISSING", shared.resolve("missing").toString())
                        .replace("TEXT", text.toString())
                        .replace("OUT", out.toString()))
            .toArray();
    Tool tool = Tool.run(args);
    assertNotEquals(0, tool.exitCode(), tool.out());
    String first = tool.err().lines().findFirst().orElse("");
    assertTrue(first.startsWith("dl4j-vision: "), tool.err());
    assertFalse(tool.err().contains("Exception"), tool.err());
    assertFalse(tool.err().contains("unexpected"), tool.err());
    assertFalse(tool.err().contains("\tat "), tool.err());
    assertFalse(Files.exists(out), tool.err());
  }
}
