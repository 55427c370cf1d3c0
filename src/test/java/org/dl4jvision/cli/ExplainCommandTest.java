package org.dl4jvision.cli;

import static org.dl4jvision.cli.Tool.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jvision.io.JsonFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class ExplainCommandTest {

  @TempDir private static Path folder;
  private static Path run;

  @BeforeAll
  static void train() throws IOException {
    run = folder.resolve("run");
    Path data = Tool.data(Files.createDirectories(folder.resolve("data")));
    Tool tool = Tool.train(data, "--epochs", 2, "--out", run);
    assertEquals(0, tool.exitCode(), tool.err());
  }

  private static JsonNode explain(Object... more) {
    Object[] words = new Object[2 + more.length];
    words[0] = "explain";
    words[1] = run;
    System.arraycopy(more, 0, words, 2, more.length);
    Tool tool = Tool.run(words);
    assertEquals(0, tool.exitCode(), tool.err());
    return JsonFile.read(run.resolve("explain/explanation.json"), JsonNode.class);
  }

  @Test
  void theLossIsThatOfTheRun() throws IOException {
    JsonNode explained = explain("--only", "loss,gradient");
    Tool evaluated = Tool.run("evaluate", run, "--json");
    double loss = new ObjectMapper().readTree(evaluated.out()).get("loss").asDouble();
    assertEquals(loss, explained.get("loss").get("value").asDouble(), 1e-6 * loss);
    assertEquals(2, explained.get("loss").get("breakdowns").get(0).get("parts").size());
    assertTrue(explained.get("gradient").get("norm").asDouble() > 0);
    assertTrue(explained.get("gradient").get("cosines").has("dice and cross-entropy"));
  }

  @Test
  void whatIsPrintedIsWritten() throws IOException {
    Path out = folder.resolve("out");
    Tool tool = Tool.run("explain", run, "--only", "mistakes", "--out", out, "--image", "1.png");
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals(tool.out(), Files.readString(out.resolve("explanation.txt")));
    assertTrue(tool.out().contains("of 1:"), tool.out());
    assertTrue(!tool.out().contains("of 0:"), tool.out());
  }

  @Test
  void whatCannotBeExplainedIsSaid() {
    assertMessage(
        "image is 9.png; allowed: the 2 validation images of 'data', such as 0 (--split and --data"
            + " name others)",
        Tool.run("explain", run, "--image", "9.png"));
    assertMessage("there is no explanation los...", Tool.run("explain", run, "--only", "los"));
    assertMessage("count is 0; allowed: ...", Tool.run("explain", run, "--count", 0));
    assertMessage(
        "landscape-steps is 4; allowed: odd numbers from 3 to 101",
        Tool.run("explain", run, "--landscape-steps", 4));
    assertMessage("folder nowhere: there is no such folder", Tool.run("explain", "nowhere"));
  }
}
