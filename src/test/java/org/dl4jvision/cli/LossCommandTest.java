package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.dl4jvision.Shared;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.loss.registry.LossType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import picocli.CommandLine;

class LossCommandTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A mistake of one logit: log(1 + e^3). */
  private static final String CASE =
      "{\"loss\": \"cross-entropy\", \"activation\": \"softmax\","
          + " \"predictions\": [[2, -1], [0, 0]], \"labels\": [[0, 1], [1, 0]]}";

  @TempDir private Path folder;

  /** What the command prints; its exceptions are thrown on. */
  private static String run(String... arguments) throws Exception {
    StringWriter out = new StringWriter();
    Exception[] thrown = new Exception[1];
    new CommandLine(LossCommand.class)
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

  /** Of classes and options that have changed since, the page would tell stories. */
  @Test
  void pageOfLossesIsThatOfTheCode() throws Exception {
    assertEquals(
        Files.readString(Path.of("docs", "losses.md")),
        run("list", "--markdown"),
        "make it anew: ./dl4j-vision loss list --markdown > docs/losses.md");
    for (LossType<?> type : Losses.types()) {
      assertTrue(!type.info().formula().isEmpty(), () -> type.name() + " has no formula");
      assertTrue(!type.info().avoid().isEmpty(), () -> type.name() + " is for everything");
    }
  }

  private JsonNode eval(String json) throws Exception {
    Path file = Files.writeString(folder.resolve("case.json"), json);
    return MAPPER.readTree(run("eval", file.toString()));
  }

  private String error(String json) {
    return assertThrows(IllegalArgumentException.class, () -> eval(json)).getMessage();
  }

  private static double[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  @Test
  void singleCase() throws Exception {
    JsonNode answer = eval(CASE);
    double[] each = {Math.log1p(Math.exp(3)), Math.log(2)};
    assertArrayEquals(each, numbers(answer.get("perExample")), 1e-6);
    assertEquals((each[0] + each[1]) / 2, answer.get("loss").asDouble(), 1e-6);
    double p = 1 / (1 + Math.exp(-3));
    assertArrayEquals(new double[] {p / 2, -p / 2}, numbers(answer.get("gradient").get(0)), 1e-6);
    assertArrayEquals(new double[] {-0.25, 0.25}, numbers(answer.get("gradient").get(1)), 1e-6);
    assertEquals(3, answer.size());
  }

  @Test
  void listOfCasesWithABadOne() throws Exception {
    JsonNode answers = eval("[" + CASE + ", {\"loss\": \"dise\"}, 7, " + CASE + "]");
    assertEquals(4, answers.size());
    assertTrue(answers.get(1).get("error").asText().startsWith("there is no loss dise"));
    assertEquals(1, answers.get(1).size());
    assertTrue(answers.get(2).has("error"));
    assertEquals(eval(CASE), answers.get(0));
    assertEquals(answers.get(0), answers.get(3));
    assertEquals(0, eval("[]").size());
  }

  @Test
  void standardInput() throws Exception {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(CASE.getBytes(StandardCharsets.UTF_8)));
    try {
      assertEquals(eval(CASE), MAPPER.readTree(run("eval", "-")));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void floatIsTheDefaultType() throws Exception {
    String third = CASE.replace("2, -1", "0.3333333333333333, -1");
    JsonNode byDefault = eval(third);
    assertEquals(eval(third.replace("{", "{\"dtype\": \"float\", ")), byDefault);
    JsonNode inDouble = eval(third.replace("{", "{\"dtype\": \"double\", "));
    double exact = (Math.log1p(Math.exp(4 / 3.0)) + Math.log(2)) / 2;
    assertEquals(exact, inDouble.get("loss").asDouble(), 1e-15);
    assertEquals(exact, byDefault.get("loss").asDouble(), 1e-6);
    assertTrue(exact != byDefault.get("loss").asDouble());
    assertEquals(
        exact, eval(third.replace("{", "{\"dtype\": \"half\", ")).get("loss").asDouble(), 1e-2);
  }

  @Test
  void masks() throws Exception {
    JsonNode masked = eval(CASE.replace("{", "{\"mask\": [[0], [2]], "));
    assertArrayEquals(new double[] {0, 2 * Math.log(2)}, numbers(masked.get("perExample")), 1e-6);
    assertEquals(eval(CASE), eval(CASE.replace("{", "{\"mask\": null, ")));
  }

  @Test
  void classIndices() throws Exception {
    JsonNode oneHot = eval(CASE);
    assertEquals(oneHot, eval(CASE.replace("[[0, 1], [1, 0]]", "[[1], [0]]")));
    assertEquals(oneHot, eval(CASE.replace("[[0, 1], [1, 0]]", "[1, 0]")));
  }

  @Test
  void classIndicesAndSpace() throws Exception {
    JsonNode answer =
        eval(
            "{\"loss\": \"cross-entropy(ignoreIndex=255)\", \"activation\": \"softmax\","
                + "\"predictions\": [[[[0, 2]], [[0, 2]], [[0, 2]]]], \"labels\": [[[[2, 255]]]]}");
    assertEquals(Math.log(3), answer.get("loss").asDouble(), 1e-6);
    assertArrayEquals(new double[] {1 / 3.0, 0}, numbers(answer.at("/gradient/0/0/0")), 1e-6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"labels\"|\"label\"|unknown key \"label\"; keys are loss, activation, predictions,"
            + " labels, mask, dtype",
        "softmax|softmaxx|activation is \"softmaxx\"; allowed:",
        "[2, -1]|[2]|predictions is ragged",
        "[0, 0]|[0, 0, 0]|predictions is ragged",
        "[0, 0]|0|predictions is ragged",
        "[[2, -1], [0, 0]]|[]|predictions must be nested lists of numbers, none of them empty",
        "[[2, -1], [0, 0]]|[2, -1]|predictions have shape [2]; allowed are [N, C] and [N, C,"
            + " spatial...]",
        "2, -1|2, \"a\"|predictions holds \"a\"; allowed: numbers",
        "[1, 0]]|[1, 0], [1, 0]]|labels have shape [3, 2]; allowed for predictions of shape [2, 2]",
        "{|{\"dtype\": \"int\", |dtype is \"int\"; allowed: float, double, half",
        "cross-entropy|cross-entropy(a=1)|loss cross-entropy has no option a; its options are",
        "{|{\"mask\": [[1], [1], [1]], |mask has shape [3, 1]",
        "{|{\"mask\": 1, |mask is 1; allowed: nested lists [N, C, ...]",
        "{|[{|is no JSON",
      })
  void badCases(String old, String replacement, String message) {
    String actual = error(CASE.replace(old, replacement));
    assertTrue(actual.contains(message), actual);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2, -1|1e400, -1|predictions holds Infinity; allowed: numbers from -3.4028234663852886E38"
            + " to 3.4028234663852886E38",
        "{|{\"mask\": [[-1], [1]], |mask holds -1.0; allowed: finite numbers >= 0",
        "{|{\"dtype\": \"double\", \"mask\": [[1e308], [1e308]], |the loss is Infinity: the numbers"
            + " or options are too large or too small for dtype double",
        "cross-entropy|focal(alpha=2, mode=binary)|loss focal: alpha is 2.0; allowed: numbers from"
            + " 0 to 1, since negatives weigh 1 - alpha",
        "\"cross-entropy\"|7|loss is 7; allowed: texts",
        "[1, 0]]}|[1, 0]], \"loss\": \"l1\"}|FILE: has the key 'loss' twice, line 1",
        "[1, 0]]}|[1, 0]]} {}|FILE: more follows after its end, line 1",
        "[1, 0]]}|[1, 0]]} xyz|FILE: is no JSON, line 1",
        "[1, 0]]}|[2, 0]]}|labels of shape [2, 2], that of the predictions, hold 2.0; allowed are"
            + " probabilities, 0 to 1 (one-hot or soft)",
      })
  void nothingIsSilent(String old, String replacement, String message) {
    String expected = message.replace("FILE", folder.resolve("case.json").toString());
    assertEquals(expected, error(CASE.replace(old, replacement)));
  }

  /** The activation says that the loss is binary. */
  @Test
  void sharesOfBinaryFocalAreShares() {
    String json = CASE.replace("cross-entropy", "focal(alpha=[0.5, 1.5])");
    assertEquals(2, json.split("softmax").length);
    assertEquals(
        "alpha is 1.5; allowed: numbers from 0 to 1, since negatives weigh 1 - alpha",
        error(json.replace("softmax", "sigmoid")));
  }

  @Test
  void missingKeysAndFiles() throws Exception {
    for (String key : List.of("loss", "activation", "predictions", "labels")) {
      ObjectNode node = (ObjectNode) MAPPER.readTree(CASE);
      node.remove(key);
      String message = error(node.toString());
      assertTrue(message.startsWith("key \"" + key + "\" is missing"), message);
    }
    assertTrue(error("3").contains("holds no case"));
    assertTrue(error("").contains("holds no case"));
    Exception missing =
        assertThrows(
            IllegalArgumentException.class,
            () -> run("eval", folder.resolve("no.json").toString()));
    assertTrue(missing.getMessage().startsWith("no such file: "), missing.getMessage());
  }

  /** Golden cases whose arrays are ours already; GoldenTest has them all. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "monai_DiceLoss|monai-DiceLoss-01|dice(squared=false, smooth=1e-6)|sigmoid",
        "monai_DiceLoss|monai-DiceLoss-12|dice(squared=false, smooth=1e-4)|tanh",
        "monai_DiceLoss|monai-DiceLoss-14|dice(squared=false, smooth=1e-4, batch=true)|tanh",
        "keras_CategoricalCrossentropy|keras-CategoricalCrossentropy-11|cross-entropy|softmax",
        "keras_BinaryCrossentropy|keras-BinaryCrossentropy-11|binary-cross-entropy|sigmoid",
        "keras_MeanAbsoluteError|keras-MeanAbsoluteError-01|l1|identity",
      })
  void golden(String file, String id, String loss, String activation) throws Exception {
    Path path = Shared.golden(file + ".json");
    JsonNode golden =
        StreamSupport.stream(
                MAPPER.readTree(Files.readString(path)).get("cases").spliterator(), false)
            .filter(node -> node.get("id").asText().equals(id))
            .findFirst()
            .orElseThrow();
    ObjectNode node = MAPPER.createObjectNode();
    node.put("loss", loss).put("activation", activation).put("dtype", "double");
    node.set("predictions", golden.get("input"));
    node.set("labels", golden.get("target"));
    assertEquals(
        golden.get("recomputed_f64").asDouble(),
        eval(node.toString()).get("loss").asDouble(),
        1e-6);
  }

  /** Two squares of 2 that share a quarter: IoU 1/7, in a box of 3 by 3 with a gap of 2. */
  @Test
  void evaluatesBoxes() throws Exception {
    String json =
        "{\"loss\": \"giou(format=xywh)\", \"activation\": \"identity\", \"dtype\": \"double\","
            + " \"predictions\": [[0, 0, 2, 2], [5, 5, 1, 1]],"
            + " \"labels\": [[1, 1, 2, 2], [5, 5, 1, 1]], \"mask\": [[1], [3]]}";
    JsonNode answer = eval(json);
    assertEquals(1 - 1.0 / 7 + 2.0 / 9, answer.get("perExample").get(0).asDouble(), 1e-6);
    assertEquals(0, answer.get("perExample").get(1).asDouble(), 1e-6);
    assertEquals(2, answer.get("gradient").size());
    assertEquals(4, answer.get("gradient").get(0).size());
  }

  @Test
  void listNamesEveryLossAndOption() throws Exception {
    String text = run("list");
    JsonNode json = MAPPER.readTree(run("list", "--json"));
    assertEquals(Losses.types().size(), json.size());
    for (LossType<?> type : Losses.types()) {
      JsonNode entry =
          StreamSupport.stream(json.spliterator(), false)
              .filter(node -> node.get("name").asText().equals(type.name()))
              .findFirst()
              .orElseThrow();
      assertEquals(type.help(), entry.get("help").asText());
      assertEquals(type.options().size(), entry.get("options").size());
      assertTrue(text.contains(type.name()) && text.contains(type.help()));
      for (LossType.OptionType option : type.options()) {
        assertTrue(text.contains(option.name()) && text.contains(option.help()), option.name());
        assertTrue(
            StreamSupport.stream(entry.get("options").spliterator(), false)
                .anyMatch(
                    node ->
                        node.get("name").asText().equals(option.name())
                            && node.get("help").asText().equals(option.help())
                            && node.has("type")
                            && node.has("default")));
      }
    }
    assertEquals(
        Arrays.asList("binary-cross-entropy", "cross-entropy", "dice", "l1"),
        StreamSupport.stream(json.spliterator(), false)
            .map(node -> node.get("name").asText())
            .filter(List.of("binary-cross-entropy", "cross-entropy", "dice", "l1")::contains)
            .toList());
  }
}
