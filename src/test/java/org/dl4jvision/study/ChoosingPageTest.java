package org.dl4jvision.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dl4jvision.Shared;
import org.dl4jvision.cli.Main;
import org.dl4jvision.cli.Tool;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.loss.ClassWeighting;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.report.MarkedText;
import org.dl4jvision.study.advice.AdviceRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code docs/choosing.md} has the advice that the command gives. {@code mvn test
 * -Dtest=ChoosingPageTest -Dchoosing.write=true} writes it anew.
 */
class ChoosingPageTest {

  private static final Path PAGE = Path.of("docs/choosing.md");

  @TempDir private Path folder;

  /** The page to write to: a copy, unless it is to be made anew. */
  private Path target() throws IOException {
    return Boolean.getBoolean("choosing.write")
        ? PAGE
        : Files.copy(PAGE, folder.resolve("choosing.md"));
  }

  private void advise(List<Object> data) throws IOException {
    String before = Files.readString(PAGE);
    Path target = target();
    Path json = folder.resolve("advice.json");
    List<Object> words = new ArrayList<>(List.of("advise", "--markdown", target, "--json", json));
    words.addAll(data);
    Tool tool = Tool.run(words.toArray());
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(before, Files.readString(target), PAGE + " is stale: see " + getClass());
    assertCommandsAreValid(json);
  }

  /** Losses parse, and the tool takes the commands. */
  private static void assertCommandsAreValid(Path json) throws IOException {
    for (Map<?, ?> report : JsonFile.read(json, Map[].class)) {
      List<?> losses = (List<?>) report.get("losses");
      assertTrue(losses.size() >= 3, "too few to compare");
      for (Object loss : losses) {
        Map<?, ?> options = (Map<?, ?>) ((Map<?, ?>) loss).get("options");
        options.forEach(
            (option, value) -> {
              if (option.toString().endsWith("loss")) {
                Losses.parse(ClassWeighting.none(value.toString()));
              }
            });
      }
      List<String> train = ((List<?>) report.get("train")).stream().map(Object::toString).toList();
      assertEquals("train", train.get(0));
      Main.commandLine().parseArgs(train.toArray(String[]::new));
      String[] compare =
          ((List<?>) report.get("compare")).stream().map(Object::toString).toArray(String[]::new);
      assertEquals("compare", compare[0]);
      Main.commandLine().parseArgs(compare);
    }
  }

  @Test
  void builtInDataAreAdvisedAsThePageSays() throws IOException {
    advise(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"isbi2012", "nuclei", "bccd", "tinycoco"})
  void sharedDataAreAdvisedAsThePageSays(String name) throws IOException {
    advise(List.of("--data", Shared.data(name)));
  }

  @Test
  void voidOfCamVidIsLeftOut() throws IOException {
    advise(List.of("--data", Shared.data("camvid"), "--ignore-index", 11));
  }

  @Test
  void everyRuleIsOnThePage() throws IOException {
    String before = Files.readString(PAGE);
    Path target = target();
    MarkedText.replace(
        target,
        "rules",
        AdviceRules.REGISTRY.all().stream()
            .map(rule -> "| `" + rule.name() + "` | " + rule.help() + " |\n")
            .collect(Collectors.joining("", "| rule | |\n|---|---|\n", "")));
    assertEquals(before, Files.readString(target), PAGE + " is stale: see " + getClass());
  }

  @Test
  void chartsAreDrawn() {
    Tool tool = Tool.run("advise", "--out", folder);
    assertEquals(0, tool.exitCode(), tool.err());
    assertTrue(Files.exists(folder.resolve("synthetic cells-segmentation-statistics.png")));
    assertTrue(Files.exists(folder.resolve("synthetic objects-detection-statistics.png")));
  }

  @Test
  void aTaskThatThereIsNot() {
    Tool tool = Tool.run("advise", "--task", "segmentatoin");
    assertTrue(tool.err().startsWith("dl4j-vision: there is no task segmentatoin"), tool.err());
  }
}
