package org.dl4jvision.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.task.segmentation.SegmentationOptions;
import org.dl4jvision.task.segmentation.SegmentationTraining;
import org.dl4jvision.train.GradientStep;
import org.dl4jvision.train.LearningRate;
import org.dl4jvision.train.ValidationHistory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;

class RecipeTest {

  private static final SyntheticCells CELLS =
      SyntheticCells.builder()
          .imageSize(32, 32)
          .samples(Split.TRAIN, 6)
          .samples(Split.VALIDATION, 2)
          .build();

  private static final Map<String, String> ALL = new LinkedHashMap<>();

  static {
    ALL.put("batch-norm", "false");
    ALL.put("optimizer", "sgd");
    ALL.put("momentum", "0.8");
    ALL.put("weight-decay", "0.02");
    ALL.put("schedule", "plateau");
    ALL.put("plateau", "3");
    ALL.put("warm-up", "0.1");
    ALL.put("clip-norm", "2.0");
    ALL.put("accumulate", "4");
    ALL.put("hard-examples", "0.5");
    ALL.put("ema", "0.99");
    ALL.put("ema-ramp", "50.0");
    ALL.put("early-stopping", "7");
  }

  private static SegmentationTraining training(Consumer<Recipe> set) {
    return SegmentationTraining.of(
        CELLS,
        options -> {
          options.baseChannels = 2;
          options.depth = 1;
          options.batchSize = 2;
          options.epochs = 1;
          set.accept(options.recipe);
        });
  }

  private static Recipe recipe(Consumer<Recipe> set) {
    Recipe recipe = new Recipe();
    set.accept(recipe);
    return recipe;
  }

  @Test
  void allIsWrittenAndReadAsTyped() {
    Recipe recipe = new Recipe();
    ALL.forEach(recipe::set);
    recipe.check();
    assertEquals(ALL, recipe.toTexts());
    Recipe again = new Recipe();
    again.setAll(recipe);
    assertEquals(ALL, again.toTexts());
    assertEquals("one-cycle", recipe(r -> r.set("schedule", "one-cycle")).toMap().get("schedule"));
  }

  @Test
  void aTrainingKeepsIt() {
    Map<String, String> kept = training(r -> ALL.forEach(r::set)).options().toTexts();
    assertTrue(kept.entrySet().containsAll(ALL.entrySet()), kept::toString);
  }

  @Test
  void theDefaultIsAdamWithACosine() {
    Recipe recipe = new Recipe();
    recipe.check();
    assertEquals(new Adam(0.5), recipe.updater(0.5));
    assertEquals(1e-4, recipe.l2(1e-4));
    LearningRate cosine = LearningRate.cosine(0.3, 0.05);
    for (double progress : new double[] {0, 0.01, 0.05, 0.4, 0.999}) {
      assertEquals(cosine.at(progress), recipe.learningRate(0.3).at(progress), 0);
    }
    var network = training(r -> {}).newNetwork();
    assertTrue(!(recipe.step(network, 2) instanceof GradientStep));
    assertTrue(recipe.average(network).isEmpty());
    assertEquals(
        Map.of("optimizer", "adam", "schedule", "cosine", "accumulate", 1), recipe.toMap());
  }

  @Test
  void optimizers() {
    assertEquals(new Nesterovs(0.5, 0.9), recipe(r -> r.optimizer = Optimizer.SGD).updater(0.5));
    Recipe adamw = recipe(r -> r.optimizer = Optimizer.ADAMW);
    assertEquals(new Adam(0.5), adamw.updater(0.5));
    assertEquals(0.25, adamw.l2(0.25));
    assertEquals(0.75, recipe(r -> r.weightDecay = 0.5).l2(0.25), 1e-12);
    var network = training(r -> {}).newNetwork();
    assertInstanceOf(GradientStep.class, adamw.step(network, 2));
    adamw.weightDecay = 0.0;
    assertTrue(!(adamw.step(network, 2) instanceof GradientStep));
  }

  @ParameterizedTest
  @CsvSource({
    "cosine, 0.05, 0.01",
    "one-cycle, 0.3, 0.000004",
    "polynomial, 0.05, 0",
    "step, 0.05, 0.01",
    "plateau, 0.05, 1",
    "constant, 0.05, 1"
  })
  void schedulesWarmUpToTheirPeak(String name, double warmUp, double end) {
    LearningRate rate = recipe(r -> r.set("schedule", name)).learningRate(1);
    assertTrue(rate.at(0) <= 0.1, name);
    assertEquals(1, rate.at(warmUp), 1e-9);
    assertEquals(end, rate.at(1), 1e-9);
    LearningRate none =
        recipe(
                r -> {
                  r.set("schedule", name);
                  r.warmUp = 0.0;
                })
            .learningRate(1);
    assertEquals(1, none.at(0), 1e-9);
  }

  @Test
  void plateauDividesByTen() {
    Recipe recipe = recipe(r -> r.schedule = Schedule.PLATEAU);
    ValidationHistory history = ValidationHistory.NONE.with(true, 0.5);
    for (int i = 0; i < 9; i++) {
      history = history.with(false, 0.4);
    }
    assertEquals(1, recipe.learningRate(1).at(0.5, history), 1e-12);
    assertEquals(0.1, recipe.learningRate(1).at(0.5, history.with(false, 0.4)), 1e-12);
  }

  /** Images of an epoch are 6: four are read for an update, and then the two that are left. */
  @ParameterizedTest
  @CsvSource({
    "accumulate, 2, '2 steps to an update'",
    "hard-examples, 0.5, the hardest 50.0 % of the images"
  })
  void anUpdateReadsABatchOfTheData(String option, String value, String words) {
    SegmentationTraining training = training(r -> r.set(option, value));
    assertEquals(2, training.trainingData().batches());
    assertEquals(4, training.trainingData().epoch(0).next().getFeatures(0).size(0));
    assertTrue(
        training.describe().contains("in steps of 2 crops of 32x32, " + words + ", loss"),
        training.describe());
  }

  @Test
  void refusals() {
    Recipe recipe = new Recipe();
    assertEquals(
        """
        optimizer is lion; allowed: adam, adamw, sgd
        schedule is cosin (did you mean cosine?); allowed: cosine, one-cycle, polynomial, step, \
        plateau, constant
        momentum is 0.9; allowed: numbers with --optimizer sgd
        momentum is 1.0; allowed: numbers from 0 to below 1
        weight-decay is -0.1; allowed: numbers from 0 to 1
        plateau is 3; allowed: whole numbers with --schedule plateau
        plateau is 0; allowed: whole numbers >= 1
        warm-up is 1.0; allowed: numbers from 0 to below 1
        clip-norm is 0.0; allowed: numbers from 1e-15 to 1e15
        accumulate is 0; allowed: whole numbers >= 1
        ema is 1.0; allowed: numbers above 0 and below 1
        ema-ramp is 5.0; allowed: numbers with --ema
        ema-ramp is 0.0; allowed: numbers above 0, at most 1e12
        early-stopping is 0; allowed: whole numbers >= 1
        images that are read for an update is 4000000000; allowed: at most 2147483647: choose a \
        smaller --accumulate
        hard-examples is 1.0; allowed: numbers above 0 and below 1
        """,
        Refusals.messages(
            () -> recipe.set("optimizer", "lion"),
            () -> recipe.set("schedule", "cosin"),
            () -> training(r -> r.momentum = 0.9),
            () ->
                training(
                    r -> {
                      r.optimizer = Optimizer.SGD;
                      r.momentum = 1.0;
                    }),
            () -> training(r -> r.weightDecay = -0.1),
            () -> training(r -> r.plateau = 3),
            () ->
                training(
                    r -> {
                      r.schedule = Schedule.PLATEAU;
                      r.plateau = 0;
                    }),
            () -> training(r -> r.warmUp = 1.0),
            () -> training(r -> r.clipNorm = 0.0),
            () -> training(r -> r.accumulate = 0),
            () -> training(r -> r.ema = 1.0),
            () -> training(r -> r.emaRamp = 5.0),
            () ->
                training(
                    r -> {
                      r.ema = 0.5;
                      r.emaRamp = 0.0;
                    }),
            () -> training(r -> r.earlyStopping = 0),
            () -> training(r -> r.accumulate = 2_000_000_000),
            () -> training(r -> r.hardExamples = 1.0)));
  }

  /** Files of earlier versions say nothing of recipes: they get what there was. */
  @Test
  void earlierRunsHaveTheDefaults() {
    SegmentationOptions options = new SegmentationOptions();
    options.setEarlier(Set.of("data"));
    assertEquals(Optimizer.ADAM, options.recipe.optimizer);
    assertNull(options.recipe.ema);
    assertEquals(false, options.recipe.batchNorm);
  }
}
