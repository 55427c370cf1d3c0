package org.dl4jvision.data.synthetic;

import java.util.Random;

/** A form with its texture and its two colors. */
final class Shape {

  /** Shapes of distractors, after those of the classes. */
  static final int BAR = 4;

  static final int CROSS = 5;

  private final int type;
  private final double x;
  private final double y;
  private final double radius;
  private final double cos;
  private final double sin;
  private final double period;
  private final double[] dark = new double[3];
  private final double[] bright = new double[3];
  private final Noise grain;

  Shape(Random random, int type, double x, double y, double radius) {
    this.type = type;
    this.x = x;
    this.y = y;
    this.radius = radius;
    double angle = Arithmetic.uniform(random, 0, 2 * Math.PI);
    cos = StrictMath.cos(angle);
    sin = StrictMath.sin(angle);
    period = Math.max(3, Arithmetic.uniform(random, 0.4, 0.6) * radius);
    double[] hue = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
    double depth = Arithmetic.uniform(random, 0.25, 0.5);
    for (int c = 0; c < 3; c++) {
      bright[c] = 0.45 + 0.5 * hue[c];
      dark[c] = Math.max(0.02, bright[c] - depth - 0.15 * random.nextDouble());
    }
    grain = new Noise(random, Math.max(2, 0.25 * radius));
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

  /**
   * The light of a channel where the texture has this value.
   *
   * @param texture from -1 to 1
   */
  double light(int channel, double texture) {
    return dark[channel] + (bright[channel] - dark[channel]) * (0.5 + 0.5 * texture);
  }

  /** The pixel's place in the turned shape, in units of the radius. */
  private double u(double px, double py) {
    return ((px - x) * cos + (py - y) * sin) / radius;
  }

  private double v(double px, double py) {
    return ((py - y) * cos - (px - x) * sin) / radius;
  }

  boolean contains(double px, double py) {
    double u = u(px, py);
    double v = v(px, py);
    double r2 = u * u + v * v;
    return switch (type) {
      case 0 -> r2 < 1;
      case 1 -> Math.abs(u) < 0.85 && Math.abs(v) < 0.85;
      case 2 -> v < 0.65 && v > -1.3 + 1.73 * Math.abs(u);
      case 3 -> r2 < 1 && r2 > 0.3;
      case BAR -> Math.abs(u) < 1.4 && Math.abs(v) < 0.15;
      default -> Math.min(Math.abs(u), Math.abs(v)) < 0.2 && r2 < 1;
    };
  }

  /** The area of the whole shape of a class, in pixels. */
  double area() {
    double unit =
        switch (type) {
          case 0 -> Math.PI;
          case 1 -> Arithmetic.square(1.7);
          case 2 -> Arithmetic.square(1.95) / 1.73;
          default -> 0.7 * Math.PI;
        };
    return unit * radius * radius;
  }

  /** The texture at a pixel, from -1 to 1. */
  double texture(double px, double py) {
    double a = 2 * Math.PI / period * radius * u(px, py);
    double b = 2 * Math.PI / period * radius * v(px, py);
    return switch (type) {
      case 0 -> Math.signum(StrictMath.sin(a));
      case 1 -> Math.signum(StrictMath.sin(a) * StrictMath.sin(b));
      case 2 -> Math.max(-1, Math.min(1, grain.at(px, py)));
      default -> 0.3 * Math.max(-1, Math.min(1, grain.at(px, py))) + 0.4;
    };
  }
}
