package org.dl4jvision.data.image;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Predicate;
import javax.imageio.stream.ImageInputStream;

/**
 * An image file of which windows are decoded. Of TIFF files only the tiles and strips that a window
 * touches are decoded; of others all is at the first window, and kept until this is closed. What
 * cannot be read rightly is refused as by {@link ImageLoader}. Not thread-safe.
 */
public final class OpenImage implements AutoCloseable {

  /** About as many bytes of samples, or of codes of masks, are decoded at once in a pass. */
  private static final long STRIP_BYTES = 32 << 20;

  /** Up to so many times as many where a row of tiles has them. */
  private static final int LARGEST_STRIP = 8;

  private final Reading reading;
  private final ImageInputStream stream;
  private final ImageFile image;
  private final Orientation orientation;
  private boolean checked;
  private SampleTraits traits;

  private OpenImage(
      Reading reading, ImageInputStream stream, ImageFile image, Orientation orientation) {
    this.reading = reading;
    this.stream = stream;
    this.image = image;
    this.orientation = orientation;
  }

  /** Opens a file; nothing is decoded yet. */
  public static OpenImage of(Path file) {
    Reading opening = new Reading(file, null);
    ImageInputStream stream = opening.attempt(() -> new FileStream(file));
    try {
      ImageFormat format = opening.attempt(() -> ImageLoader.format(file, stream));
      Reading reading = new Reading(file, format.title());
      return reading.attempt(
          () -> {
            ImageFile image = format.open(stream);
            // The decoder may let go of the beginning of the file.
            return new OpenImage(reading, stream, image, image.orientation());
          });
    } catch (RuntimeException e) {
      close(stream);
      throw e;
    }
  }

  /** The upright size, by the header. */
  public Dimension size() {
    return reading.attempt(() -> orientation.upright(SizeLimits.checkedSize(image)));
  }

  /** How pixels are stored, by the orientation tag. */
  Orientation orientation() {
    return orientation;
  }

  /** Whether stored rows are upright columns. */
  boolean isTurned() {
    return orientation.isTurned();
  }

  /** All pixels as they are stored, for codes of a mask to be made of them. */
  public Decoded decoded() {
    return reading.attempt(() -> decodeAll(Integer.BYTES));
  }

  private Decoded decodeAll(int bytesOfPixel) throws IOException {
    check();
    SizeLimits.checkMemory(image, image.size(), bytesOfPixel);
    return image.decode().withOrientation(orientation);
  }

  /** The pixels of a window of the upright image, as they are stored. */
  public Decoded decoded(Rectangle window) {
    return reading.attempt(() -> decode(window));
  }

  private Decoded decode(Rectangle window) throws IOException {
    check();
    SizeLimits.checkMemory(image, window.getSize(), image.bytesOfSamples());
    Rectangle stored = orientation.stored(window, image.size());
    return image.decode(stored).withOrientation(orientation);
  }

  private void check() throws IOException {
    if (!checked) {
      image.requireKnownKind();
      SizeLimits.check(image);
      checked = true;
    }
  }

  /** The samples of all pixels. */
  public Samples samples() {
    return reading.attempt(() -> SampleReader.read(decodeAll(image.bytesOfSamples())));
  }

  /** The samples of a window of the upright image: those that {@link #samples()} has there. */
  public Samples samples(Rectangle window) {
    Decoded part = decoded(window);
    if (traits == null) {
      traits = new SampleTraits(part);
      if (SampleTraits.concern(part)) {
        forEachStrip(strip -> reading.attempt(() -> traits.add(strip)));
      }
    }
    return reading.attempt(() -> SampleReader.read(part, traits));
  }

  /** Decodes all, strip by strip from top to bottom, as long as the work says so. */
  public void forEachStrip(Predicate<Decoded> work) {
    Dimension size = size();
    int rows = rows();
    boolean more = true;
    for (int top = 0; more && top < size.height; top += Math.min(rows, size.height - top)) {
      Rectangle strip = new Rectangle(0, top, size.width, Math.min(rows, size.height - top));
      more = work.test(decoded(strip));
    }
  }

  /**
   * Rows of the upright image that a pass over all should decode at once: rows of whole tiles,
   * unless these are very many pixels.
   */
  public int rows() {
    return reading.attempt(
        () -> {
          Dimension size = orientation.upright(image.size());
          Dimension tile = orientation.upright(image.tile());
          long rowBytes = (long) size.width * Math.max(Integer.BYTES, image.bitsPerPixel() / 8);
          long rows = Math.max(1, STRIP_BYTES / rowBytes);
          if (rows < tile.height && tile.height * rowBytes <= LARGEST_STRIP * STRIP_BYTES) {
            rows = tile.height;
          }
          return (int) Math.min(size.height, rows - (rows < tile.height ? 0 : rows % tile.height));
        });
  }

  @Override
  public void close() {
    image.close();
    close(stream);
  }

  private static void close(ImageInputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // It was only read.
    }
  }
}
