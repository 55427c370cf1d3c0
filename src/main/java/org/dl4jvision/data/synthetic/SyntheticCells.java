package org.dl4jvision.data.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;

/**
 * Images of cells as a fluorescence microscope shows them, drawn by a procedure: a data set that
 * needs no files.
 *
 * <p>Cells are irregular blobs with a chromatin-like texture and dark nucleoli, some touching, some
 * tiny, some hardly brighter than what surrounds them. The background is uneven and textured, with
 * haze of cells out of focus and bright specks that belong to it. All is blurred by a point spread
 * function and has photon and read-out noise, so no threshold separates the classes.
 *
 * <p>A sample depends only on the seed, the split and its index. Class 0 is the background. With
 * more than one cell type the classes are round cells, long striped cells and hollow cells.
 *
 * <p>Immutable and thread-safe.
 */
public final class SyntheticCells extends DrawnDataset<SegmentationSample>
    implements SegmentationDataset {

  private static final List<String> TYPE_NAMES = List.of("round cell", "long cell", "hollow cell");

  private final int height;
  private final int width;
  private final int cellTypes;

  private SyntheticCells(Builder builder) {
    super("cells", new ImageSize(builder.height, builder.width), builder);
    height = builder.height;
    width = builder.width;
    cellTypes = builder.cellTypes;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public List<String> classNames() {
    List<String> names = new ArrayList<>(List.of("background"));
    names.addAll(cellTypes == 1 ? List.of("cell") : TYPE_NAMES.subList(0, cellTypes));
    return List.copyOf(names);
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  protected SegmentationSample draw(String name, Random random) {
    return new Painter(random).paint(name);
  }

  /** Draws one sample. StrictMath, for the same bits on every machine. */
  private final class Painter {
    private final Random random;
    private final int area = height * width;
    private final float[] light = new float[area];
    private final byte[] labels = new byte[area];
    private final List<Cell> cells = new ArrayList<>();

    Painter(Random random) {
      this.random = random;
    }

    SegmentationSample paint(String name) {
      paintBackground();
      double scale = area / (128.0 * 128.0);
      addCells((int) Math.round(scale * (9 + random.nextInt(7))), 6, 12);
      addCells((int) Math.round(scale * (4 + random.nextInt(5))), 2.2, 3.8);
      Camera.blur(light, height, width, uniform(0.7, 1.2));
      Camera.expose(light, uniform(150, 400), uniform(0.01, 0.02), random);
      return new SegmentationSample(name, 1, height, width, light, labels);
    }

    private void paintBackground() {
      double angle = uniform(0, 2 * Math.PI);
      double slope = uniform(0.05, 0.15);
      double slopeX = slope * StrictMath.cos(angle);
      double slopeY = slope * StrictMath.sin(angle);
      Noise wide = new Noise(random, 70);
      Noise middle = new Noise(random, 26);
      Noise fine = new Noise(random, 6);
      double base = uniform(0.2, 0.3);
      double wideAmount = uniform(0.05, 0.1);
      for (int y = 0, p = 0; y < height; y++) {
        for (int x = 0; x < width; x++, p++) {
          double value =
              base
                  + slopeX * (2.0 * x / width - 1)
                  + slopeY * (2.0 * y / height - 1)
                  + wideAmount * wide.at(x, y)
                  + 0.05 * middle.at(x, y)
                  + 0.02 * fine.at(x, y);
          light[p] = (float) Math.max(0.03, value);
        }
      }
      int hazes = 2 + random.nextInt(4);
      for (int i = 0; i < hazes; i++) {
        spot(uniform(0, width), uniform(0, height), uniform(9, 18), uniform(0.06, 0.15));
      }
      int specks = 3 + random.nextInt(6);
      for (int i = 0; i < specks; i++) {
        spot(uniform(0, width), uniform(0, height), uniform(0.5, 0.8), uniform(0.2, 0.5));
      }
    }

    /** Adds a Gaussian spot of light. */
    private void spot(double centerX, double centerY, double sigma, double amount) {
      int reach = (int) Math.ceil(3.5 * sigma);
      int top = Math.max(0, (int) centerY - reach);
      int left = Math.max(0, (int) centerX - reach);
      for (int y = top; y <= Math.min(height - 1, (int) centerY + reach); y++) {
        for (int x = left; x <= Math.min(width - 1, (int) centerX + reach); x++) {
          double d2 = Arithmetic.square(x - centerX) + Arithmetic.square(y - centerY);
          light[y * width + x] += (float) (amount * StrictMath.exp(-d2 / (2 * sigma * sigma)));
        }
      }
    }

    private void addCells(int count, double smallest, double largest) {
      for (int placed = 0, tries = 0; placed < count && tries < 30 * count; tries++) {
        double radius = uniform(smallest, largest);
        double x = uniform(0, width);
        double y = uniform(0, height);
        if (!cells.isEmpty() && random.nextDouble() < 0.4) {
          // Beside another cell, so that the two touch.
          Cell other = cells.get(random.nextInt(cells.size()));
          double angle = uniform(0, 2 * Math.PI);
          double distance = 0.97 * (radius + other.radius());
          x = other.x() + distance * StrictMath.cos(angle);
          y = other.y() + distance * StrictMath.sin(angle);
        }
        if (isFree(x, y, radius)) {
          // The type of a tiny cell could not be seen.
          int type = random.nextInt(cellTypes) * (radius < 4 ? 0 : 1);
          Cell cell = new Cell(random, x, y, radius, type);
          cells.add(cell);
          paint(cell);
          placed++;
        }
      }
    }

    private boolean isFree(double x, double y, double radius) {
      if (x < 0 || y < 0 || x >= width || y >= height) {
        return false;
      }
      for (Cell cell : cells) {
        if (Arithmetic.square(cell.x() - x) + Arithmetic.square(cell.y() - y)
            < Arithmetic.square(0.9 * (cell.radius() + radius))) {
          return false;
        }
      }
      return true;
    }

    private void paint(Cell cell) {
      int reach = (int) Math.ceil(2 * cell.radius());
      for (int y = Math.max(0, (int) cell.y() - reach);
          y <= Math.min(height - 1, (int) cell.y() + reach);
          y++) {
        for (int x = Math.max(0, (int) cell.x() - reach);
            x <= Math.min(width - 1, (int) cell.x() + reach);
            x++) {
          int p = y * width + x;
          double depth = labels[p] == 0 ? cell.depth(x, y) : 1;
          if (depth < 1) {
            labels[p] = (byte) (1 + cell.type());
            light[p] += (float) cell.light(x, y, depth);
          }
        }
      }
    }

    private double uniform(double from, double to) {
      return Arithmetic.uniform(random, from, to);
    }
  }

  /** Options: seed 0, 96, 24 and 24 samples of 128x128, one cell type. */
  public static final class Builder extends DrawnDataset.Builder<Builder> {
    private int height = 128;
    private int width = 128;
    private int cellTypes = 1;

    private Builder() {
      super(Map.of(Split.TRAIN, 96, Split.VALIDATION, 24, Split.TEST, 24));
    }

    /** Size of the images, at least 16x16. */
    public Builder imageSize(int height, int width) {
      Check.that(
          height >= 16 && width >= 16, "imageSize", height + "x" + width, "sizes from 16x16 on");
      this.height = height;
      this.width = width;
      return this;
    }

    /** Number of foreground classes, 1 to 3. */
    public Builder cellTypes(int types) {
      cellTypes = Check.between("cellTypes", types, 1, TYPE_NAMES.size());
      return this;
    }

    public SyntheticCells build() {
      return new SyntheticCells(this);
    }
  }
}
