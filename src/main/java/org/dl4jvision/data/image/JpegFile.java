package org.dl4jvision.data.image;

import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/** JPEG: color profiles are ignored. */
final class JpegFile extends ImageFile {

  JpegFile(ImageInputStream stream) throws IOException {
    super(stream, twelveMonkeys(JPEGImageReaderSpi.class, JPEGImageReaderSpi::new));
  }

  @Override
  Orientation orientation() throws IOException {
    return Exif.orientation(
        stream,
        file ->
            JpegSegmentReader.readSegments(file, List.of(JpegSegmentType.APP1))
                .getSegments(JpegSegmentType.APP1));
  }

  /** A block of 64 samples takes a bit or more, and a sample of color may stand for 16 pixels. */
  @Override
  int ratio() {
    return 2048;
  }

  @Override
  Decoded decode() throws IOException {
    ImageTypeSpecifier raw = reader.getRawImageType(0);
    ColorSpace colors = raw.getColorModel().getColorSpace();
    boolean profile =
        colors instanceof ICC_ColorSpace && !colors.isCS_sRGB() && raw.getNumBands() > 2;
    Decoded decoded = read(profile ? raw : null);
    JpegDamage.check(complaints());
    return decoded.withLoss("JPEG");
  }
}
