package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which prediction sees which object. */
class MatcherTest {

  /** 8 x 6 and 4 x 3 locations of two anchors. */
  private static final AnchorGenerator ANCHORS =
      new AnchorGenerator(
          new Levels(64, 48, new int[] {8, 16}),
          new double[][][] {{{16, 16}, {24, 12}}, {{32, 32}, {48, 24}}});

  private static final AnchorGenerator POINTS =
      new AnchorGenerator(
          new Levels(64, 48, new int[] {8, 16}), new double[][][] {{{8, 8}}, {{16, 16}}});

  static Stream<Matcher> matchers() {
    return Stream.of(
        new IouMatcher(ANCHORS, 0.5, 0.4),
        new CenterMatcher(POINTS, 1.5, 4),
        new CellMatcher(ANCHORS, 4));
  }

  private static ObjectBox object(double left, double top, double right, double bottom) {
    return new ObjectBox(new Box(left, top, right, bottom), 0, false);
  }

  /** All anchors with all objects, as torchvision's Matcher does it with low-quality matches. */
  @Test
  void iouIsThatOfAllPairs() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      List<ObjectBox> objects = Scenes.random(random, random.nextInt(6), 1, 64, 48, 8, 60);
      Matches matches = new IouMatcher(ANCHORS, 0.5, 0.3).match(objects);
      for (int p = 0; p < ANCHORS.count(); p++) {
        Box anchor = ANCHORS.get(p).box();
        int best = -1;
        for (int o = 0; o < objects.size(); o++) {
          double iou = anchor.iou(objects.get(o).box());
          best = best < 0 || iou > anchor.iou(objects.get(best).box()) ? o : best;
        }
        double iou = best < 0 ? 0 : anchor.iou(objects.get(best).box());
        String at = "seed " + seed + ", scene " + i + ", prediction " + p;
        if (matches.isForeground(p)) {
          // Below the threshold only where an object would have had none.
          int own = matches.match(p);
          assertTrue(iou < 0.5 ? count(matches, own) == 1 : true, at);
        } else if (matches.isIgnored(p)) {
          assertTrue(iou >= 0.3 && iou < 0.5, at);
        } else {
          assertTrue(iou < 0.3, at);
        }
      }
    }
  }

  private static long count(Matches matches, int object) {
    return IntStream.range(0, matches.predictions())
        .filter(p -> matches.match(p) == object)
        .count();
  }

  /** The center is (20, 20), and its location with those beside it lies within 1.5 strides. */
  @Test
  void centersByHand() {
    Matches matches = new CenterMatcher(POINTS, 1.5, 4).match(List.of(object(12, 12, 28, 28)));
    for (int p = 0; p < POINTS.count(); p++) {
      Anchor location = POINTS.get(p);
      boolean near =
          Math.abs(location.centerX() - 20) < 8
              && Math.abs(location.centerY() - 20) < 8
              && location.width() == 8;
      assertEquals(near ? 0 : Matches.BACKGROUND, matches.match(p), location.toString());
    }
    assertEquals(1, matches.foreground());
  }

  /** Larger ones are seen on the next level. */
  @Test
  void levelsAreByTheFarthestEdge() {
    Matches matches = new CenterMatcher(POINTS, 1.5, 2).match(List.of(object(4, 4, 44, 44)));
    for (int p = 0; p < POINTS.count(); p++) {
      assertTrue(!matches.isForeground(p) || POINTS.level(p) == 1);
    }
    assertTrue(matches.foreground() > 0);
  }

  /** The own cell, (2, 2), the neighbor on the left and that below, with anchors of such a size. */
  @Test
  void cellsByHand() {
    Matches matches = new CellMatcher(ANCHORS, 1.6).match(List.of(object(9, 12, 29, 30)));
    Levels levels = ANCHORS.levels();
    List<Integer> locations =
        List.of(levels.location(0, 2, 2), levels.location(0, 1, 2), levels.location(0, 2, 3));
    for (int p = 0; p < ANCHORS.count(); p++) {
      // No anchor of the coarse level is less than 1.6 times as large as 20 x 18.
      boolean seen = ANCHORS.level(p) == 0 && locations.contains(ANCHORS.location(p));
      assertEquals(seen, matches.isForeground(p), ANCHORS.get(p).toString());
    }
  }

  @ParameterizedTest
  @MethodSource("matchers")
  void everyObjectHasAPrediction(Matcher matcher) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      List<ObjectBox> objects = Scenes.random(random, 1 + random.nextInt(3), 1, 64, 48, 12, 60);
      assertEquals(0, matcher.match(objects).missed(), "seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("matchers")
  void withoutObjectsAllIsBackground(Matcher matcher) {
    Matches matches = matcher.match(List.of());
    assertEquals(0, matches.foreground());
    for (int p = 0; p < matches.predictions(); p++) {
      assertTrue(matches.isBackground(p));
    }
  }
}
