package org.dl4jvision.box;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoxFusionTest {

  private static final BoxFusion FUSION = new BoxFusion(0.55);

  private static Detection at(double left, double score) {
    return new Detection(new Box(left, 0, left + 10, 10), 0, score);
  }

  @Test
  void oneObjectIsTheMeanWeightedByScores() {
    List<Detection> found = FUSION.apply(List.of(List.of(at(0, 0.9)), List.of(at(1, 0.3))));
    assertEquals(1, found.size());
    assertEquals(0.25, found.get(0).box().left(), 1e-12);
    assertEquals(10.25, found.get(0).box().right(), 1e-12);
    assertEquals(0.6, found.get(0).score(), 1e-12);
  }

  @Test
  void whatOnlyOneHasFoundIsLessSure() {
    List<Detection> found =
        FUSION.apply(List.of(List.of(at(0, 0.9), at(50, 0.8)), List.of(at(0, 0.9))));
    assertEquals(List.of(0.9, 0.4), found.stream().map(Detection::score).toList());
    assertEquals(50, found.get(1).box().left());
  }

  /** A second box of the same detector makes no object surer. */
  @Test
  void aDetectorCountsOnce() {
    List<Detection> found =
        FUSION.apply(List.of(List.of(at(0, 0.8), at(0, 0.8)), List.of(at(0, 0.4))));
    assertEquals(1, found.size());
    assertEquals(0.6, found.get(0).score(), 1e-12);
  }

  @Test
  void classesAndFarBoxesStayApart() {
    Detection other = new Detection(new Box(0, 0, 10, 10), 1, 0.7);
    assertEquals(2, FUSION.apply(List.of(List.of(at(0, 0.9)), List.of(other))).size());
    assertEquals(2, FUSION.apply(List.of(List.of(at(0, 0.9)), List.of(at(4, 0.7)))).size());
    assertEquals(List.of(), FUSION.apply(List.of(List.of(), List.of())));
  }
}
