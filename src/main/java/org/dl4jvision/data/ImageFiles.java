package org.dl4jvision.data;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Finds and decodes image files. Of files with several pages the first counts. */
public final class ImageFiles {

  /** What is read, for messages. */
  public static final String FORMATS = "PNG, JPEG, TIFF, BMP or GIF";

  private static final int IMAGES_FOR_COLOR = 8;

  private static final Set<String> JPEG = Set.of("jpg", "jpeg");
  private static final Set<String> OTHERS = Set.of("png", "tif", "tiff", "bmp", "gif");

  /** Marks mask codes that are colors (0xRRGGBB) rather than numbers. */
  public static final int COLOR = 1 << 24;

  /**
   * Pixel values channel by channel, as 8-bit steps or, where the file has more than 8 bits, as
   * numbers in [0, 1]; one of the two arrays is null.
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Pixels(int channels, int height, int width, byte[] bytes, float[] floats) {

    /** All values in [0, 1]. */
    public float[] toFloats() {
      if (bytes == null) {
        return floats;
      }
      float[] values = new float[bytes.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (bytes[i] & 0xff) / 255f;
      }
      return values;
    }

    /** Bytes that the values take. */
    public long memory() {
      return bytes == null ? 4L * floats.length : bytes.length;
    }

    /** Whether more than one pixel in a thousand is visibly not gray. */
    public boolean isColorful() {
      if (channels == 1) {
        return false;
      }
      float[] values = toFloats();
      int area = height * width;
      int colored = 0;
      for (int i = 0; i < area; i++) {
        float r = values[i];
        float g = values[area + i];
        float b = values[2 * area + i];
        if (Math.max(Math.abs(r - g), Math.abs(b - g)) > 8 / 255f) {
          colored++;
        }
      }
      return colored > area / 1000;
    }

    /** This with 1 or 3 channels; gray is the luma of ITU-R BT.601. */
    public Pixels withChannels(int wanted) {
      if (wanted == channels) {
        return this;
      }
      float[] values = toFloats();
      int area = height * width;
      float[] result = new float[wanted * area];
      for (int i = 0; i < area; i++) {
        if (wanted == 1) {
          result[i] =
              0.299f * values[i] + 0.587f * values[area + i] + 0.114f * values[2 * area + i];
        } else {
          result[i] = values[i];
          result[area + i] = values[i];
          result[2 * area + i] = values[i];
        }
      }
      return new Pixels(wanted, height, width, null, result).compact(bytes != null);
    }

    private Pixels compact(boolean eightBit) {
      if (!eightBit) {
        return this;
      }
      byte[] steps = new byte[floats.length];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = (byte) Math.round(255 * floats[i]);
      }
      return new Pixels(channels, height, width, steps, null);
    }
  }

  /** Codes of a mask: numbers, or {@link #COLOR} + 0xRRGGBB. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Mask(int height, int width, int[] codes) {}

  private ImageFiles() {}

  /** Whether a file's extension is that of an image. */
  public static boolean isImage(Path file) {
    String extension = extension(file);
    return isJpeg(file) || OTHERS.contains(extension);
  }

  public static boolean isJpeg(Path file) {
    return JPEG.contains(extension(file));
  }

  /** File name without the extension of an image. */
  public static String stem(String fileName) {
    int dot = fileName.lastIndexOf('.');
    boolean known = dot > 0 && isImage(Path.of(fileName));
    return known ? fileName.substring(0, dot) : fileName;
  }

  /** File name without the extension of an image. */
  public static String stem(Path file) {
    return stem(file.getFileName().toString());
  }

  /** The name, without folder and extension, that a line of a list of images means. */
  public static String nameIn(String line) {
    return stem(line.substring(line.replace('\\', '/').lastIndexOf('/') + 1));
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** The images of a folder by name, hidden files left out. */
  public static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> isImage(file) && !file.getFileName().toString().startsWith("."))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot list the folder " + folder + ": " + reason(e), e);
    }
  }

  /** The images of a folder by their names without extension, in the order of the names. */
  public static Map<String, Path> byStem(Path folder) {
    Map<String, Path> files = new LinkedHashMap<>();
    for (Path file : list(folder)) {
      Path other = files.put(stem(file), file);
      if (other != null) {
        throw new IllegalArgumentException(
            "two files of one name: " + other + " and " + file.getFileName());
      }
    }
    return files;
  }

  /** Channels that suit images: 3 where one of the first few has colors, else 1. */
  public static int channelsOf(Stream<Path> files) {
    return files.limit(IMAGES_FOR_COLOR).anyMatch(file -> readPixels(file).isColorful()) ? 3 : 1;
  }

  /**
   * Height and width by the file's header.
   *
   * @throws IllegalArgumentException if it is no readable image
   */
  public static ImageSize readSize(Path file) {
    return read(file, reader -> new ImageSize(reader.getHeight(0), reader.getWidth(0)));
  }

  /**
   * Decodes an image.
   *
   * @throws IllegalArgumentException if it is no readable image
   */
  public static Pixels readPixels(Path file) {
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

  /**
   * Reads a mask: the numbers in a gray file, the indices in a palette file, the colors in a color
   * file. JPEG files give their luma, as compression blurs colors.
   */
  public static Mask readMask(Path file) {
    BufferedImage image = read(file, reader -> reader.read(0));
    int height = image.getHeight();
    int width = image.getWidth();
    Raster raster = image.getRaster();
    int[] codes = samples(raster, 0);
    if (raster.getNumBands() >= 3) {
      int[] green = samples(raster, 1);
      int[] blue = samples(raster, 2);
      boolean jpeg = isJpeg(file);
      int shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
      for (int i = 0; i < codes.length; i++) {
        codes[i] =
            jpeg
                ? (int) Math.round(0.299 * codes[i] + 0.587 * green[i] + 0.114 * blue[i])
                : COLOR | codes[i] >> shift << 16 | green[i] >> shift << 8 | blue[i] >> shift;
      }
    }
    return new Mask(height, width, codes);
  }

  private static int[] samples(Raster raster, int band) {
    return raster.getSamples(
        raster.getMinX(),
        raster.getMinY(),
        raster.getWidth(),
        raster.getHeight(),
        band,
        (int[]) null);
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
        "cannot read " + file + " as " + FORMATS + ": " + reason(failure), failure);
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
