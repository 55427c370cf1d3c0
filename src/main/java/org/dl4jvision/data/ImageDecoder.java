package org.dl4jvision.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.ImageFiles.Pixels;

/** Decodes image files, which {@link ImageFiles} finds: what their numbers mean. */
final class ImageDecoder {

  private ImageDecoder() {}

  static ImageSize readSize(Path file) {
    return read(file, reader -> new ImageSize(reader.getHeight(0), reader.getWidth(0)));
  }

  static Pixels readPixels(Path file) {
    BufferedImage image = read(file, reader -> reader.read(0));
    int height = image.getHeight();
    int width = image.getWidth();
    int area = height * width;
    if (image.getColorModel() instanceof IndexColorModel) {
      int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
      byte[] values = new byte[3 * area];
      boolean gray = true;
      for (int i = 0; i < area; i++) {
        values[i] = (byte) (rgb[i] >> 16);
        values[area + i] = (byte) (rgb[i] >> 8);
        values[2 * area + i] = (byte) rgb[i];
        gray &= values[i] == values[area + i] && values[i] == values[2 * area + i];
      }
      return gray
          ? new Pixels(1, height, width, Arrays.copyOf(values, area), null)
          : new Pixels(3, height, width, values, null);
    }
    // The samples themselves: getRGB would change gray values by a gamma curve.
    Raster raster = image.getRaster();
    int channels = raster.getNumBands() < 3 ? 1 : 3;
    int type = raster.getSampleModel().getDataType();
    boolean real = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE;
    int bits = raster.getSampleModel().getSampleSize(0);
    float[] values = new float[channels * area];
    float[] band = new float[area];
    for (int c = 0; c < channels; c++) {
      raster.getSamples(raster.getMinX(), raster.getMinY(), width, height, c, band);
      System.arraycopy(band, 0, values, c * area, area);
    }
    if (real) {
      stretch(values);
    } else {
      float scale = (float) (1 / (Math.pow(2, bits) - 1));
      for (int i = 0; i < values.length; i++) {
        values[i] *= scale;
      }
    }
    return new Pixels(channels, height, width, null, values).compact(!real && bits <= 8);
  }

  /** Maps values without a known range, those of TIFF files with real numbers, to [0, 1]. */
  private static void stretch(float[] values) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = max > min ? (values[i] - min) / (max - min) : 0;
    }
  }

  static Mask readMask(Path file) {
    return MaskDecoder.decode(file, read(file, reader -> reader.read(0)));
  }

  private interface Read<T> {
    T from(ImageReader reader) throws IOException;
  }

  /** Reads with the first decoder that can: some know only part of a format. */
  private static <T> T read(Path file, Read<T> read) {
    Exception failure = new IOException("it is no image in one of these formats");
    try (ImageInputStream stream = ImageIO.createImageInputStream(file.toFile())) {
      if (stream == null) {
        throw new IOException("it cannot be opened");
      }
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      for (boolean first = true; readers.hasNext(); first = false) {
        ImageReader reader = readers.next();
        try {
          stream.seek(0);
          reader.setInput(stream, true, true);
          return read.from(reader);
        } catch (IOException | RuntimeException e) {
          // Decoders answer damaged files with all kinds of runtime exceptions.
          failure = first ? e : failure;
        } finally {
          reader.dispose();
        }
      }
    } catch (IOException e) {
      failure = e;
    }
    throw new IllegalArgumentException(
        "cannot read " + file + " as " + ImageFiles.FORMATS + ": " + ImageFiles.reason(failure),
        failure);
  }
}
