package org.dl4jvision.data.segmentation;

import java.util.Arrays;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;

/**
 * An image and its classes made smaller by a whole factor, for pictures of images that no array can
 * hold. Rows come in order, some at a time. A pixel is the mean of the values, and the most
 * frequent of the classes, of the pixels that it stands for; at the right and the bottom these may
 * be fewer.
 */
public final class Reduction {

  private static final int VALUES = 256;

  private final ImageSize size;
  private final int channels;
  private final int factor;
  private final ImageSize reduced;
  private final float[] image;
  private final byte[] labels;
  private final double[] sums;
  private final int[] counts;
  private int imageRows;
  private int labelRows;

  /**
   * @param size of the image
   * @param longest what the longer side of the picture may have at most, at least 1
   */
  public Reduction(ImageSize size, int channels, int longest) {
    this.size = size;
    this.channels = channels;
    factor = factor(size, longest);
    reduced = new ImageSize(reduced(size.height()), reduced(size.width()));
    image = new float[channels * reduced.height() * reduced.width()];
    labels = new byte[reduced.height() * reduced.width()];
    sums = new double[channels * reduced.width()];
    counts = new int[VALUES * reduced.width()];
  }

  private int reduced(int side) {
    return side / factor + (side % factor == 0 ? 0 : 1);
  }

  /** How many times smaller an image becomes; 1 where it is small enough. */
  public static int factor(ImageSize size, int longest) {
    Check.atLeast("longest", longest, 1);
    int side = Math.max(size.height(), size.width());
    return side / longest + (side % longest == 0 ? 0 : 1);
  }

  /** A sample of a data set, made smaller where it is larger than a picture may be. */
  public static SegmentationSample of(
      SegmentationDataset dataset, Split split, int index, int longest) {
    ImageSize size = dataset.imageSize(split, index);
    if (factor(size, longest) == 1) {
      return dataset.get(split, index);
    }
    Reduction reduction = new Reduction(size, dataset.channels(), longest);
    dataset.strips(split, index).forEach(reduction::add);
    return reduction.sample(dataset.imageName(split, index));
  }

  private void add(SegmentationSample rows) {
    addImage(rows.image());
    if (rows.labels() != null) {
      addLabels(rows.labels());
    }
  }

  /**
   * Takes the next rows of the image.
   *
   * @param values channel by channel, row by row
   */
  public void addImage(float[] values) {
    int width = size.width();
    int rows = rows(values.length / channels, imageRows);
    for (int y = 0; y < rows; y++) {
      for (int c = 0; c < channels; c++) {
        int from = (c * rows + y) * width;
        for (int x = 0; x < width; x++) {
          sums[c * reduced.width() + x / factor] += values[from + x];
        }
      }
      imageRows++;
      if (imageRows % factor == 0 || imageRows == size.height()) {
        finishImage((imageRows - 1) / factor);
      }
    }
  }

  private void finishImage(int row) {
    int width = reduced.width();
    int high = imageRows - row * factor;
    for (int c = 0; c < channels; c++) {
      for (int x = 0; x < width; x++) {
        int area = high * Math.min(factor, size.width() - x * factor);
        image[(c * reduced.height() + row) * width + x] = (float) (sums[c * width + x] / area);
      }
    }
    Arrays.fill(sums, 0);
  }

  /**
   * Takes the next rows of the classes.
   *
   * @param classes an unsigned byte a pixel, row by row
   */
  public void addLabels(byte[] classes) {
    int width = size.width();
    int rows = rows(classes.length, labelRows);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < width; x++) {
        counts[x / factor * VALUES + Byte.toUnsignedInt(classes[y * width + x])]++;
      }
      labelRows++;
      if (labelRows % factor == 0 || labelRows == size.height()) {
        finishLabels((labelRows - 1) / factor);
      }
    }
  }

  private void finishLabels(int row) {
    for (int x = 0; x < reduced.width(); x++) {
      labels[row * reduced.width() + x] = (byte) mostFrequent(x);
    }
    Arrays.fill(counts, 0);
  }

  private int mostFrequent(int column) {
    int best = 0;
    for (int value = 1; value < VALUES; value++) {
      if (counts[column * VALUES + value] > counts[column * VALUES + best]) {
        best = value;
      }
    }
    return best;
  }

  private int rows(int pixels, int before) {
    int rows = pixels / size.width();
    Check.that(
        rows * size.width() == pixels && rows <= size.height() - before,
        "number of pixels",
        pixels,
        "those of the next rows of an image of " + size);
    return rows;
  }

  /**
   * The smaller image with its classes, without any where none came.
   *
   * @throws IllegalArgumentException if rows are missing
   */
  public SegmentationSample sample(String name) {
    Check.that(imageRows == size.height(), "number of rows", imageRows, "" + size.height());
    Check.that(
        labelRows == size.height() || labelRows == 0,
        "number of rows of classes",
        labelRows,
        "" + size.height());
    return new SegmentationSample(
        name, channels, reduced.height(), reduced.width(), image, labelRows == 0 ? null : labels);
  }
}
