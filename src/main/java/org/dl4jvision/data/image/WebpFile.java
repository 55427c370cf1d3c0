package org.dl4jvision.data.image;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.riff.RiffHandler;
import com.drew.imaging.riff.RiffReader;
import com.drew.lang.SequentialReader;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/** WebP: any transparency is left out, color profiles are ignored. */
final class WebpFile extends ImageFile {

  /** The bytes up to the file's length, which does not count them. */
  private static final int HEAD = 8;

  private final Chunks chunks = new Chunks();

  WebpFile(ImageInputStream stream) throws IOException {
    super(stream, twelveMonkeys(WebPImageReaderSpi.class, WebPImageReaderSpi::new));
    stream.setByteOrder(ByteOrder.LITTLE_ENDIAN);
    stream.seek(HEAD - Integer.BYTES);
    if (stream.readUnsignedInt() + HEAD > stream.length()) {
      throw new EOFException("The decoder would take zeros for what is missing.");
    }
    stream.seek(0);
  }

  @Override
  Orientation orientation() throws IOException {
    return Exif.orientation(stream, this::exif);
  }

  private List<byte[]> exif(SequentialReader file) throws IOException, ImageProcessingException {
    new RiffReader().processRiff(file, chunks);
    return chunks.exif;
  }

  @Override
  Decoded decode() throws IOException {
    ImageTypeSpecifier raw = reader.getRawImageType(0);
    boolean profile = !raw.getColorModel().getColorSpace().isCS_sRGB();
    Decoded decoded = read(profile ? raw : null);
    return chunks.lossy ? decoded.withLoss("lossy WebP") : decoded;
  }

  /** Notes what is in the file. */
  private static final class Chunks implements RiffHandler {

    private final List<byte[]> exif = new ArrayList<>();
    private boolean lossy;

    @Override
    public boolean shouldAcceptRiffIdentifier(String identifier) {
      return true;
    }

    @Override
    public boolean shouldAcceptChunk(String name) {
      lossy |= name.equals("VP8 ");
      return name.equals("EXIF");
    }

    @Override
    public boolean shouldAcceptList(String name) {
      return false;
    }

    @Override
    public void processChunk(String name, byte[] data) {
      exif.add(data);
    }

    @Override
    public void addError(String message) {}
  }
}
