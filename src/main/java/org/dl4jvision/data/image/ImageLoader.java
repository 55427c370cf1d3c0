package org.dl4jvision.data.image;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import java.awt.Dimension;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
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
    return open(file, (image, orientation) -> orientation.upright(image.size()));
  }

  /** Whether stored rows are upright columns. */
  public static boolean isTurned(Path file) {
    return open(file, (image, orientation) -> orientation.isTurned());
  }

  /** The samples of an image. */
  public static Samples samples(Path file) {
    return open(file, (image, orientation) -> SampleReader.read(decode(image, orientation)));
  }

  /** An image as it is stored, for masks, whose numbers mean something else. */
  public static Decoded decoded(Path file) {
    return open(file, ImageLoader::decode);
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

  private static Decoded decode(ImageFile image, Orientation orientation) throws IOException {
    image.requireKnownKind();
    SizeLimits.check(image);
    return image.decode().withOrientation(orientation);
  }

  private interface Work<T> {
    T on(ImageFile image, Orientation orientation) throws IOException;
  }

  private static <T> T open(Path file, Work<T> work) {
    String title = null;
    try (ImageInputStream stream = new FileStream(file)) {
      byte[] start = start(stream);
      ImageFormat format = ImageFormat.of(start).orElse(null);
      if (format == null) {
        throw new UnreadableException(otherKind(file, start));
      }
      title = format.title();
      try (ImageFile image = format.open(stream)) {
        // The decoder may let go of the beginning of the file.
        Orientation orientation = image.orientation();
        return work.on(image, orientation);
      }
    } catch (UnreadableException e) {
      throw unreadable(file, e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file", e);
    } catch (OutOfMemoryError e) {
      throw unreadable(file, "the memory is too small for it; " + SizeLimits.REMEDY, e);
    } catch (EOFException e) {
      throw unreadable(file, "its " + title + " data end too early: it is cut off", e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Decoders answer damaged files with all kinds of exceptions, in their own words.
      String reason =
          title == null
              ? "it cannot be opened"
              : "its "
                  + title
                  + " data are damaged, or of a kind that is not read; if other programs show it,"
                  + " save it anew";
      throw unreadable(file, reason, e);
    }
  }

  private static IllegalArgumentException unreadable(Path file, String reason, Throwable cause) {
    return new IllegalArgumentException("cannot read " + file + ": " + reason, cause);
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
