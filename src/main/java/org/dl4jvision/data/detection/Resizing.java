package org.dl4jvision.data.detection;

import org.dl4jvision.data.ImageSize;

/** How images become the square that a network takes. */
public enum Resizing {
  /** Proportions are kept; the rest of the square, on both sides alike, is filled. */
  LETTERBOX {
    @Override
    public ImageTransform transform(ImageSize size, int side) {
      double scale = (double) side / Math.max(size.height(), size.width());
      return new ImageTransform(
          false,
          scale,
          (side - scale * size.width()) / 2,
          scale,
          (side - scale * size.height()) / 2);
    }
  },

  /** Height and width are scaled each by itself, so that the square is full. */
  STRETCH {
    @Override
    public ImageTransform transform(ImageSize size, int side) {
      return new ImageTransform(
          false, (double) side / size.width(), 0, (double) side / size.height(), 0);
    }
  };

  /** Maps pixels of an image to those of a square of this side. */
  public abstract ImageTransform transform(ImageSize size, int side);
}
