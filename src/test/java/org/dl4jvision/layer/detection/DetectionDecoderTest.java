package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dl4jvision.box.Detection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Which predictions become boxes. */
class DetectionDecoderTest {

  private static final int IMAGES = 2;

  static Stream<Head> heads() {
    return Scenes.heads(3, 256, 192, 8, 16, 32).stream();
  }

  /** Logits in steps of {@code step}: the larger it is the more scores are equal. */
  private static INDArray output(Head head, double step) {
    Random random = new Random(3);
    Outputs outputs = Outputs.zeros(head, IMAGES);
    for (int image = 0; image < IMAGES; image++) {
      for (int i = 0; i < outputs.predictions(); i++) {
        for (Outputs.Part part : Outputs.Part.values()) {
          int width = part == Outputs.Part.QUALITY && !head.hasQuality() ? 0 : outputs.width(part);
          for (int k = 0; k < width; k++) {
            double number = 0.1 * random.nextDouble(); // no box leaves the image
            if (part != Outputs.Part.BOX) {
              number = step * Math.rint((2 * random.nextGaussian() - 2) / step);
            }
            outputs.set(part, image, i, k, number);
          }
        }
      }
    }
    return outputs.toArray();
  }

  private static List<List<Detection>> decode(Head head, INDArray output, int candidates) {
    return DetectionDecoder.builder(head)
        .candidates(candidates)
        .overlap(1)
        .detections(1_000_000)
        .build()
        .decode(output);
  }

  private static void assertBestAreTaken(Head head, INDArray output) {
    List<List<Detection>> all = decode(head, output, Integer.MAX_VALUE);
    for (int candidates : new int[] {1, 5, 128, 129, 300, 2000, 100_000}) {
      List<List<Detection>> some = decode(head, output, candidates);
      for (int image = 0; image < IMAGES; image++) {
        int size = Math.min(candidates, all.get(image).size());
        assertTrue(
            some.get(image).equals(all.get(image).subList(0, size)),
            "not the best of image " + image + " with " + candidates + " candidates");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void theBestAreTaken(Head head) {
    INDArray output = output(head, 1e-3);
    List<Detection> first = decode(head, output, 1_000_000).get(0);
    assertTrue(first.size() > 300, first.size() + " boxes");
    assertTrue(first.stream().allMatch(d -> d.score() > 0.05));
    assertEquals(
        first.stream().sorted(Comparator.comparingDouble(d -> -d.score())).toList(), first);
    assertBestAreTaken(head, output);
  }

  @ParameterizedTest
  @MethodSource("heads")
  void amongEqualsTheFirstAreTaken(Head head) {
    assertBestAreTaken(head, output(head, 1));
    assertBestAreTaken(head, output(head, 100)); // all logits are 0
  }

  @ParameterizedTest
  @MethodSource("heads")
  void whatIsNotANumberIsNoBox(Head head) {
    INDArray output = output(head, 100);
    output.slice(0).assign(Double.NaN);
    List<List<Detection>> found = decode(head, output, 100);
    assertEquals(List.of(), found.get(0));
    assertEquals(100, found.get(1).size());
  }
}
