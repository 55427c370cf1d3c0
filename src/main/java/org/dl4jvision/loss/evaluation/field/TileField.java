package org.dl4jvision.loss.evaluation.field;

/**
 * A field of one tile: a few hundred pixels of one image, two thousand where there is a single
 * class. Whatever a field keeps, every operation can ask it for rows of all pixels.
 */
public interface TileField extends Field {

  /** The numbers of each class, or the only row, one a pixel; there may be room for more pixels. */
  float[][] rows();

  /** The numbers of a class; a single row is every class's. */
  float[] row(int classIndex);

  /** Returns the sum of a row over the pixels. */
  double sumOfRow(int row);

  /**
   * Whether this keeps fewer numbers than classes times pixels, so that sums and products with it
   * should be left to it.
   */
  boolean isCompact();
}
