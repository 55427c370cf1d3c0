package org.dl4jvision.data;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.nio.file.Path;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.ImageFiles.Pixels;
import org.dl4jvision.data.image.OpenImage;
import org.dl4jvision.data.image.Samples;

/**
 * An image file that is open, of which windows are read, as pixels or as a mask. Each has exactly
 * what {@link ImageFiles#readPixels} or {@link ImageFiles#readMask} of the whole file has there.
 *
 * <p>Of TIFF files, whose size may then be any, only the tiles and strips that a window touches are
 * decoded, without compression only its pixels. Other files, and TIFF files of one compressed
 * strip, are decoded when the first window is read and kept until this is closed. Where the meaning
 * of a sample depends on all others, as where real numbers are stretched from the smallest to the
 * largest, the file is gone through once before the first window is read. Not thread-safe.
 *
 * <pre>{@code
 * try (ImageWindows image = ImageWindows.open(file)) {
 *   for (Region strip : Region.strips(image.size(), image.rows())) {
 *     use(image.pixels(strip));
 *   }
 * }
 * }</pre>
 */
public final class ImageWindows implements MaskWindows {

  private final OpenImage image;
  private final MaskDecoder masks;
  private final ImageSize size;

  private ImageWindows(Path file, OpenImage image) {
    this.image = image;
    masks = new MaskDecoder(file, image::forEachStrip);
    Dimension upright = image.size();
    size = new ImageSize(upright.height, upright.width);
  }

  /**
   * Opens a file, of which no more than the header is read.
   *
   * @throws IllegalArgumentException if it is no readable image
   */
  public static ImageWindows open(Path file) {
    OpenImage image = OpenImage.of(file);
    try {
      return new ImageWindows(file, image);
    } catch (IllegalArgumentException e) {
      image.close();
      throw e;
    }
  }

  /** Height and width of the upright image, by the file's header. */
  @Override
  public ImageSize size() {
    return size;
  }

  @Override
  public int rows() {
    return image.rows();
  }

  /**
   * The pixels of a window.
   *
   * @param region in the upright image
   * @throws IllegalArgumentException if the file cannot be read, the window is too large for the
   *     memory, or the image has not all of these pixels
   */
  public Pixels pixels(Region region) {
    Samples samples = image.samples(rectangle(region));
    return new Pixels(
        samples.channels(), samples.height(), samples.width(), samples.bytes(), samples.floats());
  }

  @Override
  public Mask mask(Region region) {
    return masks.decode(image.decoded(rectangle(region)));
  }

  /** Whether more than one pixel in a thousand is visibly not gray: read until that is clear. */
  boolean isColorful() {
    long pixels = Region.of(size).area();
    long colored = 0;
    for (Region strip : Region.strips(size, rows())) {
      Pixels part = pixels(strip);
      colored += part.colored();
      if (part.channels() == 1 || Pixels.isColorful(colored, pixels)) {
        break;
      }
    }
    return Pixels.isColorful(colored, pixels);
  }

  private Rectangle rectangle(Region region) {
    region.requireIn(size);
    return new Rectangle(region.left(), region.top(), region.width(), region.height());
  }

  @Override
  public void close() {
    image.close();
  }
}
