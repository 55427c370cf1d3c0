package org.dl4jvision.box;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Test;

class GreedyMergingTest {

  private static final GreedyMerging HALF = new GreedyMerging(0.5);

  private static Detection detection(
      double left, double top, double right, double bottom, int classIndex, double score) {
    return new Detection(new Box(left, top, right, bottom), classIndex, score);
  }

  private static List<Detection> merged(Detection... detections) {
    return HALF.apply(List.of(detections), i -> true);
  }

  @Test
  void piecesOfAnObjectBecomeOneBoxAroundThem() {
    // 40 of the 60 pixels of the smaller one are in both, 0.67; IoU is only 0.33.
    Detection left = detection(0, 0, 10, 10, 0, 0.7);
    Detection right = detection(6, 0, 12, 10, 0, 0.9);

    assertEquals(List.of(detection(0, 0, 12, 10, 0, 0.9)), merged(left, right));
    assertEquals(
        List.of(right, left),
        new GreedyMerging(0.67).apply(List.of(left, right), i -> true),
        "highest first");
  }

  @Test
  void aPieceInsideOfTheWholeVanishesHoweverSmall() {
    Detection whole = detection(0, 0, 100, 100, 0, 0.6);
    Detection piece = detection(90, 90, 100, 100, 0, 0.5);

    assertEquals(List.of(whole), merged(whole, piece));
    // Of a surer piece the box becomes the whole one's.
    assertEquals(
        List.of(detection(0, 0, 100, 100, 0, 0.8)),
        merged(whole, detection(90, 90, 100, 100, 0, 0.8)));
  }

  @Test
  void onlyABoxThatMayBeCutGrowsAndOnlyByWhatIsNearlyAsSure() {
    Detection left = detection(0, 0, 10, 10, 0, 0.9);
    Detection right = detection(4, 0, 14, 10, 0, 0.5);
    Detection unsure = detection(0, 0, 30, 30, 0, 0.4);
    List<Detection> all = List.of(unsure, left, right);

    assertEquals(List.of(left), HALF.apply(all, i -> false));
    assertEquals(List.of(left), HALF.apply(all, i -> i != 1));
    assertEquals(List.of(detection(0, 0, 14, 10, 0, 0.9)), HALF.apply(all, i -> i == 1));
  }

  @Test
  void halfIsNotMoreThanHalfAndTouchingIsNoOverlap() {
    Detection one = detection(0, 0, 10, 10, 0, 0.9);
    Detection half = detection(5, 0, 15, 10, 0, 0.8);
    Detection beside = detection(10, 0, 20, 10, 0, 0.7);

    assertEquals(List.of(one, half), merged(one, half));
    assertEquals(List.of(one, beside), new GreedyMerging(0).apply(List.of(one, beside), i -> true));
  }

  @Test
  void classesAreApart() {
    Detection cat = detection(0, 0, 10, 10, 0, 0.9);
    Detection dog = detection(0, 0, 10, 10, 1, 0.8);

    assertEquals(List.of(cat, dog), merged(dog, cat));
  }

  @Test
  void aRowOfObjectsIsNotMergedIntoOne() {
    // Each overlaps the next by 0.6, the one after it by 0.2.
    Detection first = detection(0, 0, 10, 1, 0, 0.9);
    Detection second = detection(4, 0, 14, 1, 0, 0.8);
    Detection third = detection(8, 0, 18, 1, 0, 0.7);

    assertEquals(List.of(detection(0, 0, 14, 1, 0, 0.9), third), merged(first, second, third));
  }

  @Test
  void ofTwoThatAreTakenTheHighestScoringGetsIt() {
    Detection low = detection(8, 0, 18, 1, 0, 0.8);
    Detection high = detection(0, 0, 10, 1, 0, 0.9);
    Detection between = detection(4, 0, 14, 1, 0, 0.7);

    assertEquals(List.of(detection(0, 0, 14, 1, 0, 0.9), low), merged(low, between, high));
  }

  @Test
  void nothingStaysNothingAndEqualScoresStayInOrder() {
    assertEquals(List.of(), merged());
    Detection one = detection(0, 0, 1, 1, 0, 0.5);
    Detection other = detection(5, 5, 6, 6, 0, 0.5);
    assertEquals(List.of(one, other), merged(one, other));
    assertEquals(List.of(other, one), merged(other, one));
  }

  @Test
  void manyAreMergedAsByComparingAllWithAll() {
    Random random = new Random(5);
    List<Detection> many = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double x = 100 * random.nextDouble();
      double y = 100 * random.nextDouble();
      many.add(
          detection(
              x,
              y,
              x + 20 * random.nextDouble(),
              y + 20 * random.nextDouble(),
              random.nextInt(2),
              random.nextInt(50) / 50.0));
    }
    assertEquals(naive(many), HALF.apply(many, i -> true));
  }

  /** The published order of work: the highest takes all that are left and overlap it. */
  private static List<Detection> naive(List<Detection> detections) {
    List<Detection> left = new ArrayList<>(detections);
    left.sort(Comparator.comparingDouble(d -> -d.score()));
    List<Detection> result = new ArrayList<>();
    while (!left.isEmpty()) {
      Detection top = left.remove(0);
      Box[] union = {top.box()};
      left.removeIf(
          other -> {
            double smaller = Math.min(top.box().area(), other.box().area());
            boolean same =
                other.classIndex() == top.classIndex()
                    && top.box().intersection(other.box()) > 0.5 * smaller;
            if (same && other.score() >= top.score() / 2) {
              union[0] = union[0].union(other.box());
            }
            return same;
          });
      result.add(new Detection(union[0], top.classIndex(), top.score()));
    }
    return result;
  }

  @Test
  void thresholdsAreShares() {
    assertEquals(
        """
        threshold is -0.1; allowed: numbers from 0 to 1
        threshold is 1.1; allowed: numbers from 0 to 1
        threshold is NaN; allowed: numbers from 0 to 1
        """,
        Refusals.messages(
            () -> new GreedyMerging(-0.1),
            () -> new GreedyMerging(1.1),
            () -> new GreedyMerging(Double.NaN)));
  }
}
