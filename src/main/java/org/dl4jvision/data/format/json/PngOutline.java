package org.dl4jvision.data.format.json;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.PixelRegion;

/**
 * An outline as a PNG file that stands in a text, as large as the object only, and the place of its
 * upper left pixel. Inside are the pixels that are not transparent, in a file without transparency
 * those that are not 0. It is kept as it is and decoded when it is asked.
 */
final class PngOutline implements Outline {

  private final String place;
  private final byte[] png;
  private final int left;
  private final int top;
  private final ImageSize size;

  /**
   * An outline.
   *
   * @param text that the file stands in, for messages
   * @param image the size of the image, for which the file must not be too large
   * @throws IllegalArgumentException one line, naming file and entry
   */
  PngOutline(JsonValue text, byte[] png, int left, int top, ImageSize image) {
    place = text.error("").getMessage();
    this.png = png;
    this.left = left;
    this.top = top;
    size = read(reader -> new ImageSize(reader.getHeight(0), reader.getWidth(0)));
    if (size.height() > image.height() || size.width() > image.width()) {
      throw text.error("is a mask of " + size + ", more than the image's " + image);
    }
  }

  private interface Reading<T> {
    T read(ImageReader reader) throws IOException;
  }

  private <T> T read(Reading<T> reading) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
      reader.setInput(stream, true, true);
      return reading.read(reader);
    } catch (IOException | RuntimeException e) { // Readers throw anything for damaged files.
      throw new IllegalArgumentException(place + "must be a PNG file, but is damaged", e);
    } finally {
      reader.dispose();
    }
  }

  @Override
  public Box bounds() {
    Box inside = region(size, 0, 0).bounds();
    return inside.area() == 0
        ? inside
        : new Box(
            inside.left() + left, inside.top() + top, inside.right() + left, inside.bottom() + top);
  }

  @Override
  public PixelRegion region(ImageSize image) {
    return region(image, left, top);
  }

  private PixelRegion region(ImageSize image, int x0, int y0) {
    BufferedImage mask = read(reader -> reader.read(0));
    boolean alpha = mask.getColorModel().hasAlpha();
    PixelRegion.Builder region = new PixelRegion.Builder(image);
    for (int y = 0; y < mask.getHeight(); y++) {
      for (int x = 0; x < mask.getWidth(); x++) {
        if (alpha ? mask.getRGB(x, y) >>> 24 != 0 : isSet(mask.getRaster(), x, y)) {
          region.run(y0 + y, x0 + x, x0 + x + 1);
        }
      }
    }
    return region.build();
  }

  private static boolean isSet(Raster raster, int x, int y) {
    for (int band = 0; band < raster.getNumBands(); band++) {
      if (raster.getSample(x, y, band) != 0) {
        return true;
      }
    }
    return false;
  }
}
