package org.dl4jvision.study.advice;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.study.survey.BoxSurvey;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.DetectionSurvey;
import org.dl4jvision.study.survey.Disagreement;
import org.dl4jvision.study.survey.SegmentationSurvey;
import org.dl4jvision.study.survey.Spread;

/** Statistics of data that nobody has, for rules. */
public final class Surveys {

  private static final Disagreement UNKNOWN =
      new Disagreement(0, Double.NaN, Double.NaN, Double.NaN);

  private Surveys() {}

  /** The same data, of which labels disagree so often at borders and elsewhere. */
  static SegmentationSurvey noisy(
      SegmentationSurvey of, boolean outlines, double atBorders, double elsewhere) {
    Disagreement noise = new Disagreement(12, atBorders, elsewhere, (atBorders + elsewhere) / 2);
    return new SegmentationSurvey(
        of.name(),
        of.images(),
        of.seen(),
        of.validationImages(),
        of.channels(),
        of.shorterSides(),
        of.ignoredShare(),
        outlines ? UNKNOWN : noise,
        outlines ? noise : UNKNOWN,
        of.classes());
  }

  /** A class on 100 images of 200 pixels: compact, well apart, 20 pixels large. */
  public static final class Class {
    private String name = "a";
    private double share = 0.5;
    private int images = 100;
    private double size = 20;
    private double length = 30;
    private double width = 10;
    private double thin;
    private double touching;
    private double specks;
    private double shavedDice = 0.95;

    public static Class of(String name, double share) {
      Class result = new Class();
      result.name = name;
      result.share = share;
      return result;
    }

    public Class images(int with) {
      images = with;
      return this;
    }

    public Class size(double of) {
      size = of;
      return this;
    }

    public Class length(double of) {
      length = of;
      return this;
    }

    public Class thin(double pixelsWide) {
      thin = 0.9;
      width = pixelsWide;
      return this;
    }

    public Class touching(double of) {
      touching = of;
      return this;
    }

    public Class specks(double of) {
      specks = of;
      return this;
    }

    public Class shavedDice(double of) {
      shavedDice = of;
      return this;
    }

    private static Spread all(int count, double value) {
      double[] values = new double[count];
      Arrays.fill(values, value);
      return Spread.of(values);
    }

    ClassSurvey build() {
      return new ClassSurvey(
          name,
          (long) (share * 4_000_000),
          share,
          share,
          images,
          100 - images,
          all(500, size),
          all(500, length),
          all(images, 5),
          100,
          width,
          thin,
          touching,
          0,
          specks,
          shavedDice);
    }
  }

  public static SegmentationSurvey maps(int validationImages, double side, Class... classes) {
    return new SegmentationSurvey(
        "maps",
        100,
        100,
        validationImages,
        1,
        Spread.of(side),
        0,
        UNKNOWN,
        UNKNOWN,
        Arrays.stream(classes).map(Class::build).toList());
  }

  /** Two classes of which the second is like this. */
  public static SegmentationSurvey pair(Class foreground) {
    return maps(200, 200, Class.of("ground", 1 - foreground.share), foreground);
  }

  /** Boxes on 200 images. */
  public static final class Boxes {
    private int empty;
    private double longerSide = 320;
    private double lower = 20;
    private double upper = 80;
    private double elongation = 1.2;
    private double overlapping;
    private int validationImages = 200;
    private int[] objects = {400};

    public Boxes empty(int images) {
      empty = images;
      return this;
    }

    public Boxes longerSide(double of) {
      longerSide = of;
      return this;
    }

    public Boxes sizes(double from, double to) {
      lower = from;
      upper = to;
      return this;
    }

    public Boxes elongation(double of) {
      elongation = of;
      return this;
    }

    public Boxes overlapping(double of) {
      overlapping = of;
      return this;
    }

    public Boxes validationImages(int of) {
      validationImages = of;
      return this;
    }

    public Boxes objects(int... ofClasses) {
      objects = ofClasses;
      return this;
    }

    private Spread sizes(int count) {
      return new Spread(count, lower, (lower + upper) / 2, upper);
    }

    public DetectionSurvey build() {
      Spread one = new Spread(1, 1, 1, 1);
      List<BoxSurvey> classes =
          IntStream.range(0, objects.length)
              .mapToObj(c -> new BoxSurvey("class " + c, 100, 0, sizes(objects[c]), one))
              .toList();
      int all = IntStream.of(objects).sum();
      return new DetectionSurvey(
          "boxes",
          200,
          validationImages,
          empty,
          Spread.of(longerSide),
          Spread.of(2),
          sizes(all),
          new Spread(all, lower / longerSide, (lower + upper) / 2 / longerSide, upper / longerSide),
          one,
          new Spread(all, elongation, elongation, elongation),
          overlapping,
          overlapping / 10,
          classes);
    }
  }
}
