package org.dl4jvision.data.segmentation;

/**
 * A pixel of an image.
 *
 * @param row from 0
 * @param column from 0
 */
record Pixel(int row, int column) {}
