package org.dl4jvision.data;

import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.image.Decoded;
import org.dl4jvision.data.image.ImageLoader;
import org.dl4jvision.data.image.Samples;
import org.dl4jvision.io.FileNames;
import org.dl4jvision.io.FileProblem;

/** Finds and decodes image files. Of files with several pages the first counts. */
public final class ImageFiles {

  /** The kinds of files that are read, for messages. */
  public static final String FORMATS = ImageLoader.FORMATS;

  private static final int IMAGES_FOR_COLOR = 8;

  private static final Set<String> JPEG = Set.of("jpg", "jpeg");
  private static final Set<String> OTHERS = Set.of("png", "tif", "tiff", "bmp", "gif", "webp");

  /** Marks mask codes that are colors (0xRRGGBB) rather than numbers. */
  public static final int COLOR = 1 << 24;

  /**
   * Pixel values channel by channel, as 8-bit steps or, where the file has more than 8 bits, as
   * numbers in [0, 1]; one of the two arrays is null.
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Pixels(int channels, int height, int width, byte[] bytes, float[] floats) {

    /** The values as numbers in [0, 1], channel by channel, row by row. */
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
      return isColorful(colored(), (long) height * width);
    }

    static boolean isColorful(long colored, long pixels) {
      return colored > pixels / 1000;
    }

    /** The number of pixels that are visibly not gray. */
    int colored() {
      if (channels == 1) {
        return 0;
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
      return colored;
    }

    /** These pixels with 1 or 3 channels; gray is the luma of ITU-R BT.601. */
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

    Pixels compact(boolean eightBit) {
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

  /**
   * Codes of a mask.
   *
   * @param codes numbers, or {@link #COLOR} + 0xRRGGBB, row by row
   * @param palette the colors 0xRRGGBB of numbers that are the indices of a palette; null where
   *     they are none
   * @param loss what kind of file it was, for messages, if one whose compression changes numbers
   *     and colors, such as "JPEG"; null where they are exact
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Mask(int height, int width, int[] codes, int[] palette, String loss) {

    /** A mask of exact codes that are no indices of a palette. */
    public Mask(int height, int width, int[] codes) {
      this(height, width, codes, null, null);
    }

    /** Whether numbers and colors are not exact. */
    public boolean lossy() {
      return loss != null;
    }
  }

  private ImageFiles() {}

  /** Whether a file's extension is that of an image. */
  public static boolean isImage(Path file) {
    return isExtension(extension(file.getFileName().toString()));
  }

  private static boolean isExtension(String extension) {
    return JPEG.contains(extension) || OTHERS.contains(extension);
  }

  public static boolean isJpeg(Path file) {
    return JPEG.contains(extension(file.getFileName().toString()));
  }

  /** File name without the extension of an image. */
  public static String stem(String fileName) {
    // Not by a Path: what a list says may be no file name.
    int dot = fileName.lastIndexOf('.');
    return dot > 0 && isExtension(extension(fileName)) ? fileName.substring(0, dot) : fileName;
  }

  /** File name without the extension of an image. */
  public static String stem(Path file) {
    return stem(file.getFileName().toString());
  }

  /** The name, without folder and extension, that a line of a list of images means. */
  public static String nameIn(String line) {
    return stem(line.substring(line.replace('\\', '/').lastIndexOf('/') + 1));
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** The images of a folder by name, hidden files left out. */
  public static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> isImage(file) && !file.getFileName().toString().startsWith("."))
          .filter(Files::isRegularFile)
          .map(FileNames::readable)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot list the folder " + folder + ": " + FileProblem.reason(e), e);
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
    return files.limit(IMAGES_FOR_COLOR).anyMatch(ImageFiles::isColorful) ? 3 : 1;
  }

  private static boolean isColorful(Path file) {
    try (ImageWindows image = ImageWindows.open(file)) {
      return image.isColorful();
    }
  }

  /**
   * Height and width of the upright image, by the file's header.
   *
   * @throws IllegalArgumentException if it is no readable image
   */
  public static ImageSize readSize(Path file) {
    Dimension size = ImageLoader.size(file);
    return new ImageSize(size.height, size.width);
  }

  /**
   * Whether an orientation tag (EXIF, TIFF) turns an image by 90 degrees.
   *
   * @throws IllegalArgumentException if it is no readable image
   */
  public static boolean isTurned(Path file) {
    return ImageLoader.isTurned(file);
  }

  /**
   * For messages about a size that is not that of an image: says whether it would be, were the
   * image turned.
   *
   * @return to be appended, empty if turning does not help
   */
  public static String turnNote(Path image, ImageSize stated) {
    ImageSize turned = readSize(image).turned();
    if (!stated.equals(turned) || turned.height() == turned.width()) {
      return "";
    }
    return isTurned(image)
        ? "; that is the image before its orientation tag (EXIF) turns it upright: annotate the"
            + " upright image, or remove the tag (exiftool -Orientation= FILE)"
        : "; turned by 90 degrees it would fit";
  }

  /**
   * Decodes an image, upright as its EXIF data or TIFF tags say. {@code docs/images.md} says what
   * becomes of transparency, palettes, inks, real numbers and pixels without data.
   *
   * @throws IllegalArgumentException if it is no readable image
   */
  public static Pixels readPixels(Path file) {
    Samples samples = ImageLoader.samples(file);
    return new Pixels(
        samples.channels(), samples.height(), samples.width(), samples.bytes(), samples.floats());
  }

  /**
   * Reads a mask: the numbers in a gray file, the indices in a palette file, the colors (8 bits a
   * channel) in a color file. Of black and white, as in files of 1 bit, black is 0 and white 255,
   * whatever their order. Alpha is left out. It is upright as the image is.
   *
   * @throws IllegalArgumentException if it is no readable image, has values that are no whole
   *     numbers from 0 to 2^24 - 1, or has one color and a shape in its alpha channel
   */
  public static Mask readMask(Path file) {
    Decoded whole = ImageLoader.decoded(file);
    return new MaskDecoder(file, work -> Stream.of(whole).takeWhile(work).forEach(strip -> {}))
        .decode(whole);
  }
}
