package org.dl4jvision.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.dl4jvision.data.ImageSize;
import org.junit.jupiter.api.Test;

class WarpTest {

  private static final ImageSize SIZE = new ImageSize(200, 300);

  @Test
  void targetsAreWhereSourcesCome() {
    SplittableRandom random = new SplittableRandom(1);
    double[] to = new double[2];
    for (int i = 0; i < 50; i++) {
      Warp.Builder builder = new Warp.Builder(SIZE);
      new Rotation(180, 1).draw(builder, random);
      new Scaling(0.5, 3, 1).draw(builder, random);
      new Elastic(8, 64, 1).draw(builder, random);
      Warp warp = builder.build();
      double x = 300 * random.nextDouble() - 150;
      double y = 200 * random.nextDouble() - 100;
      warp.source(x, y, to);
      double[] reach = warp.reach(SIZE);
      assertTrue(Math.abs(to[0]) <= reach[0] && Math.abs(to[1]) <= reach[1]);
      warp.target(to[0], to[1], to);
      assertArrayEquals(new double[] {x, y}, to, 0.02);
    }
  }

  @Test
  void turnsClockwiseAndEnlarges() {
    double[] to = new double[2];
    new Warp.Builder(SIZE).turn(90).build().target(10, 0, to);
    assertArrayEquals(new double[] {0, 10}, to, 1e-9);
    new Warp.Builder(SIZE).scale(2, 3).build().target(10, 10, to);
    assertArrayEquals(new double[] {20, 30}, to, 1e-9);
    assertArrayEquals(
        new double[] {100, 150}, new Warp.Builder(SIZE).turn(90).build().reach(SIZE), 1e-9);
    assertNull(new Warp.Builder(SIZE).turn(0).scale(1, 1).build());
  }

  /** A field that folds over would show a place twice. */
  @Test
  void fieldsNeverFold() {
    double[] here = new double[2];
    double[] there = new double[2];
    for (int seed = 0; seed < 20; seed++) {
      ElasticField field = new ElasticField(SIZE, 8, 64, new SplittableRandom(seed));
      for (int x = -150; x < 150; x += 3) {
        field.at(x, 20, here);
        field.at(x + 1, 20, there);
        assertTrue(1 + there[0] - here[0] > 0.2, "seed " + seed + ", x " + x);
        assertTrue(Math.abs(here[0]) <= field.most() && Math.abs(here[1]) <= field.most());
      }
    }
  }
}
