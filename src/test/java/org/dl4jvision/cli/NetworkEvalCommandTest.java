package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.dl4jvision.Shared;
import org.dl4jvision.network.reference.ReferenceNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import picocli.CommandLine;

/** Published networks give what they give elsewhere. */
class NetworkEvalCommandTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Networks of more numbers than the tests have memory for in double precision. */
  private static final long LARGE = 100_000_000;

  private static final String CASE =
      "{'network': 'torchvision.resnet18', 'arguments': {'num_classes': 2},"
          + " 'input': {'name': 'x', 'shape': [1, 3, 32, 32]},"
          + " 'outputs': {'logits': {'index': [0]}}}";

  @TempDir private Path folder;

  private static String run(String... arguments) throws Exception {
    StringWriter out = new StringWriter();
    Exception[] thrown = new Exception[1];
    new CommandLine(NetworkCommand.class)
        .setOut(new PrintWriter(out))
        .setExecutionExceptionHandler(
            (e, line, result) -> {
              thrown[0] = e;
              return 1;
            })
        .execute(arguments);
    if (thrown[0] != null) {
      throw thrown[0];
    }
    return out.toString();
  }

  static Stream<Path> cases() throws IOException {
    Path golden = Shared.goldenFolder().resolve("torchvision");
    return Shared.hasGolden("torchvision")
        ? Files.list(golden).filter(file -> file.toString().endsWith(".json")).sorted()
        : Stream.of(golden);
  }

  private static JsonNode supported(Path file) throws IOException {
    Shared.golden("torchvision");
    JsonNode expected = MAPPER.readTree(file.toFile());
    String network = expected.path("network").asText();
    assumeTrue(
        ReferenceNetworks.all().names().contains(network), () -> network + " is not built yet");
    return expected;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesInFloat(Path file) throws Exception {
    JsonNode expected = supported(file);
    assertAgrees(expected, MAPPER.readTree(run("eval", file.toString())), 1e-3);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesInFloatWithoutAcceleration(Path file) throws Exception {
    JsonNode expected = supported(file);
    assumeTrue(expected.get("parameters").asLong() < LARGE, "too large without acceleration");
    assertAgrees(expected, MAPPER.readTree(run("eval", "--stock", file.toString())), 1e-3);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesInDouble(Path file) throws Exception {
    JsonNode expected = supported(file);
    assumeTrue(expected.get("parameters").asLong() < LARGE, "too large in double precision");
    Path twice = write(((ObjectNode) expected.deepCopy()).put("dataType", "DOUBLE").toString());
    assertAgrees(expected, MAPPER.readTree(run("eval", twice.toString())), 1e-6);
  }

  private static void assertAgrees(JsonNode expected, JsonNode actual, double tolerance) {
    assertEquals(expected.get("parameters").asLong(), actual.get("parameters").asLong());
    assertEquals(expected.get("outputs").size(), actual.get("outputs").size());
    for (Iterator<Map.Entry<String, JsonNode>> all = expected.get("outputs").fields();
        all.hasNext(); ) {
      Map.Entry<String, JsonNode> output = all.next();
      JsonNode golden = output.getValue();
      JsonNode ours = actual.get("outputs").get(output.getKey());
      assertEquals(golden.get("shape"), ours.get("shape"), output.getKey());
      assertEquals(golden.get("index"), ours.get("index"), output.getKey());
      double scale = tolerance * golden.get("std").asDouble();
      assertEquals(golden.get("mean").asDouble(), ours.get("mean").asDouble(), scale);
      assertEquals(golden.get("std").asDouble(), ours.get("std").asDouble(), scale);
      for (int i = 0; i < golden.get("value").size(); i++) {
        assertEquals(
            golden.get("value").get(i).asDouble(),
            ours.get("value").get(i).asDouble(),
            scale,
            output.getKey());
      }
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("case.json"), text.replace('\'', '"'));
  }

  @Test
  void takesGivenValues() throws Exception {
    String zeros = "[" + "[0],".repeat(31) + "[0]]";
    String image = "{'values': [[" + zeros + "," + zeros + "," + zeros + "]]}";
    JsonNode result =
        MAPPER.readTree(
            run(
                "eval",
                write(CASE.replace("{'name': 'x', 'shape': [1, 3, 32, 32]}", image)).toString()));
    assertEquals("[1,2]", result.get("outputs").get("logits").get("shape").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "resnet18 | resnet19 | there is no published network torchvision.resnet19",
        "'num_classes': 2 | 'groups': 2 | argument groups is 2; allowed: 1",
        "'num_classes': 2 | 'num_clases': 2 | argument num_clases is not known",
        "'num_classes': 2 | 'num_classes': true | argument num_classes is true; allowed: whole",
        "[1, 3, 32, 32] | [1, 4, 32, 32] | shape is [1, 4, 32, 32]; allowed: [N, 3, height, width]",
        "[1, 3, 32, 32] | [9000000, 3, 320000, 32] | shape is [9000000,3,320000,32]; allowed: up",
        "'index': [0] | 'index': [2] | index of logits holds 2; allowed: 0 to 1",
        "'index': [0] | 'index': [0.5] | index of logits is 0.5; allowed: whole numbers >= 0",
        "'logits' | 'layer9' | the network has no module layer9; its modules are conv1, bn1, relu,",
        "'input' | 'inputs' | unknown key \"inputs\" (did you mean input?)",
        "'outputs' | 'weights': 'no.safetensors', 'outputs' | cannot read",
        "'outputs' | 'dataType': 'HALF', 'outputs' | dataType is \"HALF\"; allowed: FLOAT, DOUBLE"
      })
  void refusesBadCases(String part, String other, String expected) throws IOException {
    String file = write(CASE.replace(part, other)).toString();
    String message = assertThrows(RuntimeException.class, () -> run("eval", file)).getMessage();
    assertTrue(message.startsWith(expected), message);
    assertEquals(1, message.lines().count(), message);
  }
}
