package org.dl4jvision.data.image;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import java.awt.Dimension;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads image files. What cannot be read rightly is refused by an IllegalArgumentException that
 * names the file, the reason and, where there is one, the remedy.
 */
public final class ImageLoader {

  /** The formats that are read, for messages. */
  public static final String FORMATS = "PNG, JPEG, TIFF, BMP, GIF or WebP";

  private ImageLoader() {}

  /** The upright size, by the header. */
  public static Dimension size(Path file) {
    try (OpenImage image = OpenImage.of(file)) {
      return image.size();
    }
  }

  /** Whether stored rows are upright columns. */
  public static boolean isTurned(Path file) {
    try (OpenImage image = OpenImage.of(file)) {
      return image.isTurned();
    }
  }

  /** How the pixels of an image are stored, by its orientation tag. */
  public static Orientation orientation(Path file) {
    try (OpenImage image = OpenImage.of(file)) {
      return image.orientation();
    }
  }

  /** The samples of an image. */
  public static Samples samples(Path file) {
    try (OpenImage image = OpenImage.of(file)) {
      return image.samples();
    }
  }

  /** An image as it is stored, for masks, whose numbers mean something else. */
  public static Decoded decoded(Path file) {
    try (OpenImage image = OpenImage.of(file)) {
      return image.decoded();
    }
  }

  /**
   * Pages or frames, of which only the first is read, as far as they can be told; 0 if no image.
   */
  public static int pages(Path file) {
    try {
      ImageFormat format = ImageFormat.of(start(file)).orElse(null);
      if (format == null || !format.hasPages()) {
        return format == null ? 0 : 1;
      }
      try (ImageInputStream stream = new FileStream(file);
          ImageFile image = format.open(stream)) {
        return image.pages();
      }
    } catch (IOException | RuntimeException e) {
      // Whoever reads the image says what is wrong with it; what follows the first page may be.
      return 0;
    }
  }

  /** Without buffers: most files have one page, and need no more than a look. */
  private static byte[] start(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return stream.readNBytes(ImageFormat.START);
    }
  }

  private static byte[] start(ImageInputStream stream) throws IOException {
    byte[] start = new byte[(int) Math.min(ImageFormat.START, stream.length())];
    stream.readFully(start);
    return start;
  }

  /** The format of a file. */
  static ImageFormat format(Path file, ImageInputStream stream) throws IOException {
    byte[] start = start(stream);
    Optional<ImageFormat> format = ImageFormat.of(start);
    if (format.isEmpty()) {
      throw new UnreadableException(otherKind(file, start));
    }
    return format.get();
  }

  /** What a file is that is none of the formats. */
  private static String otherKind(Path file, byte[] start) throws IOException {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    if (start.length == 0) {
      return "it is empty";
    }
    if ("version http".startsWith(text)) {
      return "it is a pointer of Git LFS, not the image; fetch the image: git lfs pull";
    }
    FileType type;
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      type = FileTypeDetector.detectFileType(stream);
    }
    String other = "it is no image in the format " + FORMATS;
    return type == FileType.Unknown || Arrays.asList(FileType.Riff, FileType.Jpeg).contains(type)
        ? other
        : other + ", but " + type.getName() + "; save it as one of these";
  }
}
