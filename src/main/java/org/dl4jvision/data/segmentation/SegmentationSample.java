package org.dl4jvision.data.segmentation;

import java.util.Arrays;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Mirror;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Normalization.Scaling;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Resampling;
import org.dl4jvision.data.Sample;

/**
 * One image with its class map.
 *
 * @param name file name without extension, or a generated name
 * @param channels 1 (gray) or 3 (red, green, blue)
 * @param height rows
 * @param width columns
 * @param image pixel values in [0, 1], channel by channel, row by row: {@code
 *     [channels][height][width]}
 * @param labels class index of each pixel as an unsigned byte, row by row, {@link #IGNORE} where
 *     void; null for an image without ground truth
 */
@SuppressWarnings("ArrayRecordComponent")
public record SegmentationSample(
    String name, int channels, int height, int width, float[] image, byte[] labels)
    implements Sample {

  /** The label value of pixels that count neither for training nor for evaluation. */
  public static final int IGNORE = 255;

  /** This sample with other pixel values of the same shape. */
  SegmentationSample withImage(float[] values) {
    return new SegmentationSample(name, channels, height, width, values, labels);
  }

  /** This image with other labels of the same size. */
  public SegmentationSample withLabels(byte[] classes) {
    return new SegmentationSample(name, channels, height, width, image, classes);
  }

  /** This sample with scaled pixel values and the same labels. */
  public SegmentationSample normalize(Normalization normalization) {
    return withImage(normalization.apply(image, channels));
  }

  /** This sample with pixel values that are scaled so, and the same labels. */
  public SegmentationSample scale(Scaling scaling) {
    return withImage(scaling.apply(image));
  }

  /** This sample in another size, as a {@link ResizedDataset} gives it. */
  public SegmentationSample resized(ImageSize size) {
    Region all = Region.of(size);
    return new ResizedSample(
            channels,
            all,
            new Resampling(size(), size),
            part -> window(part.top(), part.left(), part.size()))
        .sample(all);
  }

  /**
   * The part of this sample that starts at ({@code top}, {@code left}). Where it reaches beyond the
   * bottom or right border the image goes on as its mirror image (the border pixel is not repeated)
   * and the labels are {@link #IGNORE}, so nothing is stretched and the padding counts for nothing.
   */
  public SegmentationSample window(int top, int left, ImageSize size) {
    if (top == 0 && left == 0 && size.equals(size())) {
      return this;
    }
    int rows = size.height();
    int columns = size.width();
    int[] sourceColumn = Mirror.indices(left, columns, width);
    float[] pixels = new float[channels * rows * columns];
    for (int c = 0, to = 0; c < channels; c++) {
      for (int y = 0; y < rows; y++) {
        int from = (c * height + Mirror.index(top + y, height)) * width;
        for (int x = 0; x < columns; x++) {
          pixels[to++] = image[from + sourceColumn[x]];
        }
      }
    }
    byte[] classes = null;
    if (labels != null) {
      classes = new byte[rows * columns];
      Arrays.fill(classes, (byte) IGNORE);
      int inside = Math.min(columns, width - left);
      for (int y = 0; y < Math.min(rows, height - top); y++) {
        System.arraycopy(labels, (top + y) * width + left, classes, y * columns, inside);
      }
    }
    return new SegmentationSample(name, channels, rows, columns, pixels, classes);
  }
}
