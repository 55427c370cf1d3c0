package org.dl4jvision.data.augmentation;

import org.dl4jvision.data.ImageSize;

/**
 * Where each pixel of a changed picture comes from: all movements of a sample in one, so that it is
 * interpolated once. Places are counted from the middle of the picture and from the place in the
 * image that comes to lie there, in pixels; a pixel's place is that of its center. Immutable.
 */
public final class Warp {

  /** Enough for a hundredth of a pixel: displacements change by less than half their distance. */
  private static final int ROUNDS = 12;

  private final double xx;
  private final double xy;
  private final double yx;
  private final double yy;
  private final ElasticField field;

  private Warp(Builder builder) {
    xx = builder.xx;
    xy = builder.xy;
    yx = builder.yx;
    yy = builder.yy;
    field = builder.field;
  }

  /**
   * Where a place of the picture comes from.
   *
   * @param from becomes x and y in the image
   */
  public void source(double x, double y, double[] from) {
    double bentX = x;
    double bentY = y;
    if (field != null) {
      field.at(x, y, from);
      bentX += from[0];
      bentY += from[1];
    }
    from[0] = xx * bentX + xy * bentY;
    from[1] = yx * bentX + yy * bentY;
  }

  /**
   * Where a place of the image comes to lie.
   *
   * @param to becomes x and y in the picture
   */
  public void target(double x, double y, double[] to) {
    double determinant = xx * yy - xy * yx;
    double bentX = (yy * x - xy * y) / determinant;
    double bentY = (xx * y - yx * x) / determinant;
    to[0] = bentX;
    to[1] = bentY;
    for (int i = 0; field != null && i < ROUNDS; i++) {
      double[] shift = new double[2];
      field.at(to[0], to[1], shift);
      to[0] = bentX - shift[0];
      to[1] = bentY - shift[1];
    }
  }

  /** Half of the width and height, in the image, of what a picture shows. */
  public double[] reach(ImageSize picture) {
    double most = field == null ? 0 : field.most();
    double x = picture.width() / 2.0 + most;
    double y = picture.height() / 2.0 + most;
    return new double[] {Math.abs(xx) * x + Math.abs(xy) * y, Math.abs(yx) * x + Math.abs(yy) * y};
  }

  /** Collects movements: each is of what the ones before it show. */
  public static final class Builder {
    private final ImageSize size;
    private double xx = 1;
    private double xy;
    private double yx;
    private double yy = 1;
    private ElasticField field;
    private boolean moves;

    /**
     * @param size of the picture
     */
    public Builder(ImageSize size) {
      this.size = size;
    }

    /** Height and width of the picture. */
    public ImageSize size() {
      return size;
    }

    /** Turns the picture clockwise. */
    public Builder turn(double degrees) {
      double cos = Math.cos(Math.toRadians(degrees));
      double sin = Math.sin(Math.toRadians(degrees));
      moves |= degrees != 0;
      return times(cos, sin, -sin, cos);
    }

    /** Makes what is shown larger by these factors, or smaller. */
    public Builder scale(double horizontally, double vertically) {
      moves |= horizontally != 1 || vertically != 1;
      return times(1 / horizontally, 0, 0, 1 / vertically);
    }

    /** Bends the picture; a field that is there already is replaced. */
    public Builder bend(ElasticField field) {
      moves = true;
      this.field = field;
      return this;
    }

    private Builder times(double a, double b, double c, double d) {
      double first = xx * a + xy * c;
      double second = xx * b + xy * d;
      double third = yx * a + yy * c;
      double fourth = yx * b + yy * d;
      xx = first;
      xy = second;
      yx = third;
      yy = fourth;
      return this;
    }

    /** All movements in one; null where nothing moves. */
    public Warp build() {
      return moves ? new Warp(this) : null;
    }
  }
}
