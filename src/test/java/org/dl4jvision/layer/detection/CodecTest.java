package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.ObjectBox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Boxes to targets and back. */
class CodecTest {

  static Stream<Head> heads() {
    return Scenes.heads(3, 256, 192, 8, 16, 32).stream();
  }

  /**
   * What a head that knows all gives back is all there was, but for the objects it counts; a
   * neighbour's box may happen to fit those.
   */
  static int assertRoundTrip(Head head, List<List<ObjectBox>> images) {
    return assertRoundTrip(head, images, 0.95);
  }

  private static int assertRoundTrip(Head head, List<List<ObjectBox>> images, double overlap) {
    DetectionDecoder decoder =
        DetectionDecoder.builder(head)
            .overlap(overlap)
            .candidates(100_000)
            .detections(100_000)
            .build();
    List<List<Detection>> decoded = decoder.decode(head.ideal(images));
    int missed = 0;
    for (int i = 0; i < images.size(); i++) {
      int lost = 0;
      for (ObjectBox object : images.get(i)) {
        int index = head.outputClass(object);
        boolean found =
            decoded.get(i).stream()
                .anyMatch(d -> d.classIndex() == index && d.box().iou(object.box()) > 0.99);
        lost += found || object.ignored() ? 0 : 1;
      }
      int counted = head.encode(images.get(i)).missed();
      assertTrue(lost <= counted, "image " + i + ": " + lost + " lost, " + counted + " counted");
      missed += counted;
    }
    return missed;
  }

  @ParameterizedTest
  @MethodSource("heads")
  void everyBoxComesBack(Head head) {
    Random random = new Random(1);
    List<List<ObjectBox>> images = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      images.add(Scenes.random(random, random.nextInt(20), 3, 256, 192, 16, 190));
    }
    assertEquals(0, assertRoundTrip(head, images));
  }

  /** Small objects on top of each other: those that find no place are counted. */
  @ParameterizedTest
  @MethodSource("heads")
  void collisionsAreCounted(Head head) {
    Random random = new Random(2);
    List<ObjectBox> crowd = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      double x = 100 + random.nextDouble() * 10;
      double y = 100 + random.nextDouble() * 10;
      crowd.add(new ObjectBox(new Box(x, y, x + 9, y + 9), 0, false));
    }
    assertTrue(head.encode(crowd).missed() > 0);
    assertTrue(assertRoundTrip(head, List.of(crowd), 1) < 2000);
    assertEquals(head.encode(crowd).missed(), head.missed(List.of(crowd)));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void derivativesOfBoxesAreExact(Head head) {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      int prediction = random.nextInt(head.predictions());
      double[] raw = random.doubles(4, -3, 6).toArray();
      double[] weights = random.doubles(4, -1, 1).toArray();
      double[] gradient = weights.clone();
      head.backpropagate(prediction, raw, gradient);
      double[] numeric = new double[4];
      for (int j = 0; j < 4; j++) {
        double step = 1e-6;
        numeric[j] =
            (dot(head, prediction, raw, j, step, weights)
                    - dot(head, prediction, raw, j, -step, weights))
                / (2 * step);
      }
      assertArrayEquals(numeric, gradient, 1e-3);
    }
  }

  private static double dot(
      Head head, int prediction, double[] raw, int index, double step, double[] weights) {
    double[] moved = raw.clone();
    moved[index] += step;
    double[] box = new double[4];
    head.decode(prediction, moved, box);
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += weights[i] * box[i];
    }
    return sum;
  }
}
