package org.dl4jvision.data.image;

/**
 * Samples of an image, channel by channel, row by row, upright: gray, or red, green and blue.
 *
 * @param channels 1 or 3
 * @param bytes in steps of 1/255; null where there are floats
 * @param floats from 0 to 1; null where there are bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Samples(int channels, int height, int width, byte[] bytes, float[] floats) {}
