package org.dl4jvision.metric.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.junit.jupiter.api.Test;

/** The score of a single image. */
class ImagePrecisionTest {

  private static final Box BOX = new Box(10, 10, 50, 60);
  private static final Box OTHER = new Box(100, 10, 140, 60);
  private static final ObjectBox CAT = new ObjectBox(BOX, 0, false);
  private static final ObjectBox DOG = new ObjectBox(OTHER, 1, false);

  private static double score(List<ObjectBox> objects, Detection... detections) {
    DetectionEvaluation evaluation = new DetectionEvaluation(List.of("cat", "dog"));
    evaluation.add(objects, List.of(detections));
    return evaluation.precisionOfImage(0);
  }

  private static Detection cat(Box box, double score) {
    return new Detection(box, 0, score);
  }

  private static Detection dog(Box box, double score) {
    return new Detection(box, 1, score);
  }

  @Test
  void ofOneClassItIsWhatCocoHasOfThisImageAlone() {
    // IoU 0.8 / 1.2 = 0.667: right at 0.5, 0.55, 0.6 and 0.65.
    assertEquals(0.4, score(List.of(CAT), cat(new Box(18, 10, 58, 60), 0.9)), 1e-12);
    assertEquals(0, score(List.of(CAT)));
    assertEquals(1, score(List.of(CAT, DOG), cat(BOX, 0.9), dog(OTHER, 0.7)), 1e-12);
    assertEquals(51.0 / 101, score(List.of(CAT, DOG), cat(BOX, 0.9)), 1e-12);
  }

  /** What COCO cannot see in a single image: to it a class without objects has no value. */
  @Test
  void aClassThatIsNotThereIsWrong() {
    assertEquals(1, score(List.of(CAT), cat(BOX, 0.9), dog(BOX, 0.8)), 1e-12);
    assertEquals(0.5, score(List.of(CAT), cat(BOX, 0.7), dog(BOX, 0.8)), 1e-12);
  }

  @Test
  void anImageWithoutObjects() {
    assertEquals(1, score(List.of()));
    assertEquals(0.3, score(List.of(), cat(BOX, 0.7), dog(BOX, 0.1)), 1e-12);
    assertEquals(0, score(List.of(), cat(BOX, 1.5)));
    ObjectBox crowd = new ObjectBox(BOX, 0, true);
    assertEquals(1, score(List.of(crowd), cat(BOX, 0.7)));
    assertEquals(0.4, score(List.of(crowd), cat(BOX, 0.7), cat(OTHER, 0.6)), 1e-12);
  }

  @Test
  void anImageThatThereIsNotIsRefused() {
    DetectionEvaluation evaluation = new DetectionEvaluation(List.of("cat"));
    assertThrows(IllegalArgumentException.class, () -> evaluation.precisionOfImage(0));
  }
}
