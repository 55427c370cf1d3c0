package org.dl4jvision.metric.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DetectionEvaluationTest {

  private static final List<String> CLASSES = List.of("cat", "dog");
  private static final Box BOX = new Box(10, 10, 50, 60);

  private static ObjectBox object(Box box) {
    return new ObjectBox(box, 0, false);
  }

  private static ObjectBox crowd(Box box) {
    return new ObjectBox(box, 0, true);
  }

  private static Detection detection(Box box, double score) {
    return new Detection(box, 0, score);
  }

  /** A box of the same area as BOX whose IoU with it is (1 - share) / (1 + share). */
  private static Box shifted(double share) {
    return new Box(10 + 40 * share, 10, 50 + 40 * share, 60);
  }

  private static DetectionEvaluation of(List<ObjectBox> objects, Detection... detections) {
    DetectionEvaluation evaluation = new DetectionEvaluation(CLASSES);
    evaluation.add(objects, List.of(detections));
    return evaluation;
  }

  @Test
  void perfectDetections() {
    DetectionEvaluation evaluation = of(List.of(object(BOX)), detection(BOX, 0.3));
    Map<String, Double> values = evaluation.coco().byName();
    // An area of 2000: medium. There is no small or large one, and no dog.
    for (String name : List.of("AP", "AP50", "AP75", "APmedium", "AR1", "AR100", "ARmedium")) {
      assertEquals(1, values.get(name), 1e-12, name);
    }
    for (String name : List.of("APsmall", "APlarge", "ARsmall", "ARlarge")) {
      assertEquals(Double.NaN, values.get(name), name);
    }
    assertEquals(List.of(1.0, Double.NaN), evaluation.coco().apOfClasses());
    assertEquals(1, evaluation.voc2007(0.5), 1e-12);
    assertEquals(1, evaluation.voc2012(0.5), 1e-12);
  }

  @Test
  void looseBoxesCountAtLowThresholds() {
    // IoU 0.8 / 1.2 = 0.667: right at 0.5, 0.55, 0.6 and 0.65.
    CocoMetrics coco = of(List.of(object(BOX)), detection(shifted(0.2), 0.9)).coco();
    assertEquals(0.4, coco.ap(), 1e-12);
    assertEquals(1, coco.ap50(), 1e-12);
    assertEquals(0, coco.ap75(), 1e-12);
    assertEquals(0.4, coco.ar1(), 1e-12);
  }

  @Test
  void aSecondDetectionIsWrong() {
    DetectionEvaluation evaluation =
        of(
            List.of(object(BOX), object(new Box(100, 10, 140, 60))),
            detection(BOX, 0.9),
            detection(BOX, 0.8),
            detection(new Box(100, 10, 140, 60), 0.7));
    PrecisionRecallCurve curve = evaluation.curve(0, 0.5);
    assertArrayEquals(new double[] {1, 0.5, 2.0 / 3}, curve.precision(), 1e-12);
    assertArrayEquals(new double[] {0.5, 0.5, 1}, curve.recall(), 1e-12);
    assertArrayEquals(new double[] {0.9, 0.8, 0.7}, curve.scores());
    assertEquals(0.5 + 0.5 * 2 / 3, evaluation.voc2012(0.5), 1e-12);
    assertEquals(0.5, evaluation.coco().ar1(), 1e-12, "one detection an image");
    assertEquals(1, evaluation.coco().ar10(), 1e-12);
  }

  @Test
  void cocoTakesTheObjectThatIsLeftVocTheOneItOverlapsMost() {
    // Both detections overlap the first object most; the second one would do at 0.5, too.
    List<ObjectBox> objects = List.of(object(BOX), object(shifted(0.3)));
    Detection[] detections = {detection(BOX, 0.9), detection(shifted(0.1), 0.8)};
    DetectionEvaluation evaluation = of(objects, detections);
    assertEquals(1, evaluation.curve(0, 0.5).maxRecall());
    assertEquals(0.5, evaluation.vocCurve(0, 0.5).maxRecall());
  }

  @Test
  void crowdsNeedNotBeFoundAndTakeAnyNumber() {
    Box wide = new Box(200, 0, 300, 100);
    List<ObjectBox> objects = List.of(crowd(wide), object(BOX));
    DetectionEvaluation evaluation =
        of(
            objects,
            detection(new Box(200, 0, 220, 20), 0.9),
            detection(new Box(280, 80, 300, 100), 0.8),
            detection(BOX, 0.7),
            detection(new Box(400, 400, 410, 410), 0.6));
    PrecisionRecallCurve curve = evaluation.curve(0, 0.5);
    assertEquals(1, curve.objects());
    assertArrayEquals(new double[] {0.7, 0.6}, curve.scores());
    assertArrayEquals(new double[] {1, 0.5}, curve.precision());
    // To VOC a difficult object is a box like others: small detections in it are wrong.
    assertArrayEquals(new double[] {0, 0, 1.0 / 3, 0.25}, evaluation.vocCurve(0, 0.5).precision());
    DetectionEvaluation difficult = of(objects, detection(wide, 0.9), detection(wide, 0.8));
    assertEquals(0, difficult.vocCurve(0, 0.5).scores().length);
  }

  @Test
  void areasAreThoseGiven() {
    DetectionEvaluation evaluation = new DetectionEvaluation(CLASSES);
    evaluation.add(List.of(object(BOX)), new double[] {1000}, List.of(detection(BOX, 1)));
    CocoMetrics coco = evaluation.coco();
    assertEquals(1, coco.apSmall(), 1e-12);
    assertTrue(Double.isNaN(coco.apMedium()));
  }

  @Test
  void onlyAHundredDetectionsCount() {
    List<Detection> detections = new ArrayList<>();
    IntStream.range(0, 100)
        .forEach(i -> detections.add(detection(new Box(500, 500, 510, 510 + i), 0.9)));
    detections.add(detection(BOX, 0.1));
    DetectionEvaluation evaluation = new DetectionEvaluation(CLASSES);
    evaluation.add(List.of(object(BOX)), detections);
    assertEquals(0, evaluation.coco().ar100());
    assertEquals(1, evaluation.vocCurve(0, 0.5).maxRecall());
  }

  @Test
  void equalScoresStayInOrder() {
    DetectionEvaluation evaluation = new DetectionEvaluation(CLASSES);
    evaluation.add(List.of(), List.of(detection(BOX, 0.5)));
    evaluation.add(List.of(object(BOX)), List.of(detection(BOX, 0.5)));
    assertArrayEquals(new double[] {0, 0.5}, evaluation.curve(0, 0.5).precision());
  }

  @Test
  void imagesWithoutObjectsCountTheirDetectionsAsWrong() {
    DetectionEvaluation evaluation = of(List.of(object(BOX)), detection(BOX, 0.5));
    evaluation.add(List.of(), List.of(detection(BOX, 0.9)));
    evaluation.add(List.of(), List.of());
    assertEquals(3, evaluation.images());
    assertEquals(0.5, evaluation.coco().ap(), 1e-12);
  }

  @Test
  void mergedIsAsOne() {
    DetectionEvaluation first = of(List.of(object(BOX)), detection(BOX, 0.5));
    DetectionEvaluation second = of(List.of(), detection(BOX, 0.9));
    DetectionEvaluation both = of(List.of(object(BOX)), detection(BOX, 0.5));
    both.add(List.of(), List.of(detection(BOX, 0.9)));
    first.merge(second);
    assertEquals(both.coco(), first.coco());
  }

  @Test
  void numbersAreComputedOnceUntilAnImageIsAdded() {
    DetectionEvaluation evaluation = of(List.of(object(BOX)), detection(BOX, 0.5));
    CocoMetrics before = evaluation.coco();
    assertSame(before, evaluation.coco());

    evaluation.add(List.of(object(BOX)), List.of());
    CocoMetrics after = evaluation.coco();
    assertEquals(1, before.ar1());
    assertEquals(0.5, after.ar1());

    evaluation.merge(of(List.of(object(BOX)), detection(BOX, 0.5)));
    assertEquals(2 / 3.0, evaluation.coco().ar1(), 1e-12);
  }

  @Test
  void nothingAdded() {
    Map<String, Double> values = new DetectionEvaluation(CLASSES).coco().byName();
    assertEquals(12, values.size());
    values.values().forEach(value -> assertEquals(Double.NaN, value));
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Test
  void badImagesAreRefused() {
    assertRefused(
        "class of object 0 is 2; allowed: 0 to 1", () -> of(List.of(new ObjectBox(BOX, 2, false))));
    assertRefused(
        "box of object 0 is Box[left=5.0, top=0.0, right=1.0, bottom=1.0]; allowed: finite numbers"
            + " with left <= right and top <= bottom",
        () -> of(List.of(object(new Box(5, 0, 1, 1)))));
    assertRefused(
        "score of detection 1 is NaN; allowed: finite numbers",
        () -> of(List.of(), detection(BOX, 1), detection(BOX, Double.NaN)));
    assertRefused(
        "box of detection 0 is Box[left=NaN, top=0.0, right=1.0, bottom=1.0]; allowed: finite"
            + " numbers with left <= right and top <= bottom",
        () -> of(List.of(), detection(new Box(Double.NaN, 0, 1, 1), 1)));
    assertRefused(
        "class of detection 0 is -1; allowed: 0 to 1",
        () -> of(List.of(), new Detection(BOX, -1, 1)));
    DetectionEvaluation evaluation = new DetectionEvaluation(CLASSES);
    assertRefused(
        "number of areas is 0; allowed: 1, one for each object",
        () -> evaluation.add(List.of(object(BOX)), new double[0], List.of()));
    assertRefused(
        "areas[0] is -1.0; allowed: numbers >= 0",
        () -> evaluation.add(List.of(object(BOX)), new double[] {-1}, List.of()));
    assertEquals(0, evaluation.images());
  }

  @Test
  void badQuestionsAreRefused() {
    DetectionEvaluation evaluation = new DetectionEvaluation(CLASSES);
    assertRefused("classIndex is 2; allowed: 0 to 1", () -> evaluation.curve(2, 0.5));
    assertRefused("classIndex is -1; allowed: 0 to 1", () -> evaluation.vocCurve(-1, 0.5));
    assertRefused(
        "iouThreshold is 0.0; allowed: numbers above 0 up to 1", () -> evaluation.curve(0, 0));
    assertRefused(
        "iouThreshold is 1.5; allowed: numbers above 0 up to 1", () -> evaluation.voc2012(1.5));
    assertRefused(
        "classNames of the other evaluation is [car]; allowed: [cat, dog]",
        () -> evaluation.merge(new DetectionEvaluation(List.of("car"))));
  }

  /** Random images, whose scores are all different; the classes are numbered as said. */
  private static List<DetectionEvaluation> images(Random random, boolean swapClasses) {
    List<DetectionEvaluation> images = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      List<ObjectBox> objects = new ArrayList<>();
      List<Detection> detections = new ArrayList<>();
      for (int k = random.nextInt(8); k > 0; k--) {
        double left = random.nextInt(200);
        double top = random.nextInt(200);
        double size = 5 + random.nextInt(120);
        double shift = size * random.nextDouble() / 2;
        int classIndex = random.nextInt(2) ^ (swapClasses ? 1 : 0);
        Box box = new Box(left, top, left + size, top + size);
        Box near = new Box(left + shift, top, left + size + shift, top + size);
        objects.add(new ObjectBox(box, classIndex, random.nextInt(6) == 0));
        detections.add(new Detection(near, classIndex, random.nextDouble()));
        detections.add(new Detection(box, classIndex, random.nextDouble()));
      }
      DetectionEvaluation image = new DetectionEvaluation(CLASSES);
      image.add(objects, detections);
      images.add(image);
    }
    return images;
  }

  private static DetectionEvaluation merged(List<DetectionEvaluation> images) {
    DetectionEvaluation all = new DetectionEvaluation(CLASSES);
    images.forEach(all::merge);
    return all;
  }

  @RepeatedTest(20)
  void neitherTheOrderOfImagesNorTheNumbersOfClassesMatter() {
    long seed = System.nanoTime();
    List<DetectionEvaluation> images = images(new Random(seed), false);
    CocoMetrics coco = merged(images).coco();
    double voc = merged(images).voc2012(0.5);
    Collections.reverse(images);
    assertEquals(coco, merged(images).coco(), "seed " + seed);
    DetectionEvaluation swapped = merged(images(new Random(seed), true));
    assertEquals(voc, swapped.voc2012(0.5), 1e-12, "seed " + seed);
    coco.byName()
        .forEach(
            (name, value) ->
                assertEquals(value, swapped.coco().byName().get(name), 1e-12, "seed " + seed));
    assertEquals(coco.apOfClasses().get(0), swapped.coco().apOfClasses().get(1), "seed " + seed);
  }

  @RepeatedTest(20)
  void numbersAreSharesAndFallWithWhatIsAsked() {
    long seed = System.nanoTime();
    DetectionEvaluation evaluation = merged(images(new Random(seed), false));
    CocoMetrics coco = evaluation.coco();
    coco.byName()
        .forEach(
            (name, value) ->
                assertTrue(
                    value.isNaN() || (value >= 0 && value <= 1),
                    () -> name + " is " + value + ", seed " + seed));
    assertTrue(!(coco.ar1() > coco.ar10()) && !(coco.ar10() > coco.ar100()), "seed " + seed);
    for (int c = 0; c < CLASSES.size(); c++) {
      double recall = 1;
      for (double iouThreshold : new double[] {0.1, 0.3, 0.5, 0.7, 0.9, 1}) {
        double next = evaluation.vocCurve(c, iouThreshold).maxRecall();
        assertTrue(Double.isNaN(next) || next <= recall, "seed " + seed);
        recall = next;
      }
    }
  }
}
