package org.dl4jvision.study.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.study.explain.SaliencyExplanation.Maps;
import org.dl4jvision.study.explain.SaliencyExplanation.Overlap;
import org.junit.jupiter.api.Test;

class SaliencyTest {

  /**
   * Where cells are is where the network looks: more than their share of the area. The deepest
   * layer may as well look at what is around them.
   */
  @Test
  void cellsLightUp() {
    SegmentationSubject subject = TrainedCells.good().subject(3);
    Maps maps = new Maps(subject);
    for (String map : List.of(SaliencyExplanation.LAST, SaliencyExplanation.OCCLUSION)) {
      List<Double> gains = new ArrayList<>();
      for (ExplainedBatch batch : subject.batches()) {
        for (int i = 0; i < batch.size(); i++) {
          SaliencyTarget target = SaliencyTarget.of(batch, i, true).get(0);
          Overlap overlap = Overlap.of(maps.of(target).get(map), target);
          gains.add(overlap.inside() / overlap.area());
        }
      }
      double mean = gains.stream().mapToDouble(g -> g).average().orElseThrow();
      double least = map.equals(SaliencyExplanation.LAST) ? 1.8 : 1.1;
      assertTrue(mean > least, map + " has " + gains + " times the share of the area");
    }
  }

  @Test
  void mapsHaveTheSizeOfTheirImages() {
    SegmentationSubject subject = TrainedCells.quick().subject(3);
    ExplainedBatch batch = subject.batches().get(0);
    boolean[] pixels = new boolean[32 * 32];
    pixels[5] = true;
    SaliencyTarget target = new SaliencyTarget(batch, 1, 1, pixels);
    for (Map.Entry<String, double[]> map : new Maps(subject).of(target).entrySet()) {
      assertEquals(30 * 30, map.getValue().length, map.getKey());
      for (double value : map.getValue()) {
        assertTrue(Double.isFinite(value));
      }
    }
  }

  @Test
  void theShareInsideIsThatOfTheTruth() {
    ExplainedBatch batch = TrainedCells.quick().subject(3).batches().get(0);
    int image = 0;
    while (!contains(batch.truths().get(image).classes(), 1)) {
      image++;
    }
    SaliencyTarget target = new SaliencyTarget(batch, image, 1, new boolean[32 * 32]);
    double[] even = new double[30 * 30];
    Arrays.fill(even, 2);
    Overlap overlap = Overlap.of(even, target);
    assertEquals(overlap.area(), overlap.inside(), 1e-9);
    double[] perfect = new double[30 * 30];
    for (int i = 0; i < perfect.length; i++) {
      perfect[i] = batch.truths().get(image).at(i / 30 * 32 + i % 30);
    }
    assertEquals(1, Overlap.of(perfect, target).inside(), 1e-9);
  }

  private static boolean contains(byte[] classes, int label) {
    for (byte one : classes) {
      if (one == label) {
        return true;
      }
    }
    return false;
  }

  @Test
  void mapsAreEnlargedBetweenCenters() {
    double[] map = GradCam.enlarge(new double[] {0, 4}, 1, 2, new ImageSize(1, 8));
    assertEquals(List.of(0.0, 0.0, 0.5, 1.5, 2.5, 3.5, 4.0, 4.0), box(map));
  }

  private static List<Double> box(double[] values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
