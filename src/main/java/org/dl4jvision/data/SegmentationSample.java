package org.dl4jvision.data;

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
 *     void; null for an image without truth
 */
public record SegmentationSample(
    String name, int channels, int height, int width, float[] image, byte[] labels) {

  /** The label value of pixels that count neither for training nor for evaluation. */
  public static final int IGNORE = 255;
}
