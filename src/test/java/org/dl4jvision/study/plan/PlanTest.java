package org.dl4jvision.study.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dl4jvision.io.JsonTree;
import org.dl4jvision.study.advice.Surveys;
import org.dl4jvision.study.advice.Surveys.Boxes;
import org.dl4jvision.study.advice.Surveys.Class;
import org.dl4jvision.study.survey.SegmentationSurvey;
import org.dl4jvision.study.survey.Survey;
import org.dl4jvision.task.detection.DetectionOptions;
import org.dl4jvision.task.segmentation.SegmentationOptions;
import org.dl4jvision.task.segmentation.SegmentationTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;

/** What is chosen for data of which the statistics are known, and that what is given stays. */
class PlanTest {

  @TempDir private Path folder;

  private static SegmentationSurvey cells(double side, double share) {
    return Surveys.maps(20, side, Class.of("ground", 1 - share), Class.of("cell", share));
  }

  /** Of a machine of 1e10 multiply-adds a second. */
  private static Optional<Budget> budget(Duration time) {
    return Optional.ofNullable(time).map(given -> new Budget(given, 1e10));
  }

  private static Map<String, String> chosen(
      Survey survey, Map<String, String> given, Duration time) {
    Map<String, String> values = new LinkedHashMap<>();
    Plan.of(survey, given, budget(time)).choices().forEach(c -> values.put(c.option(), c.value()));
    return values;
  }

  private static String value(String option, Survey survey, Map<String, String> given) {
    return chosen(survey, given, null).get(option);
  }

  /** 256 is the largest crop; a map below 8 pixels is halved no more. */
  @ParameterizedTest
  @CsvSource({"16, 1", "31, 1", "32, 2", "64, 3", "127, 3", "128, 4", "256, 4", "1000, 4"})
  void depth(double side, String depth) {
    assertEquals(depth, value("depth", cells(side, 0.3), Map.of()));
  }

  @Test
  void depthGoesByTheCropThatIsGiven() {
    assertEquals("2", value("depth", cells(500, 0.3), Map.of("crop", "32")));
    assertEquals("4", value("depth", cells(500, 0.3), Map.of("crop", "0")));
  }

  @Test
  void widthAndDepthAreThoseOfThePlainNetworkOnly() {
    Map<String, String> other = chosen(cells(256, 0.3), Map.of("encoder", "resnet18"), null);
    assertFalse(other.containsKey("depth"));
    assertFalse(other.containsKey("base-channels"));
  }

  /** 100 images of 256 pixels: five of them are a twentieth, four have the pixels of a step. */
  @ParameterizedTest
  @CsvSource({"256, 4", "128, 5", "1000, 4"})
  void batch(double side, String batch) {
    assertEquals(batch, value("batch-size", cells(side, 0.3), Map.of()));
  }

  @Test
  void moreTimeIsForMoreChannels() {
    Survey data = cells(256, 0.3);
    int before = 0;
    for (int minutes : new int[] {1, 60, 10_000}) {
      Map<String, String> plan = chosen(data, Map.of(), Duration.ofMinutes(minutes));
      int width = Integer.parseInt(plan.get("base-channels"));
      assertTrue(width >= before, minutes + " minutes: " + plan);
      assertEquals("100000", plan.get("epochs"));
      before = width;
    }
    assertEquals("8", chosen(data, Map.of(), Duration.ofMinutes(1)).get("base-channels"));
    assertEquals(32, before);
    assertEquals("16", value("base-channels", data, Map.of()));
  }

  /** 100 images in steps of 4, 5 or 8; images of 1024 pixels have 16 crops each. */
  @ParameterizedTest
  @CsvSource({"256, 60", "128, 75", "1024, 40"})
  void passesWithoutALimitOfTime(double side, String epochs) {
    assertEquals(epochs, value("epochs", cells(side, 0.3), Map.of()));
  }

  @Test
  void weightsAreAveragedInBothTasks() {
    assertEquals("0.99", value("ema", cells(256, 0.3), Map.of()));
    assertEquals("0.99", value("ema", new Boxes().build(), Map.of()));
  }

  /** 10 s at 1e10 multiply-adds a second, 1e8 of them an update. */
  @Test
  void updatesAreWhatTheSpeedAllows() {
    assertEquals(1000, new Budget(Duration.ofSeconds(10), 1e10).updates(1e8));
  }

  @Test
  void speedOfThisMachineIsMeasured() {
    Budget budget = Budget.here(Duration.ofMinutes(1));
    assertTrue(budget.speed() > 1e7 && budget.speed() < 1e14, "" + budget.speed());
  }

  @Test
  void rareClassesAreSampled() {
    assertEquals("foreground", value("sampling", cells(256, 0.04), Map.of()));
    assertFalse(chosen(cells(256, 0.06), Map.of(), null).containsKey("sampling"));
    Survey street =
        Surveys.maps(
            20, 256, Class.of("road", 0.6), Class.of("sky", 0.391), Class.of("sign", 0.009));
    assertEquals("balanced", value("sampling", street, Map.of("loss", "dice + cross-entropy")));
    Map<String, String> weights = Map.of("loss", "cross-entropy(classWeights=median)");
    assertFalse(chosen(street, weights, null).containsKey("sampling"));
  }

  @Test
  void whatIsGivenStays() {
    Map<String, String> given = Map.of("loss", "jaccard", "depth", "2", "base-channels", "4");
    Map<String, String> plan = chosen(cells(256, 0.3), given, Duration.ofMinutes(5));
    given.keySet().forEach(option -> assertFalse(plan.containsKey(option), option));
  }

  @Test
  void lossAndOptionsAreThoseOfTheAdvice() {
    assertEquals("dice + cross-entropy", value("loss", cells(256, 0.3), Map.of()));
    assertEquals("dice + focal(gamma=2)", value("loss", cells(256, 0.03), Map.of()));
    Map<String, String> boxes = chosen(new Boxes().build(), Map.of(), Duration.ofMinutes(5));
    assertEquals("100000", boxes.get("epochs"));
    assertFalse(boxes.containsKey("depth"));
  }

  @Test
  void planIsAFileOfTheSameOptions() throws IOException {
    Survey data = cells(256, 0.03);
    Plan plan = Plan.of(data, Map.of(), budget(Duration.ofMinutes(20)));
    SegmentationOptions options = new SegmentationOptions();
    plan.apply(options);
    options.check();

    Path file = folder.resolve("plan.yaml");
    Files.writeString(file, plan.yaml());
    JsonNode read = JsonTree.yaml(file);
    Map<String, String> values = new TreeMap<>();
    read.fields().forEachRemaining(f -> values.put(f.getKey(), f.getValue().asText()));
    assertEquals(new TreeMap<>(chosen(data, Map.of(), Duration.ofMinutes(20))), values);
    long reasons = plan.yaml().lines().filter(line -> line.startsWith("#")).count();
    assertTrue(reasons > plan.choices().size(), plan.yaml());

    DetectionOptions detection = new DetectionOptions();
    Plan.of(new Boxes().build(), Map.of(), Optional.empty()).apply(detection);
    detection.check();
  }

  /** The built-in cells, through the options that a command has. */
  @Test
  void plannerLooksAtTheDataOfTheOptions() {
    SegmentationOptions options = new SegmentationOptions();
    options.loss = "focal";
    Plan plan = new Planner(new SegmentationTask(), options, Set.of("loss")).plan(line -> {});
    plan.apply(options);
    assertEquals("focal", options.loss);
    assertEquals(4, options.depth);
    assertTrue(plan.yaml().contains("training images"), plan.yaml());
  }
}
