package org.dl4jvision.data.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionSample;

/**
 * Images of textured shapes, drawn by a procedure: a data set that needs no files.
 *
 * <p>Discs with stripes, squares with checks, triangles with a grain and rings, of any color and
 * turned in any way, from 1/14 to more than 1/2 of the image's side by default, lie on an uneven,
 * textured ground; some cover each other, some reach out of the image. Smears of color, bars and
 * crosses are no objects, and some images show nothing else. All is blurred a little and has noise.
 *
 * <p>A box is that of the whole object inside the image, covered parts included; at least 60 % of
 * each object can be seen. A sample depends only on the seed, the split and its index.
 *
 * <p>Immutable and thread-safe.
 */
public final class SyntheticObjects extends DrawnDataset<DetectionSample>
    implements DetectionDataset {

  private static final List<String> CLASSES = List.of("disc", "square", "triangle", "ring");

  private static final double LEAST_VISIBLE = 0.6;
  private static final double EMPTY = 0.08;

  private final int side;
  private final double smallest;
  private final double largest;
  private final int mostObjects;

  private SyntheticObjects(Builder builder) {
    super("objects", new ImageSize(builder.side, builder.side), builder);
    side = builder.side;
    smallest = builder.smallest;
    largest = builder.largest;
    mostObjects = builder.mostObjects;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public List<String> classNames() {
    return CLASSES;
  }

  @Override
  public int channels() {
    return 3;
  }

  @Override
  protected DetectionSample draw(String name, Random random) {
    return new Painter(random).paint(name);
  }

  /** Draws one sample. StrictMath, for the same bits on every machine. */
  private final class Painter {
    private final Random random;
    private final int area = side * side;
    private final float[][] light = new float[3][area];

    /** Index of the object that is seen at each pixel, -1 for none. */
    private final int[] owner = new int[area];

    private final List<ObjectBox> objects = new ArrayList<>();
    private final List<Integer> pixels = new ArrayList<>();
    private final List<Integer> visible = new ArrayList<>();

    Painter(Random random) {
      this.random = random;
      Arrays.fill(owner, -1);
    }

    DetectionSample paint(String name) {
      paintGround();
      int distractors = random.nextInt(4);
      for (int i = 0; i < distractors; i++) {
        paintDistractor();
      }
      int count = random.nextDouble() < EMPTY ? 0 : 1 + random.nextInt(mostObjects);
      for (int tries = 0; objects.size() < count && tries < 20 * count; tries++) {
        paintObject();
      }
      float[] image = new float[3 * area];
      double sigma = uniform(0.4, 0.7);
      for (int c = 0; c < 3; c++) {
        Camera.blur(light[c], side, side, sigma);
        System.arraycopy(light[c], 0, image, c * area, area);
      }
      Camera.expose(image, uniform(400, 1500), uniform(0.005, 0.015), random);
      return new DetectionSample(name, 3, side, side, image, objects);
    }

    private void paintGround() {
      double[] color = {uniform(0.25, 0.6), uniform(0.25, 0.6), uniform(0.25, 0.6)};
      for (int c = 0; c < 3; c++) {
        Noise wide = new Noise(random, 0.5 * side);
        Noise fine = new Noise(random, 5);
        double amount = uniform(0.03, 0.08);
        for (int y = 0, p = 0; y < side; y++) {
          for (int x = 0; x < side; x++, p++) {
            light[c][p] = (float) (color[c] + amount * wide.at(x, y) + 0.02 * fine.at(x, y));
          }
        }
      }
    }

    private void paintDistractor() {
      int kind = random.nextInt(3);
      if (kind == 0) {
        smear();
      } else {
        Shape shape =
            new Shape(
                random,
                kind == 1 ? Shape.BAR : Shape.CROSS,
                uniform(0, side),
                uniform(0, side),
                uniform(0.06, 0.2) * side);
        for (int p : inside(shape)) {
          paint(shape, p);
        }
      }
    }

    /** A spot of color without an edge. */
    private void smear() {
      double centerX = uniform(0, side);
      double centerY = uniform(0, side);
      double sigma = uniform(0.04, 0.12) * side;
      double[] change = {uniform(-0.3, 0.3), uniform(-0.3, 0.3), uniform(-0.3, 0.3)};
      for (int y = 0, p = 0; y < side; y++) {
        for (int x = 0; x < side; x++, p++) {
          double d2 = Arithmetic.square(x - centerX) + Arithmetic.square(y - centerY);
          double amount = StrictMath.exp(-d2 / (2 * sigma * sigma));
          for (int c = 0; c < 3; c++) {
            light[c][p] += (float) (amount * change[c]);
          }
        }
      }
    }

    /** Draws one object unless it hides too much of another or is too much out of the image. */
    private void paintObject() {
      int type = random.nextInt(CLASSES.size());
      // All scales are equally frequent.
      double radius =
          side * StrictMath.exp(uniform(StrictMath.log(smallest / 2), StrictMath.log(largest / 2)));
      Shape shape = new Shape(random, type, uniform(0, side), uniform(0, side), radius);
      int[] covered = inside(shape);
      if (covered.length < 0.8 * shape.area()) {
        return;
      }
      int[] lost = new int[objects.size()];
      for (int p : covered) {
        if (owner[p] >= 0) {
          lost[owner[p]]++;
        }
      }
      for (int i = 0; i < lost.length; i++) {
        if (visible.get(i) - lost[i] < LEAST_VISIBLE * pixels.get(i)) {
          return;
        }
      }
      for (int i = 0; i < lost.length; i++) {
        visible.set(i, visible.get(i) - lost[i]);
      }
      int left = side;
      int top = side;
      int right = 0;
      int bottom = 0;
      for (int p : covered) {
        owner[p] = objects.size();
        paint(shape, p);
        left = Math.min(left, p % side);
        right = Math.max(right, p % side + 1);
        top = Math.min(top, p / side);
        bottom = Math.max(bottom, p / side + 1);
      }
      objects.add(new ObjectBox(new Box(left, top, right, bottom), type, false));
      pixels.add(covered.length);
      visible.add(covered.length);
    }

    /** The pixels of the image whose centers are in a shape. */
    private int[] inside(Shape shape) {
      int[] found = new int[area];
      int count = 0;
      double reach = 1.5 * shape.radius();
      int top = Math.max(0, (int) (shape.y() - reach));
      int left = Math.max(0, (int) (shape.x() - reach));
      for (int y = top; y < Math.min(side, shape.y() + reach); y++) {
        for (int x = left; x < Math.min(side, shape.x() + reach); x++) {
          if (shape.contains(x + 0.5, y + 0.5)) {
            found[count++] = y * side + x;
          }
        }
      }
      return Arrays.copyOf(found, count);
    }

    private void paint(Shape shape, int p) {
      double texture = shape.texture(p % side + 0.5, p / side + 0.5);
      for (int c = 0; c < 3; c++) {
        light[c][p] = (float) shape.light(c, texture);
      }
    }

    private double uniform(double from, double to) {
      return Arithmetic.uniform(random, from, to);
    }
  }

  /** Options: seed 0, 400, 100 and 100 samples of 128x128. */
  public static final class Builder extends DrawnDataset.Builder<Builder> {
    private int side = 128;
    private double smallest = 0.072;
    private double largest = 0.576;
    private int mostObjects = 6;

    private Builder() {
      super(Map.of(Split.TRAIN, 400, Split.VALIDATION, 100, Split.TEST, 100));
    }

    /** Side of the square images, at least 32. */
    public Builder imageSize(int side) {
      this.side = Check.atLeast("imageSize", side, 32);
      return this;
    }

    /**
     * Widths of the smallest and the largest objects as shares of the image's, {@code 0 < smallest
     * <= largest <= 1}; default 0.072 and 0.576.
     */
    public Builder objectSize(double smallest, double largest) {
      Check.that(
          0 < smallest && smallest <= largest && largest <= 1,
          "objectSize",
          smallest + " to " + largest,
          "ranges within 0 < smallest <= largest <= 1");
      this.smallest = smallest;
      this.largest = largest;
      return this;
    }

    /** Largest number of objects on an image, at least 1; default 6. */
    public Builder mostObjects(int count) {
      mostObjects = Check.atLeast("mostObjects", count, 1);
      return this;
    }

    public SyntheticObjects build() {
      return new SyntheticObjects(this);
    }
  }
}
