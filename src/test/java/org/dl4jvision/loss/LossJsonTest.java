package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.dl4jvision.loss.family.VisionLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.databind.JsonMappingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Saved models stay readable: each loss and its options as JSON that a version has written. */
class LossJsonTest {

  private static final ObjectMapper MAPPER = NeuralNetConfiguration.mapper();

  private record Written(String expression, String json) {}

  /** Expression, tab, JSON: what version 0.1 wrote for it. */
  static List<Written> written() throws IOException {
    try (InputStream in = LossJsonTest.class.getResourceAsStream("json-0.1.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t"))
          .map(columns -> new Written(columns[0], columns[1]))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("written")
  void oldJsonIsReadAndWrittenAsItWas(Written sample) throws IOException {
    VisionLoss expected = Losses.parse(sample.expression);
    assertEquals(expected, MAPPER.readValue(sample.json, ILossFunction.class));
    assertEquals(expected, MAPPER.readValue(sample.json, expected.getClass()));
    assertEquals(
        MAPPER.readTree(sample.json), MAPPER.readTree(MAPPER.writeValueAsString(expected)));
  }

  @Test
  void everyLossHasASample() throws IOException {
    List<String> names =
        Stream.concat(
                Losses.types().stream().map(type -> type.lossClass()), Stream.of(LossSum.class))
            .map(Class::getName)
            .sorted()
            .toList();
    List<String> sampled =
        written().stream().map(sample -> className(sample.json)).distinct().sorted().toList();
    assertEquals(names, sampled);
  }

  private static String className(String json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      return node.get("@class").asText();
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'@class': 'org.dl4jvision.loss.LossDice', 'smoothNumerator': -1}"
            + "|loss dice: smoothNumerator is -1.0; allowed: finite numbers >= 0",
        "{'@class': 'org.dl4jvision.loss.LossSum', 'weights': [1], 'losses': []}"
            + "|loss sum: losses is []; allowed: one or more",
        "{'@class': 'org.dl4jvision.loss.LossUncertainty'}"
            + "|loss uncertainty: losses is []; allowed: one or more",
      })
  void optionsAreChecked(String json, String message) {
    Exception e =
        assertThrows(
            Exception.class, () -> MAPPER.readValue(json.replace('\'', '"'), ILossFunction.class));
    Throwable cause = e instanceof JsonMappingException ? e.getCause() : e;
    assertEquals(message, cause.getMessage());
  }
}
