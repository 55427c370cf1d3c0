package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.dl4jvision.check.Fuzz;
import org.dl4jvision.io.BoundedParser;
import org.dl4jvision.io.JsonTree;
import org.dl4jvision.loss.RandomExpressions;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;

/** Any JSON is a case with finite numbers as its answer, or is refused in a line. */
class LossCaseFuzzTest {

  private static final String GOOD =
      "{\"loss\": \"l1\", \"activation\": \"identity\", \"predictions\": [[1]], \"labels\": [[3]]}";

  private static final List<String> NUMBERS =
      List.of(
          "0", "1", "-1", "3", "100", "-100", "1e6", "-1e30", "1e300", "1e400", "1e-320", "0.5",
          "2", "255", "65504", "70000");

  private static JsonNode evaluate(String json) throws Exception {
    try (BoundedParser parser = BoundedParser.json(json)) {
      return LossCases.evaluate(parser, "case.json");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(JsonTree.problem(e, "is no JSON"));
    }
  }

  private static void check(String json) {
    Fuzz.answer(() -> evaluate(json)).ifPresent(answer -> checkAnswer(answer, json));
  }

  private static void checkAnswer(JsonNode answer, String json) {
    if (answer.isArray()) {
      answer.forEach(each -> checkAnswer(each, json));
    } else if (answer.has("error")) {
      String error = answer.get("error").asText();
      Fuzz.requireClear(error);
      assertTrue(!error.startsWith("unexpected") && !error.startsWith("out of"), error + json);
    } else {
      double sum = 0;
      for (JsonNode each : answer.get("perExample")) {
        sum += each.asDouble();
      }
      double loss = answer.get("loss").asDouble();
      assertTrue(Double.isFinite(loss), json);
      assertEquals(sum / answer.get("perExample").size(), loss, 1e-6 * Math.abs(loss), json);
      assertEquals(answer.get("perExample").size(), answer.get("gradient").size(), json);
    }
  }

  private static String list(int length, Supplier<String> entry) {
    return IntStream.range(0, length)
        .mapToObj(i -> entry.get())
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String array(List<Integer> shape, Supplier<String> number) {
    return shape.isEmpty()
        ? number.get()
        : list(shape.get(0), () -> array(shape.subList(1, shape.size()), number));
  }

  private static String number(Random random) {
    return random.nextInt(100) == 0
        ? Fuzz.any(NUMBERS, random)
        : String.valueOf(random.nextGaussian());
  }

  private static String label(Random random) {
    return random.nextInt(100) == 0 ? Fuzz.any(NUMBERS, random) : String.valueOf(random.nextInt(2));
  }

  private static String nextCase(Random random) {
    int channels = 1 + random.nextInt(4);
    int rank = random.nextInt(3);
    List<Integer> shape =
        IntStream.range(0, 2 + rank)
            .mapToObj(i -> i == 1 ? channels : 1 + random.nextInt(i == 0 ? 2 : 6))
            .toList();
    List<Integer> plane =
        IntStream.range(0, shape.size()).mapToObj(i -> i == 1 ? 1 : shape.get(i)).toList();
    Activation activation =
        random.nextBoolean()
            ? Activation.SIGMOID
            : Fuzz.any(Arrays.asList(Activation.values()), random);
    StringBuilder json = new StringBuilder("{");
    json.append("\"loss\":")
        .append(JsonNodeFactory.instance.textNode(new RandomExpressions(random).next()));
    json.append(",\"activation\":\"").append(activation.name().toLowerCase(Locale.ROOT));
    json.append("\",\"predictions\":").append(array(shape, () -> number(random)));
    List<Integer> labels = random.nextInt(3) == 0 ? plane : shape;
    json.append(",\"labels\":").append(array(labels, () -> label(random)));
    if (random.nextInt(3) == 0) {
      List<Integer> mask = random.nextBoolean() ? plane : List.of(shape.get(0), 1);
      json.append(",\"mask\":").append(array(mask, () -> label(random)));
    }
    if (random.nextInt(2) == 0) {
      String type = Fuzz.any(List.of("float", "double", "half"), random);
      json.append(",\"dtype\":\"").append(type).append('"');
    }
    return json.append("}").toString();
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void cases(@ForAll Random random) {
    check(nextCase(random));
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void nearlyCases(@ForAll Random random) {
    check(Fuzz.mutated(nextCase(random), random));
  }

  /** Whatever is between two good cases, unless it is no JSON, they are answered. */
  @Property(shrinking = ShrinkingMode.OFF)
  void listsOfCases(@ForAll Random random) {
    String between = Fuzz.mutated(nextCase(random), random);
    Fuzz.answer(() -> evaluate("[" + GOOD + "," + between + "," + GOOD + "]"))
        .ifPresent(
            answers -> {
              checkAnswer(answers, between);
              assertEquals(2, answers.get(0).get("loss").asDouble());
              assertEquals(answers.get(0), answers.get(answers.size() - 1));
            });
  }

  /** Without it nothing would be tested but refusals. */
  @Test
  void manyCasesAreAnswered() {
    Random random = new Random(1);
    long answered =
        IntStream.range(0, 300)
            .mapToObj(i -> nextCase(random))
            .filter(json -> Fuzz.answer(() -> evaluate(json)).isPresent())
            .count();
    assertTrue(answered > 60 && answered < 290, () -> answered + " of 300");
  }

  @Test
  void oneBadCaseOfAnyKindIsNoReasonNotToAnswerTheOthers() throws Exception {
    List<String> bad =
        List.of(
            "7",
            "null",
            "[[[]]]",
            "{\"a\":".repeat(200) + "1" + "}".repeat(200),
            "[".repeat(5000) + "]".repeat(5000),
            "{\"loss\": 1, \"loss\": 2}",
            "1" + "0".repeat(2000),
            GOOD.replace("l1", "uncertainty(".repeat(5000)),
            GOOD.replace("[[1]]", "[" + list(3000, () -> "1") + ",[]" + ",[]".repeat(2998) + "]"));
    JsonNode answers = evaluate("[" + String.join(",", bad) + "," + GOOD + "]");
    assertEquals(bad.size() + 1, answers.size());
    for (int i = 0; i < bad.size(); i++) {
      Fuzz.requireClear(answers.get(i).path("error").asText());
    }
    assertEquals(2, answers.get(bad.size()).get("loss").asDouble());
  }
}
