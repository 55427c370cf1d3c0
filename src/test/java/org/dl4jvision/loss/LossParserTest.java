package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossType;
import org.dl4jvision.loss.registry.LossType.OptionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.factory.Nd4j;

class LossParserTest {

  @Test
  void names() {
    assertEquals(new LossDice(), Losses.parse("dice"));
    assertEquals(new LossDice(), Losses.parse("dice()"));
    assertEquals(new LossCrossEntropy(), Losses.parse("cross-entropy"));
    assertEquals(new LossBinaryCrossEntropy(), Losses.parse("binary-cross-entropy"));
    assertEquals(new LossMeanL1(), Losses.parse("l1"));
    for (LossType<?> type : Losses.types()) {
      assertEquals(type.lossClass(), Losses.parse(LossExpressions.shortest(type)).getClass());
    }
  }

  @Test
  void options() {
    assertEquals(
        LossDice.builder()
            .squared(false)
            .smoothNumerator(0)
            .smoothDenominator(1e-3)
            .classWeights(1, 2.5, 0)
            .ignoreIndex(-1)
            .batch(true)
            .build(),
        Losses.parse(
            "dice(squared=false, smoothNumerator=0, smoothDenominator=1e-3, "
                + "classWeights=[1, 2.5, .0], ignoreIndex=-1, batch=true)"));
    assertEquals(LossDice.builder().smooth(2).build(), Losses.parse("dice(smooth=2)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "null"})
  void noValue(String none) {
    assertEquals(
        new LossCrossEntropy(),
        Losses.parse("cross-entropy(ignoreIndex=" + none + ", classWeights=" + none + ")"));
  }

  @Test
  void sumsAndWeights() {
    VisionLoss expected =
        new LossSum(
            new double[] {2, 1, 0.5},
            LossDice.builder().squared(false).build(),
            new LossCrossEntropy(),
            new LossMeanL1());
    assertEquals(expected, Losses.parse("2*dice(squared=false) + cross-entropy + 0.5*l1"));
    assertEquals(new LossDice(), Losses.parse("1*dice"), "no sum of one");
    assertInstanceOf(LossSum.class, Losses.parse("2*dice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2*dice(squared=false,classWeights=[1,2])+l1",
        " 2 * dice ( squared = false , classWeights = [ 1 , 2 ] ) + l1 ",
        "\t2.0*dice\n(squared=false,\n classWeights=[1.,2e0])\r\n+ 1*l1"
      })
  void spaces(String text) {
    assertEquals("2*dice(squared=false, classWeights=[1, 2]) + l1", Losses.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dice",
        "dice(squared=false)",
        "0.25*l1",
        "dice + cross-entropy",
        "2*dice(squared=false, smoothNumerator=0) + cross-entropy(labelSmoothing=0.1)",
        "cross-entropy(classWeights=[1, 0.25, 3], ignoreIndex=255)",
        "binary-cross-entropy(positiveWeight=3) + 1e-7*l1 + 1e20*dice"
      })
  void expressionsComeBack(String text) {
    VisionLoss loss = Losses.parse(text);
    assertEquals(text, loss.toString());
    assertEquals(loss, Losses.parse(loss.toString()));
  }

  @Test
  void sumOfSumsComesBack() {
    VisionLoss inner = Losses.parse("dice + 3*l1");
    VisionLoss sum = new LossSum(new double[] {2, 1}, inner, new LossCrossEntropy());
    assertEquals("2*dice + 6*l1 + cross-entropy", sum.toString());
    assertEquals(sum, Losses.parse(sum.toString()));
  }

  // ---- errors

  private static String error(String text) {
    return assertThrows(IllegalArgumentException.class, () -> Losses.parse(text)).getMessage();
  }

  @Test
  void unknownLossNamesAll() {
    String names = String.join(", ", Losses.types().stream().map(LossType::name).toList());
    assertEquals(
        "there is no loss dise (did you mean dice?); losses are " + names, error("dice + dise"));
  }

  @Test
  void unknownOptionNamesAll() {
    for (LossType<?> type : Losses.types()) {
      if (!type.takesLosses()) {
        String names = String.join(", ", type.options().stream().map(OptionType::name).toList());
        assertEquals(
            "loss "
                + type.name()
                + " has no option xyz; its options are "
                + (names.isEmpty() ? "none" : names),
            error(type.name() + "(xyz=2)"));
      }
    }
    String misspelt = error("focal(gama=2)");
    assertTrue(
        misspelt.startsWith(
            "loss focal has no option gama (did you mean gamma?); its options are alpha, "),
        misspelt);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dice(squared=2)|loss dice: option squared is 2.0; give true or false",
        "dice(squared=none)|loss dice: option squared is null; give true or false",
        "dice(squared=yes)|loss dice: option squared is yes; give true or false",
        "dice(smooth=true)|loss dice: option smooth is true; give a number",
        "dice(smooth=[1])|loss dice: option smooth is [1.0]; give a number",
        "dice(ignoreIndex=1.5)|loss dice: option ignoreIndex is 1.5; give a whole number",
        "dice(classWeights=true)|loss dice: option classWeights is true; give a list of numbers"
            + " such as [1, 2]",
        "dice(classWeights=[a])|loss dice: option classWeights is [a]; give a list of numbers such"
            + " as [1, 2]",
        "dice(classWeights=[1,none])|loss dice: option classWeights is [1.0, null]; give a list of"
            + " numbers such as [1, 2]",
        "dice(classWeights=[[1]])|loss dice: option classWeights is [[1.0]]; give a list of numbers"
            + " such as [1, 2]",
        "dice(classWeights=[])|loss dice: classWeights is []; allowed: one number a class",
        "dice(classWeights=[1,-2])|loss dice: classWeights is [1.0, -2.0]; allowed: finite numbers"
            + " >= 0",
        "focal(mode=multi)|loss focal: option mode is multi; give one of auto, binary, multiclass",
        "wasserstein-dice(distances=[1])|loss wasserstein-dice: option distances is [1.0]; give a"
            + " list of lists of numbers such as [[0, 1], [1, 0]]",
        "wasserstein-dice(distances=[[0,1],[1]])|loss wasserstein-dice: distances is [[0.0, 1.0],"
            + " [1.0]]; allowed: a square of finite numbers >= 0, 0 from a class to itself",
        "uncertainty()|expected the name of a loss at position 13",
        "dice(smooth=-1)|loss dice: smoothNumerator is -1.0; allowed: finite numbers >= 0",
        "dice(smooth=Infinity)|loss dice: smoothNumerator is Infinity; allowed: finite numbers >="
            + " 0",
        "cross-entropy(labelSmoothing=1)|loss cross-entropy: labelSmoothing is 1.0; allowed:"
            + " numbers from 0 to below 1",
        "dice(smooth=1e999)|expected a number up to 1.7e308 instead of 1e999 at position 18",
        "1e999*dice|expected a number up to 1.7e308 instead of 1e999 at position 6",
        "cl-dice(iterations=1000000000)|loss cl-dice: iterations is 1000000000; allowed: 0 to 1000",
        "nacl(kernel=gaussian, sigma=1e9)|loss nacl: sigma is 1.0E9; allowed: numbers from 1e-15 to"
            + " 1000",
        "ssim(sigma=1e-300)|loss ssim: sigma is 1.0E-300; allowed: numbers from 1e-15 to 1000",
        "focal(gamma=1e308)|loss focal: gamma is 1.0E308; allowed: numbers from 0 to 100",
        "focal(mode=binary, alpha=2)|loss focal: alpha is 2.0; allowed: numbers from 0 to 1, since"
            + " negatives weigh 1 - alpha",
        "poly1(epsilon=-5)|loss poly1: epsilon is -5.0; allowed: finite numbers >= -1",
        "hausdorff(alpha=400)|loss hausdorff: alpha is 400.0; allowed: numbers above 0 up to 100",
        "tversky(alpha=0, beta=0)|loss tversky: alpha + beta is 0.0; allowed: numbers above 0",
        "balanced-l1(alpha=1, gamma=200)|loss balanced-l1: gamma / alpha is 200.0; allowed: numbers"
            + " from 0.001 to 80",
        "generalized-cross-entropy(q=1e-9)|loss generalized-cross-entropy: q is 1.0E-9; allowed:"
            + " numbers from 0.001 to 1",
        "barron(alpha=1e9)|loss barron: alpha is 1.0E9; allowed: numbers from -100 to 100 and"
            + " -Infinity",
        "binary-cross-entropy(positiveWeight=none)|loss binary-cross-entropy: positiveWeight is"
            + " null; allowed: any value but null",
        "dice(batch=true, batch=true)|loss dice: option batch is given twice",
        "-1*dice|weight of a loss is -1.0; allowed: finite numbers >= 0",
        "Infinity*dice|weight of a loss is Infinity; allowed: finite numbers >= 0",
        "dice(squared=false|expected ) at position 19",
        "dice(squared)|expected = at position 13",
        "dice(squared=)|expected a number, true, false, a word or a list [..] at position 14",
        "dice(=false)|expected the name of an option at position 6",
        "dice(batch=true,)|expected the name of an option at position 17",
        "dice(classWeights=[1)|expected ] at position 21",
        "dice)|expected + or the end at position 5",
        "dice l1|expected + or the end at position 6",
        "dice +|expected the name of a loss at position 7",
        "2 dice|expected * at position 3",
        "2*|expected the name of a loss at position 3",
        "''|expected the name of a loss at position 1",
      })
  void errors(String text, String message) {
    boolean isSyntax = message.startsWith("expected");
    String where = isSyntax ? "loss expression \"" + text + "\": " : "";
    assertEquals(where + message, error(text), text);
  }

  @Test
  void nothingIsReadBeyondItsBounds() {
    assertEquals(
        "the length of a loss expression is 1000001; allowed: up to 1000000 characters",
        error(" ".repeat(999_997) + "dice"));
    assertEquals(
        "the number of losses in an expression is 101; allowed: up to 100",
        error("dice" + "+dice".repeat(100)));
    String deep = error("uncertainty(".repeat(5000));
    assertTrue(deep.endsWith("\": nested more than 20 levels deep at position 241"), deep);
    assertTrue(deep.length() < 250, deep);
    String zero = error("dice\0 + nonsense(((");
    assertEquals(
        "loss expression \"dice? + nonsense(((\": expected + or the end at position 5", zero);
  }

  @Test
  void wrongNumberOfWeightsIsRefusedAtTheFirstScore() {
    for (String name : List.of("dice", "cross-entropy", "binary-cross-entropy", "l1")) {
      VisionLoss loss = Losses.parse(name + "(classWeights=[1, 2])");
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      loss.computeScore(
                          Nd4j.zeros(2, 3, 4),
                          Nd4j.zeros(2, 3, 4),
                          new ActivationSoftmax(),
                          null,
                          true))
              .getMessage();
      assertEquals(
          "classWeights is [1.0, 2.0]; allowed: 3 numbers, one for each channel of the predictions",
          message);
    }
  }
}
