package org.dl4jvision.study.survey;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.study.survey.MapCounts.Shape;

/** What is counted of a class, image by image. */
final class ClassTally {

  /** Of a disk the boundary is as short as can be; this many times as long it is thin. */
  private static final double THIN = 2;

  /** What is wider than this part of an image is a surface with a long border. */
  private static final double WIDEST = 1 / 20.0;

  /** A side of a pixel along a border of any direction is so long in the mean (Cauchy, Crofton). */
  private static final double SIDE = Math.PI / 4;

  /** What is not longer is hardly more than noise. */
  private static final int SPECK = 2;

  private final String name;
  private final List<Double> sizes = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private final List<Integer> objectsAnImage = new ArrayList<>();
  private long pixels;
  private long pixelsWhereSeen;
  private long sides;
  private long borderPixels;
  private long thinPixels;
  private int images;
  private int absent;
  private int touching;
  private int cut;
  private int specks;

  ClassTally(String name) {
    this.name = name;
  }

  /**
   * Adds an image.
   *
   * @param index of the class
   * @param shapes all of the image
   * @param counted pixels of all classes of the image
   */
  void add(MapCounts counts, int index, List<Shape> shapes, long counted) {
    if (counts.pixels()[index] == 0) {
      absent++;
      return;
    }
    images++;
    pixels += counts.pixels()[index];
    pixelsWhereSeen += counted;
    borderPixels += counts.borderPixels()[index];
    int before = sizes.size();
    shapes.stream()
        .filter(shape -> shape.label() == index)
        .forEach(shape -> add(shape, counts.shorterSide()));
    objectsAnImage.add(sizes.size() - before);
  }

  private void add(Shape shape, int shorterSide) {
    sizes.add(Math.sqrt(shape.area()));
    lengths.add(shape.length());
    sides += shape.sides();
    touching += shape.near() ? 1 : 0;
    cut += shape.cut() ? 1 : 0;
    specks += shape.length() <= SPECK ? 1 : 0;
    double boundary = SIDE * shape.sides();
    double ofDisk = 2 * Math.sqrt(Math.PI * shape.area());
    boolean narrow = width(shape.area(), boundary) <= WIDEST * shorterSide;
    thinPixels += narrow && boundary >= THIN * ofDisk ? shape.area() : 0;
  }

  private static double width(long area, double boundary) {
    return 2 * area / boundary;
  }

  /**
   * @param counted pixels of all classes of all images
   */
  ClassSurvey build(long counted) {
    long inside = pixels - borderPixels;
    return new ClassSurvey(
        name,
        pixels,
        (double) pixels / counted,
        (double) pixels / pixelsWhereSeen,
        images,
        absent,
        Spread.of(sizes),
        Spread.of(lengths),
        Spread.of(objectsAnImage),
        SIDE * sides / images,
        pixels == 0 ? Double.NaN : width(pixels, SIDE * sides),
        (double) thinPixels / pixels,
        (double) touching / sizes.size(),
        (double) cut / sizes.size(),
        (double) specks / sizes.size(),
        2.0 * inside / (inside + pixels));
  }
}
