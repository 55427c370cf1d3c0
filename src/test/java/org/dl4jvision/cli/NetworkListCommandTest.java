package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.Encoders;
import org.junit.jupiter.api.Test;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import picocli.CommandLine;

/** What is shown of networks. */
class NetworkListCommandTest {

  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    new CommandLine(NetworkCommand.class)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (e, line, result) -> {
              line.getErr().println(e.getMessage());
              return 2;
            })
        .execute(arguments);
    return out.toString() + err;
  }

  @Test
  void pageIsOfThisState() throws Exception {
    assertEquals(
        Files.readString(Path.of("docs/networks.md")),
        run("list", "--markdown"),
        "make it again: ./dl4j-vision network list --markdown > docs/networks.md");
  }

  /** torchvision states 4.09 billion multiply-adds of resnet50 at 224x224, with its classifier. */
  @Test
  void countsAsOthersDo() throws Exception {
    JsonNode all = new ObjectMapper().readTree(run("list", "--json"));
    assertEquals(Decoders.REGISTRY.all().size(), all.get("decoders").size());
    JsonNode rows = all.get("encoders");
    assertEquals(Encoders.REGISTRY.all().size(), rows.size());
    for (JsonNode row : rows) {
      if (row.get("name").asText().equals("resnet50")) {
        assertEquals(25_557_032 - 2049 * 1000, row.get("parameters").asLong());
        double at224 = row.get("multiplyAdds").asDouble() * 224 * 224 / (256 * 256);
        assertEquals(4.089e9, at224 + 2048 * 1000, 1e6);
      }
    }
    assertTrue(run("list").lines().anyMatch(line -> line.startsWith("resnet50 ")));
    assertTrue(run("list").lines().anyMatch(line -> line.startsWith("deeplab-v3+ ")));
  }

  @Test
  void describesAnEncoder() {
    String text = run("describe", "resnet18", "--image-size", "64");
    assertTrue(text.contains("published as: torchvision.resnet18\n"), text);
    assertTrue(text.contains("  stride 32   512 channels     2x2     layer4.1\n"), text);
  }

  @Test
  void refusesOtherSizes() {
    assertEquals(
        "image-size is 100; allowed: multiples of 32 up to 8192\n",
        run("describe", "resnet18", "--image-size", "100"));
    assertTrue(run("describe", "resnet19").startsWith("there is no encoder resnet19"));
  }
}
