package org.dl4jvision.metric.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.junit.jupiter.api.Test;

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
      assertEquals(-1, values.get(name), name);
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
    assertThrows(
        IllegalArgumentException.class, () -> first.merge(new DetectionEvaluation(List.of("car"))));
  }

  @Test
  void nothingAdded() {
    Map<String, Double> values = new DetectionEvaluation(CLASSES).coco().byName();
    assertEquals(12, values.size());
    values.values().forEach(value -> assertEquals(-1, value));
  }

  private static void refused(String message, List<ObjectBox> objects, Detection... detections) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> of(objects, detections));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void badInputIsRefused() {
    refused("object 0 has class 2", List.of(new ObjectBox(BOX, 2, false)));
    refused("object 0 has Box", List.of(object(new Box(5, 0, 1, 1))));
    refused("detection 1 has score NaN", List.of(), detection(BOX, 1), detection(BOX, Double.NaN));
    refused("detection 0 has Box", List.of(), detection(new Box(Double.NaN, 0, 1, 1), 1));
    refused("detection 0 has class -1", List.of(), new Detection(BOX, -1, 1));
    DetectionEvaluation evaluation = new DetectionEvaluation(CLASSES);
    assertThrows(
        IllegalArgumentException.class,
        () -> evaluation.add(List.of(object(BOX)), new double[0], List.of()));
    assertThrows(IllegalArgumentException.class, () -> evaluation.curve(2, 0.5));
    assertThrows(IllegalArgumentException.class, () -> evaluation.curve(0, 0));
  }
}
