package org.dl4jvision.study.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dl4jvision.loss.ClassWeighting;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.study.advice.Advice.Mind;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Advice.TryLoss;
import org.dl4jvision.study.advice.Surveys.Boxes;
import org.dl4jvision.study.advice.Surveys.Class;
import org.dl4jvision.study.survey.SegmentationSurvey;
import org.dl4jvision.study.survey.Survey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each rule says where its condition holds, and that it is silent where it does not. */
class AdviceRulesTest {

  private static final Map<String, Survey> DATA = new LinkedHashMap<>();

  private static Arguments rule(String name, Survey data, Survey other, String... said) {
    DATA.put(name, data);
    return Arguments.of(name, data, other, List.of(said));
  }

  private static Class cell(double share) {
    return Class.of("cell", share);
  }

  private static SegmentationSurvey scene(Class... classes) {
    return Surveys.maps(200, 200, classes);
  }

  private static Class[] scenes(double rare) {
    return new Class[] {Class.of("road", 0.6), Class.of("sky", 0.4 - rare), Class.of("sign", rare)};
  }

  static Stream<Arguments> rules() {
    Survey balanced = Surveys.pair(cell(0.3));
    Survey thin = Surveys.pair(cell(0.03).thin(4.2));
    Survey boxes = new Boxes().build();
    return Stream.of(
        rule("compound-default", balanced, null, "dice + cross-entropy"),
        rule("strong-imbalance", Surveys.pair(cell(0.03)), balanced, "dice + focal(gamma=2)"),
        rule("strong-imbalance", thin, balanced, "dice + focal(gamma=1)"),
        rule(
            "hardest-pixels",
            Surveys.pair(cell(0.049)),
            Surveys.pair(cell(0.051)),
            "dice + cross-entropy(topK=0.1)"),
        rule(
            "small-lesions",
            Surveys.pair(cell(0.03).size(20)),
            Surveys.pair(cell(0.03).size(21)),
            "unified-focal(weight=0.5, delta=0.6, gamma=0.5)"),
        rule(
            "small-lesions",
            Surveys.pair(cell(0.009)),
            thin,
            "unified-focal(weight=0.5, delta=0.7, gamma=0.5)"),
        rule("thin-vessels", thin, balanced, "cross-entropy + 3*dice"),
        rule(
            "connectivity",
            thin,
            balanced,
            "dice + cross-entropy + cl-dice(iterations=5)",
            "clDice of cell, besides its Dice"),
        rule(
            "median-frequency",
            scene(scenes(0.01)),
            scene(scenes(0.1)),
            "cross-entropy(classWeights=median)",
            "dice + cross-entropy(classWeights=median)"),
        rule("mean-iou", scene(scenes(0.1)), balanced, "cross-entropy + lovasz"),
        rule(
            "inverted-masks",
            Surveys.maps(200, 200, Class.of("background", 0.33), Class.of("foreground", 0.67)),
            Surveys.maps(200, 200, Class.of("background", 0.34), Class.of("foreground", 0.66)),
            "--foreground 0"),
        rule(
            "inverted-masks",
            scene(Class.of("wall", 0.2), Class.of("cell", 0.8)),
            balanced,
            "scores are those of cell; --foreground with the value of wall in the masks turns them"
                + " round"),
        rule(
            "border-noise",
            Surveys.noisy(Surveys.pair(cell(0.3)), false, 0.12, 0.04),
            Surveys.noisy(Surveys.pair(cell(0.3)), false, 0.12, 0.041),
            "dice + generalized-cross-entropy(q=0.7)",
            "dice + cross-entropy(labelSmoothing=0.06)",
            "no model agrees with labels better than labels with each other"),
        rule(
            "border-noise",
            Surveys.noisy(scene(scenes(0.1)), true, 0.5, 0),
            Surveys.noisy(scene(scenes(0.1)), true, 0.049, 0),
            "dice + generalized-cross-entropy(q=0.7)",
            "dice + cross-entropy(labelSmoothing=0.20)",
            "no model agrees with labels better than labels with each other"),
        rule("true-proportions", balanced, null, "cross-entropy", "jaccard"),
        rule("true-proportions", thin, null, "cross-entropy"),
        rule(
            "absent-classes",
            Surveys.pair(cell(0.3).images(90)),
            Surveys.pair(cell(0.3).images(91)),
            "REGION batch=true"),
        rule(
            "boundary-term",
            Surveys.pair(cell(0.03)),
            thin,
            "dice + cross-entropy + 0.01*boundary"),
        rule("overlap-measure", balanced, null, "Dice and IoU of cell, of each image"),
        rule(
            "overlap-measure",
            scene(scenes(0.1)),
            null,
            "mean IoU, and that of sign, sky, road each by itself"),
        rule(
            "border-measure",
            Surveys.pair(cell(0.3).shavedDice(0.84)),
            Surveys.pair(cell(0.3).shavedDice(0.86)),
            "surface Dice within 2 pixels (evaluate masks --tolerance 2)"),
        rule(
            "touching-objects",
            Surveys.pair(cell(0.3).touching(0.05)),
            Surveys.pair(cell(0.3).touching(0.04)),
            "objects that nearly touch melt into one: look at the pictures, and at detection if"
                + " boxes are there, too"),
        rule(
            "void-class",
            scene(Class.of("a", 0.4), Class.of("b", 0.3), Class.of("Unlabelled", 0.3)),
            balanced,
            "leave Unlabelled out: --ignore-index with its value in the masks"),
        rule(
            "wide-view",
            Surveys.pair(cell(0.3).length(97)),
            Surveys.pair(cell(0.3).length(96)),
            "--depth 4"),
        rule(
            "larger-crops",
            Surveys.maps(200, 500, Class.of("ground", 0.6), cell(0.4).length(257)),
            Surveys.maps(200, 500, Class.of("ground", 0.6), cell(0.4).length(256)),
            "--crop 480"),
        rule(
            "few-images",
            Surveys.maps(99, 200, scenes(0.1)),
            Surveys.maps(100, 200, scenes(0.1)),
            "call no loss better before a paired test says so (compare scores), or by more folds"),
        rule(
            "few-examples",
            Surveys.pair(cell(0.3).images(9)),
            balanced,
            "merge classes or leave some out (--class-map), or label more images"),
        rule(
            "label-specks",
            Surveys.pair(cell(0.3).specks(0.25)),
            balanced,
            "labels have specks: do not count objects, and look at the masks before a loss is"
                + " blamed"),
        rule(
            "box-default",
            boxes,
            null,
            "--head fcos --box-loss giou",
            "--head fcos --box-loss ciou"),
        rule(
            "typical-sizes",
            new Boxes().sizes(50, 80).build(),
            boxes,
            "--head yolo --box-loss ciou"),
        rule(
            "crowded-objects",
            new Boxes().overlapping(0.1).build(),
            boxes,
            "--head retina --box-loss giou",
            "boxes of one class that overlap by 0.5 or more are taken for the same object"),
        rule(
            "long-objects",
            new Boxes().elongation(2).build(),
            boxes,
            "--head fcos --box-loss eiou"),
        rule("plain-distance", boxes, null, "--head fcos --box-loss l1"),
        rule(
            "rare-classes",
            new Boxes().objects(800, 100).build(),
            new Boxes().objects(790, 100).build(),
            "--head fcos --box-loss giou --class-loss 'focal(alpha=0.25, classWeights=effective)'"),
        rule(
            "small-objects",
            new Boxes().longerSide(640).sizes(20, 30).build(),
            boxes,
            "--image-size 416"),
        rule(
            "small-objects",
            new Boxes().longerSide(4000).sizes(20, 30).build(),
            boxes,
            "--slice 320"),
        rule(
            "empty-images",
            new Boxes().empty(20).build(),
            new Boxes().empty(19).build(),
            "make sure that images without boxes are empty, and not just not labelled"),
        rule("precision-measure", boxes, null, "AP of COCO, the mean over IoU from 0.5 to 0.95"),
        rule("precision-measure", new Boxes().sizes(8, 12).build(), null, "AP50"),
        rule(
            "few-images-with-boxes",
            new Boxes().validationImages(20).build(),
            boxes,
            "call no loss better before a paired test says so (compare scores), or by more folds"),
        rule(
            "few-objects",
            new Boxes().objects(100, 19).build(),
            boxes,
            "merge classes or leave some out (--class-map), or label more images"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void advisesWhereItsConditionHolds(String name, Survey data, Survey other, List<String> said) {
    List<Advice> advice = advise(AdviceRules.REGISTRY.get(name), data);
    assertEquals(said, advice.stream().map(AdviceRulesTest::show).toList());
    advice.forEach(one -> assertTrue(one.reason().text().matches(".*\\d.*"), "no number behind"));
    advice.forEach(one -> assertFalse(one.reason().source().isBlank()));
    if (other != null) {
      assertEquals(List.of(), advise(AdviceRules.REGISTRY.get(name), other));
    }
  }

  private static <S extends Survey> List<Advice> advise(AdviceRule<S> rule, Survey survey) {
    return rule.advise(rule.statistics().cast(survey));
  }

  private static String show(Advice advice) {
    if (advice instanceof TryLoss loss) {
      loss.candidate().expressions().values().stream()
          .map(ClassWeighting::none)
          .forEach(Losses::parse);
      assertTrue(loss.strength() > 0 && loss.strength() <= 100);
      return loss.candidate().toString();
    } else if (advice instanceof Advice.SetLossOption set) {
      return set.to() + " " + set.option() + "=" + set.value();
    } else if (advice instanceof Advice.SetOption set) {
      return set.option() + " " + set.value();
    } else if (advice instanceof Advice.JudgeBy judge) {
      return judge.measure();
    }
    return ((Mind) advice).what();
  }

  @Test
  void everyRuleIsTriedHere() {
    rules().forEach(one -> {});
    assertEquals(new TreeSet<>(AdviceRules.REGISTRY.names()), new TreeSet<>(DATA.keySet()));
    AdviceRules.REGISTRY.all().forEach(rule -> assertFalse(rule.help().isBlank(), rule.name()));
  }

  /** A line each in the file of services. */
  @Test
  void everyRuleHasItsLine() throws IOException {
    Path file = Path.of("src/main/resources/META-INF/services/" + AdviceRule.class.getName());
    assertEquals(
        Files.readAllLines(file),
        AdviceRules.REGISTRY.all().stream()
            .map(rule -> rule.getClass().getName())
            .sorted()
            .toList());
  }

  private static final class OwnRule implements AdviceRule<SegmentationSurvey> {

    @Override
    public String name() {
      return "own";
    }

    @Override
    public String help() {
      return "for a test";
    }

    @Override
    public java.lang.Class<SegmentationSurvey> statistics() {
      return SegmentationSurvey.class;
    }

    @Override
    public List<Advice> advise(SegmentationSurvey survey) {
      return List.of(
          new TryLoss(
              Candidate.of("--loss", LossTerm.of("tversky").with("beta", "0.7")),
              99,
              new Reason("as we say", "us")));
    }
  }

  @Test
  void aRuleOfOnesOwnHasItsSay() {
    OwnRule own = new OwnRule();
    AdviceRules.REGISTRY.register(own);
    try {
      AdviceReport report = new AdviceReport(Surveys.pair(cell(0.3).images(50)), List.of());
      RankedLoss first = report.losses().get(0);
      // Rules change the losses of others, too.
      assertEquals("tversky(beta=0.7, batch=true)", first.candidate().toString());
      assertEquals(2, first.reasons().size());
      assertFalse(new AdviceReport(new Boxes().build(), List.of()).lines().contains("tversky"));
    } finally {
      AdviceRules.REGISTRY.unregister(own);
    }
  }

  @Test
  void lossesAreRankedByStrengthAndSameOnesAreOne() {
    List<Survey> all = new ArrayList<>();
    rules().forEach(one -> all.add((Survey) one.get()[1]));
    for (Survey survey : all) {
      List<RankedLoss> losses = new AdviceReport(survey, List.of()).losses();
      for (int i = 1; i < losses.size(); i++) {
        assertTrue(losses.get(i - 1).strength() >= losses.get(i).strength());
      }
      assertEquals(losses.size(), losses.stream().map(RankedLoss::candidate).distinct().count());
    }
  }
}
