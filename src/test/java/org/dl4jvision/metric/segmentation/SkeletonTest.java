package org.dl4jvision.metric.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkeletonTest {

  /** A mask from rows of # and . that slashes separate. */
  static BitSet mask(String picture) {
    BitSet mask = new BitSet();
    String flat = picture.replace("/", "");
    IntStream.range(0, flat.length()).filter(i -> flat.charAt(i) == '#').forEach(mask::set);
    return mask;
  }

  static int width(String picture) {
    return picture.indexOf('/') < 0 ? picture.length() : picture.indexOf('/');
  }

  static int height(String picture) {
    return picture.split("/").length;
  }

  private static String picture(BitSet mask, int width, int height) {
    return IntStream.range(0, height)
        .mapToObj(
            y ->
                IntStream.range(0, width)
                    .mapToObj(x -> mask.get(y * width + x) ? "#" : ".")
                    .collect(Collectors.joining()))
        .collect(Collectors.joining("/"));
  }

  @ParameterizedTest
  @CsvSource({
    "....., .....", // nothing
    "..#.., ..#..", // a single pixel stays
    "#####, #####", // and so does a line
    "#..../.#.../..#.., #..../.#.../..#..", // corners connect
    ".....#/#####./.....#, .....#/#####./.....#", // ends and forks
    "#######/#######/#######, ......./#######/.......", // the middle of a bar
    "###/#.#/###, .#./#.#/.#.", // a hole stays
  })
  void ofSmallMasks(String before, String after) {
    int width = width(before);
    int height = height(before);
    assertEquals(after, picture(Skeleton.of(mask(before), width, height), width, height));
  }

  /** Whatever is drawn: as many parts, as many holes, and nothing that could still go. */
  @RepeatedTest(20)
  void isAsConnectedAsTheMask(RepetitionInfo repetition) {
    int width = 40;
    int height = 30;
    Random random = new Random(repetition.getCurrentRepetition());
    BitSet mask = new BitSet();
    for (int blob = 0; blob < 12; blob++) {
      int left = random.nextInt(width);
      int top = random.nextInt(height);
      for (int y = top; y < Math.min(height, top + 1 + random.nextInt(9)); y++) {
        mask.set(y * width + left, y * width + Math.min(width, left + 1 + random.nextInt(12)));
      }
    }
    BitSet skeleton = Skeleton.of(mask, width, height);
    assertEquals(parts(mask, width, height, true), parts(skeleton, width, height, true));
    BitSet outside = outside(mask, width, height);
    BitSet more = outside(skeleton, width, height);
    assertEquals(
        parts(outside, width + 2, height + 2, false), parts(more, width + 2, height + 2, false));
    BitSet left = (BitSet) skeleton.clone();
    left.andNot(mask);
    assertEquals(0, left.cardinality());
    assertEquals(skeleton, Skeleton.of(skeleton, width, height));
  }

  /** A mask as large and as full as a photograph's road takes a moment, not minutes. */
  @Test
  void largeMasksTakeAMoment() {
    int side = 3000;
    BitSet mask = new BitSet();
    mask.set(0, side * side);
    BitSet skeleton =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Skeleton.of(mask, side, side));
    assertTrue(!skeleton.isEmpty() && skeleton.cardinality() < 3 * side);
  }

  /** What a mask leaves free, with a free margin of one pixel. */
  private static BitSet outside(BitSet mask, int width, int height) {
    BitSet free = new BitSet();
    free.set(0, (width + 2) * (height + 2));
    mask.stream().forEach(i -> free.clear((i / width + 1) * (width + 2) + i % width + 1));
    return free;
  }

  private static int parts(BitSet mask, int width, int height, boolean corners) {
    BitSet left = (BitSet) mask.clone();
    int parts = 0;
    for (int i = left.nextSetBit(0); i >= 0; i = left.nextSetBit(0)) {
      parts++;
      ArrayDeque<Integer> open = new ArrayDeque<>();
      open.add(i);
      left.clear(i);
      while (!open.isEmpty()) {
        int at = open.pop();
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int x = at % width + dx;
            int y = at / width + dy;
            boolean in = x >= 0 && x < width && y >= 0 && y < height;
            if (in && (corners || dx == 0 || dy == 0) && left.get(y * width + x)) {
              left.clear(y * width + x);
              open.add(y * width + x);
            }
          }
        }
      }
    }
    return parts;
  }
}
