package org.dl4jvision.data.synthetic;

import java.util.Random;

/** One cell: an ellipse whose contour waves, and the light it gives. */
final class Cell {

  private static final int WAVES = 4;

  private final double x;
  private final double y;
  private final double radius;
  private final int type;
  private final double cos;
  private final double sin;
  private final double stretch;
  private final double[] waveAmount = new double[WAVES];
  private final double[] wavePhase = new double[WAVES];
  private final double brightness;
  private final double grain;
  private final Noise chromatin;
  private final double[][] nucleoli;

  Cell(Random random, double x, double y, double radius, int type) {
    this.x = x;
    this.y = y;
    this.radius = radius;
    this.type = type;
    double angle = Arithmetic.uniform(random, 0, Math.PI);
    cos = StrictMath.cos(angle);
    sin = StrictMath.sin(angle);
    stretch = type == 1 ? Arithmetic.uniform(random, 1.5, 1.8) : Arithmetic.uniform(random, 1, 1.3);
    for (int k = 0; k < WAVES; k++) {
      waveAmount[k] = Arithmetic.uniform(random, 0, 0.16 / (k + 1));
      wavePhase[k] = Arithmetic.uniform(random, 0, 2 * Math.PI);
    }
    // Most cells are dim, few are bright.
    brightness = 0.24 + 0.24 * Arithmetic.square(random.nextDouble()) + (radius < 4 ? 0.06 : 0);
    grain = Arithmetic.uniform(random, 0.3, 0.5);
    chromatin = new Noise(random, Math.max(2, Arithmetic.uniform(random, 0.28, 0.42) * radius));
    nucleoli = new double[radius < 4 ? 0 : 1 + random.nextInt(3)][];
    for (int i = 0; i < nucleoli.length; i++) {
      double direction = Arithmetic.uniform(random, 0, 2 * Math.PI);
      double distance = Arithmetic.uniform(random, 0, 0.55) * radius;
      nucleoli[i] =
          new double[] {
            x + distance * StrictMath.cos(direction),
            y + distance * StrictMath.sin(direction),
            Arithmetic.uniform(random, 0.13, 0.24) * radius
          };
    }
  }

  double x() {
    return x;
  }

  double y() {
    return y;
  }

  double radius() {
    return radius;
  }

  int type() {
    return type;
  }

  /** How far out a pixel lies: 0 at the center, 1 on the contour, more outside. */
  double depth(double px, double py) {
    double u = ((px - x) * cos + (py - y) * sin) / StrictMath.sqrt(stretch);
    double v = (-(px - x) * sin + (py - y) * cos) * StrictMath.sqrt(stretch);
    double contour = 1;
    double theta = StrictMath.atan2(v, u);
    for (int k = 0; k < WAVES; k++) {
      contour += waveAmount[k] * StrictMath.cos((k + 2) * theta + wavePhase[k]);
    }
    return StrictMath.sqrt(u * u + v * v) / (radius * contour);
  }

  double light(double px, double py, double depth) {
    double texture =
        type == 1
            ? StrictMath.sin(1.6 * ((px - x) * cos + (py - y) * sin)) * 0.7
            : chromatin.at(px, py);
    double value = 1 + grain * texture;
    for (double[] nucleolus : nucleoli) {
      double d2 = Arithmetic.square(px - nucleolus[0]) + Arithmetic.square(py - nucleolus[1]);
      value -= 0.65 * StrictMath.exp(-d2 / (2 * Arithmetic.square(nucleolus[2])));
    }
    // Thinner towards the rim; a hollow cell has its light there.
    double thickness =
        type == 2
            ? 0.15 + 1.2 * Arithmetic.square(Arithmetic.square(depth))
            : 1 - 0.35 * Arithmetic.square(Arithmetic.square(depth));
    return brightness * thickness * Math.max(0.1, value);
  }
}
