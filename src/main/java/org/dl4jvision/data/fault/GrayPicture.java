package org.dl4jvision.data.fault;

import java.nio.file.Path;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.ImageWindows;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.segmentation.LabelWindows;
import org.dl4jvision.data.segmentation.Reduction;
import org.dl4jvision.data.segmentation.SegmentationSample;

/**
 * An image in shades of gray, made smaller where it is large; all of the file is decoded, strip by
 * strip.
 *
 * @param full the size of the image
 * @param size of the picture
 * @param factor how many times smaller it is
 * @param gray 0 to 1, row by row
 */
@SuppressWarnings("ArrayRecordComponent")
record GrayPicture(ImageSize full, ImageSize size, int factor, float[] gray) {

  /** The longer side of a picture at most. */
  private static final int LONGEST = 640;

  /**
   * Decodes a file.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static GrayPicture of(Path file) {
    try (ImageWindows image = ImageWindows.open(file)) {
      ImageSize full = image.size();
      Reduction reduction = new Reduction(full, 1, LONGEST);
      for (Region strip : Region.strips(full, image.rows())) {
        reduction.addImage(image.pixels(strip).withChannels(1).toFloats());
      }
      SegmentationSample small = reduction.sample("");
      return new GrayPicture(full, small.size(), Reduction.factor(full, LONGEST), small.image());
    }
  }

  /** The classes in the middle of what each pixel stands for. */
  byte[] labels(LabelWindows windows) {
    byte[] labels = new byte[gray.length];
    for (Region strip : Region.strips(full, windows.rows())) {
      byte[] rows = windows.labels(strip);
      for (int y = 0; y < size.height(); y++) {
        int row = middle(y, full.height()) - strip.top();
        for (int x = 0; row >= 0 && row < strip.height() && x < size.width(); x++) {
          labels[y * size.width() + x] = rows[row * full.width() + middle(x, full.width())];
        }
      }
    }
    return labels;
  }

  private int middle(int pixel, int side) {
    return Math.min(side - 1, pixel * factor + factor / 2);
  }
}
