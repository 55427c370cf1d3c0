package org.dl4jvision.study.survey;

import java.util.BitSet;
import org.dl4jvision.data.ImageSize;

/** Counts on how many pixels sayings about their classes differ, near borders and elsewhere. */
final class DisagreementTally {

  private final int classes;
  private int images;
  private long borderPixels;
  private long borderDisputed;
  private long otherPixels;
  private long otherDisputed;

  /**
   * @param classes labels from this on say nothing
   */
  DisagreementTally(int classes) {
    this.classes = classes;
  }

  /**
   * Adds an image with two class maps.
   *
   * @param one an unsigned byte a pixel, row by row
   * @param other the same
   */
  void add(byte[] one, byte[] other, ImageSize size) {
    BitSet disputed = new BitSet(one.length);
    BitSet said = new BitSet(one.length);
    for (int i = 0; i < one.length; i++) {
      if (isClass(one[i]) && isClass(other[i])) {
        said.set(i);
        disputed.set(i, one[i] != other[i]);
      }
    }
    BitSet borders = borders(one, size);
    borders.or(borders(other, size));
    add(said, disputed, borders);
  }

  /**
   * Adds an image on which several classes claim some pixels.
   *
   * @param labels of the image, an unsigned byte a pixel, row by row
   */
  void add(byte[] labels, BitSet disputed, ImageSize size) {
    BitSet said = new BitSet(labels.length);
    for (int i = 0; i < labels.length; i++) {
      said.set(i, isClass(labels[i]));
    }
    add(said, disputed, borders(labels, size));
  }

  private boolean isClass(byte label) {
    return Byte.toUnsignedInt(label) < classes;
  }

  private void add(BitSet said, BitSet disputed, BitSet borders) {
    images++;
    BitSet near = (BitSet) said.clone();
    near.and(borders);
    borderPixels += near.cardinality();
    otherPixels += said.cardinality() - near.cardinality();
    near.and(disputed);
    borderDisputed += near.cardinality();
    BitSet all = (BitSet) disputed.clone();
    all.and(said);
    otherDisputed += all.cardinality() - near.cardinality();
  }

  /** The pixels up to two from a border between labels, along their row or column. */
  static BitSet borders(byte[] labels, ImageSize size) {
    int width = size.width();
    BitSet borders = new BitSet(labels.length);
    for (int y = 0, i = 0; y < size.height(); y++) {
      for (int x = 0; x < width; x++, i++) {
        if (x + 1 < width && labels[i] != labels[i + 1]) {
          borders.set(i - Math.min(1, x), i + 2 + Math.min(1, width - x - 2));
        }
        if (y + 1 < size.height() && labels[i] != labels[i + width]) {
          for (int row = Math.max(0, y - 1); row <= Math.min(size.height() - 1, y + 2); row++) {
            borders.set(row * width + x);
          }
        }
      }
    }
    return borders;
  }

  Disagreement build() {
    return new Disagreement(
        images,
        (double) borderDisputed / borderPixels,
        (double) otherDisputed / otherPixels,
        (double) (borderDisputed + otherDisputed) / (borderPixels + otherPixels));
  }
}
