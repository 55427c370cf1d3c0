package org.dl4jvision.data.image;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** BMP: pixels that run-length coding skips are of the first color of the palette. */
final class BmpFile extends ImageFile {

  private static final int HEADER_LENGTH_AT = 14;
  private static final int SHORTEST_WITH_COMPRESSION = 40;
  private static final int COMPRESSION_AT = 30;

  private final boolean runs;

  BmpFile(ImageInputStream stream) throws IOException {
    this(stream, hasRuns(stream));
  }

  private BmpFile(ImageInputStream stream, boolean runs) throws IOException {
    super(stream, reader(runs));
    this.runs = runs;
  }

  /** TwelveMonkeys knows more kinds of headers, Java's decoder skips rightly. */
  private static ImageReader reader(boolean runs) throws IOException {
    return runs ? java("bmp") : twelveMonkeys(BMPImageReaderSpi.class, BMPImageReaderSpi::new);
  }

  private static boolean hasRuns(ImageInputStream stream) throws IOException {
    stream.setByteOrder(ByteOrder.LITTLE_ENDIAN);
    stream.seek(HEADER_LENGTH_AT);
    if (stream.readInt() < SHORTEST_WITH_COMPRESSION) {
      return false;
    }
    stream.seek(COMPRESSION_AT);
    int compression = stream.readInt();
    return compression == 1 || compression == 2;
  }

  /** Without compression every sample is in the file; rows are padded. */
  @Override
  int ratio() {
    return runs ? ANY_RATIO : 2;
  }
}
