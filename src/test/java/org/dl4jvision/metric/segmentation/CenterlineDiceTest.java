package org.dl4jvision.metric.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CenterlineDiceTest {

  private static final String LINE = "........./........./#########/........./.........";
  private static final String WIDE = "........./#########/#########/#########/.........";
  private static final String BROKEN = "........./........./####.####/........./.........";
  private static final String OFF = "........./#########/........./........./.........";
  private static final String NOTHING = "........./........./........./........./.........";

  private static CenterlineDice of(String truth, String prediction) {
    return CenterlineDice.of(
        SkeletonTest.mask(truth),
        SkeletonTest.mask(prediction),
        SkeletonTest.width(truth),
        SkeletonTest.height(truth));
  }

  /** Dice of the wide line is 0.5: width does not count here. */
  @Test
  void widthDoesNotMatter() {
    assertEquals(1, of(LINE, LINE).value());
    assertEquals(1, of(LINE, WIDE).value());
    assertEquals(1, of(WIDE, LINE).value());
  }

  @Test
  void gapsDo() {
    CenterlineDice broken = of(LINE, BROKEN);
    assertEquals(1, broken.precision());
    assertEquals(8.0 / 9, broken.sensitivity(), 1e-12);
    assertEquals(16.0 / 17, broken.value(), 1e-12);
    assertEquals(8.0 / 9, of(BROKEN, LINE).precision(), 1e-12);
  }

  @Test
  void aLineBesideTheTrueOneIsWrong() {
    assertEquals(0, of(LINE, OFF).value());
    CenterlineDice inside = of(WIDE, OFF);
    assertEquals(1, inside.precision());
    assertEquals(0, inside.sensitivity());
    assertEquals(0, inside.value());
  }

  @Test
  void nothing() {
    assertEquals(Double.NaN, of(NOTHING, NOTHING).value());
    assertEquals(0, of(LINE, NOTHING).value());
    assertEquals(0, of(NOTHING, LINE).value());
  }
}
