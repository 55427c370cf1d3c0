package org.dl4jvision.task.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.metric.detection.DetectionEvaluation;
import org.junit.jupiter.api.Test;

class BoxTuningTest {

  private static final Box ONE = new Box(0, 0, 10, 10);
  private static final Box TWO = new Box(50, 50, 60, 60);

  /** Two objects, found with scores 0.9 and 0.6, and wrong detections of these scores. */
  private static DetectionEvaluation evaluation(double... wrong) {
    List<Detection> found = new ArrayList<>();
    found.add(new Detection(ONE, 0, 0.9));
    found.add(new Detection(TWO, 0, 0.6));
    for (double score : wrong) {
      found.add(new Detection(new Box(200, 200, 220, 210), 0, score));
    }
    DetectionEvaluation evaluation = new DetectionEvaluation(List.of("a"));
    evaluation.add(List.of(new ObjectBox(ONE, 0, false), new ObjectBox(TWO, 0, false)), found);
    return evaluation;
  }

  /** Between 0.4 and 0.6 all is right: 0.41 is the nearest to the usual 0.3. */
  @Test
  void theScoreIsThatOfTheHighestF1() {
    BoxTuning tuning = BoxTuning.of(iou -> evaluation(0.4, 0.2), BoxInference.USUAL);
    assertEquals(0.41, tuning.score());
    assertEquals(1, tuning.f1());
    assertEquals(0.6, tuning.iou());
    assertEquals(
        "boxes are suppressed above the IoU 0.6 (AP 1.0000) and shown from the score 0.41 (F1"
            + " 1.0000)",
        tuning.line());
  }

  /** With a wrong one between them: both and it, P 2/3 and R 1, are better than the first alone. */
  @Test
  void precisionAndRecallAreWeighed() {
    BoxTuning tuning = BoxTuning.of(iou -> evaluation(0.7), BoxInference.USUAL);
    assertEquals(0.3, tuning.score());
    assertEquals(0.8, tuning.f1(), 1e-12);
  }

  @Test
  void theSuppressionIsThatOfTheHighestPrecision() {
    BoxTuning tuning =
        BoxTuning.of(iou -> iou == 0.4 ? evaluation() : evaluation(0.95, 0.96), BoxInference.USUAL);
    assertEquals(0.4, tuning.iou());
  }
}
