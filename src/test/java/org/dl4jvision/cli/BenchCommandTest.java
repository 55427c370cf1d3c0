package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class BenchCommandTest {

  private static final String TINY = "tiny-32x10";

  @Test
  void quickRunOfSomeLossesFillsEveryReport(@TempDir Path folder) throws IOException {
    Path json = folder.resolve("losses.json");
    Path chart = folder.resolve("losses.png");
    Path page = folder.resolve("page.md");
    Files.writeString(page, "before\n<!-- losses -->\nold\n<!-- /losses -->\nafter\n");

    Tool tool =
        Tool.run(
            "bench",
            "losses",
            "--quick",
            "--workload",
            TINY,
            "--loss",
            "cross-entropy",
            "--loss",
            "lovasz",
            "--json",
            json,
            "--chart",
            chart,
            "--markdown",
            page);

    assertEquals(0, tool.exitCode(), tool.err());
    JsonNode results = new ObjectMapper().readTree(json.toFile()).get("results");
    assertEquals(
        List.of("cross-entropy", "lovasz"),
        StreamSupport.stream(results.spliterator(), false)
            .map(r -> r.get("loss").asText())
            .toList());
    JsonNode first = results.get(0);
    assertEquals(TINY, first.get("workload").asText());
    assertEquals("one-hot", first.get("labels").asText());
    for (String contestant : List.of("ours", "builtIn", "sameDiff", "copy")) {
      double median = first.get(contestant + "Ms").asDouble();
      assertTrue(median > 0, contestant);
      assertTrue(first.get(contestant + "MinMs").asDouble() <= median, contestant);
      assertTrue(first.get(contestant + "MaxMs").asDouble() >= median, contestant);
    }
    assertEquals(
        first.get("oursMs").asDouble() / first.get("builtInMs").asDouble(),
        first.get("oursToBuiltIn").asDouble(),
        1e-9);
    assertTrue(results.get(1).get("builtInMs").isNull()); // there is none
    assertTrue(first.get("oursAllocatedKb").asDouble() > 0);
    assertTrue(ImageIO.read(chart.toFile()).getWidth() > 0);
    String text = Files.readString(page);
    assertTrue(text.startsWith("before\n") && text.endsWith("after\n"), text);
    assertTrue(text.contains(tool.out().strip()), text);
    assertFalse(text.contains("old"), text);
    assertTrue(tool.err().contains("lovasz"), "progress");
  }

  @ParameterizedTest
  @CsvSource({
    "losses --workload huge, huge",
    "losses --loss dise, dise",
    "losses --workload binary-8x1x512x512 --loss cross-entropy, binary-cross-entropy",
    "training --network resnet, unet-16-1x256",
    "training --network unet-8-4x128 --markdown README.md, <!-- training -->",
    "losses --markdown missing.md, missing.md"
  })
  void badInputIsNamedBeforeAnythingIsMeasured(String arguments, String named) {
    Tool tool = Tool.run((Object[]) ("bench " + arguments).split(" "));

    assertEquals(2, tool.exitCode());
    assertTrue(tool.err().contains(named), tool.err());
    assertEquals("", tool.out());
  }
}
