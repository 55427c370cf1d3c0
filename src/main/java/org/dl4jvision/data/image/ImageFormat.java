package org.dl4jvision.data.image;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.stream.ImageInputStream;

/** The formats that are read, known by how files begin: their names may be wrong. */
enum ImageFormat {
  PNG("PNG", PngFile::new, "\u0089PNG\r\n\u001a\n"),
  JPEG("JPEG", JpegFile::new, "\u00ff\u00d8\u00ff"),
  TIFF("TIFF", TiffFile::new, "II*\0", "MM\0*", "II+\0", "MM\0+"),
  BMP("BMP", BmpFile::new, "BM"),
  GIF("GIF", GifFile::new, "GIF87a", "GIF89a"),
  WEBP("WebP", WebpFile::new, "RIFF????WEBP");

  /** As many bytes of a file tell its format. */
  static final int START = 12;

  private interface Opener {
    ImageFile open(ImageInputStream stream) throws IOException;
  }

  private final String title;
  private final Opener opener;
  private final String[] starts;

  /**
   * @param starts any of them, one byte a character; {@code ?} is any byte
   */
  ImageFormat(String title, Opener opener, String... starts) {
    this.title = title;
    this.opener = opener;
    this.starts = starts;
  }

  /** Whether a file may have several pages or frames. */
  boolean hasPages() {
    return this == TIFF || this == GIF || this == WEBP;
  }

  /** The name, for messages. */
  String title() {
    return title;
  }

  /** The format of a file that begins so. */
  static Optional<ImageFormat> of(byte[] start) {
    return Arrays.stream(values()).filter(format -> format.begins(start)).findFirst();
  }

  private boolean begins(byte[] file) {
    return Arrays.stream(starts).anyMatch(start -> begins(file, start));
  }

  private static boolean begins(byte[] file, String start) {
    for (int i = 0; i < start.length(); i++) {
      if (i >= file.length || (start.charAt(i) != '?' && start.charAt(i) != (file[i] & 0xff))) {
        return false;
      }
    }
    return true;
  }

  /** A file of this format, to be closed after use. */
  ImageFile open(ImageInputStream stream) throws IOException {
    return opener.open(stream);
  }
}
