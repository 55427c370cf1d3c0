package org.dl4jvision.data.image;

import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageMetadata;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import org.dl4jvision.data.image.OpenRange.Numbers;

/** TIFF and BigTIFF. Color profiles are ignored, Lab becomes sRGB. */
final class TiffFile extends ImageFile {

  private static final int NO_COMPRESSION = 1;
  private static final int JPEG_COMPRESSION = 7;
  private static final int OLD_JPEG_COMPRESSION = 6;
  private static final Set<Integer> FAX = Set.of(2, 3, 4);
  private static final Set<Integer> OTHER_COMPRESSIONS = Set.of(1, 5, 6, 7, 8, 32773, 32946, 50013);

  private static final Map<Integer, String> NAMES =
      Map.of(
          34712, "JPEG 2000",
          34887, "LERC",
          34925, "LZMA",
          50000, "Zstandard",
          50001, "WebP",
          50002, "JPEG XL");

  private static final int LONG_BITS = 64;
  private static final int SIGNED = 2;
  private static final int REAL = 3;
  private static final int COMPLEX_INTEGER = 5;
  private static final int COMPLEX = 6;

  /** Flags of the subfile type: another page made smaller, the mask of another page. */
  private static final int PREVIEW_OR_MASK = 1 | 4;

  /** Bytes of decoded samples: larger tiles are not decoded again for each window. */
  private static final long LARGEST_TILE = 64 << 20;

  private Optional<TiffGrid> grid;
  private TiffDirectory directory;

  TiffFile(ImageInputStream stream) throws IOException {
    super(stream, twelveMonkeys(TIFFImageReaderSpi.class, TIFFImageReaderSpi::new));
  }

  private TiffTags tags(int page) throws IOException {
    return new TiffTags((TIFFImageMetadata) reader.getImageMetadata(page));
  }

  @Override
  Orientation orientation() throws IOException {
    return Orientation.of(tags(0).number(TIFF.TAG_ORIENTATION, 1));
  }

  @Override
  int pages() throws IOException {
    int pages = 0;
    for (int page = 0; page < reader.getNumImages(true); page++) {
      int type = tags(page).number(TIFF.TAG_SUBFILE_TYPE, 0);
      pages += page == 0 || (type & PREVIEW_OR_MASK) == 0 ? 1 : 0;
    }
    return pages;
  }

  /** LZW's codes of 12 bits stand for at most 4096 bytes; a bit can be a row of a fax. */
  @Override
  int ratio() throws IOException {
    int compression = tags(0).number(TIFF.TAG_COMPRESSION, NO_COMPRESSION);
    return FAX.contains(compression) ? ANY_RATIO : compression == NO_COMPRESSION ? 2 : 2731;
  }

  /** Empty where the page has one tile, or such that all is better decoded at once. */
  private Optional<TiffGrid> grid() throws IOException {
    if (grid == null) {
      int samples = reader.getRawImageType(0).getNumBands();
      long tileBits = LARGEST_TILE * 8 / bitsPerPixel();
      grid =
          TiffGrid.of(tags(0), size(), samples)
              .filter(one -> (long) one.tile().width * one.tile().height <= tileBits);
    }
    return grid;
  }

  @Override
  Dimension tile() throws IOException {
    return grid().map(TiffGrid::tile).orElse(super.tile());
  }

  @Override
  Decoded decode(Rectangle pixels) throws IOException {
    if (grid().isEmpty() || pixels.getSize().equals(size())) {
      return super.decode(pixels);
    }
    Rectangle around = grid().get().around(pixels);
    SizeLimits.checkMemory(this, around.getSize(), 0);
    directory = directory == null ? new TiffDirectory(stream) : directory;
    byte[] prefix = directory.with(grid().get().part(around), TiffGrid.places());
    try (ImageInputStream part = new PrefixedStream(prefix, stream);
        TiffFile file = new TiffFile(part)) {
      Rectangle inside = new Rectangle(pixels);
      inside.translate(-around.x, -around.y);
      return file.decode().part(inside);
    }
  }

  @Override
  Decoded decode() throws IOException {
    TiffTags tags = tags(0);
    int compression = tags.number(TIFF.TAG_COMPRESSION, NO_COMPRESSION);
    Decoded decoded = decode(tags);
    if (compression == JPEG_COMPRESSION || compression == OLD_JPEG_COMPRESSION) {
      JpegDamage.check(complaints());
      return decoded.withLoss("JPEG-compressed TIFF");
    }
    return decoded;
  }

  private Decoded decode(TiffTags tags) throws IOException {
    int format = tags.number(TIFF.TAG_SAMPLE_FORMAT, 1);
    int bits = tags.number(TIFF.TAG_BITS_PER_SAMPLE, 1);
    int photometric = tags.number(TIFF.TAG_PHOTOMETRIC_INTERPRETATION, 1);
    if (photometric == LabColors.CIE || photometric == LabColors.ICC) {
      LabColors colors = new LabColors(bits, photometric == LabColors.ICC);
      return Decoded.of(colors.toRgb(reader.readRaster(0, null)));
    }
    ImageTypeSpecifier type = reader.getRawImageType(0);
    if (format == REAL) {
      boolean whiteIsZero = photometric == 0;
      // An image, unlike the raster, would be cut to the numbers from 0 to 1.
      return Decoded.of(reader.readRaster(0, null), type.getColorModel())
          .withRange(new OpenRange(Numbers.AS_DECODED, whiteIsZero, tags.noData()));
    }
    // The usual types would forget that colors are multiplied by alpha.
    Decoded decoded = read(type.getColorModel().isAlphaPremultiplied() ? type : null);
    if (bits <= 16 && format != SIGNED) {
      return decoded;
    }
    Numbers numbers =
        format != SIGNED
            ? Numbers.UNSIGNED_INT
            : bits == 8 ? Numbers.SIGNED_BYTE : Numbers.AS_DECODED;
    return decoded.withRange(new OpenRange(numbers, false, tags.noData()));
  }

  @Override
  void requireKnownKind() throws IOException {
    TiffTags tags = tags(0);
    int compression = tags.number(TIFF.TAG_COMPRESSION, NO_COMPRESSION);
    if (!FAX.contains(compression) && !OTHER_COMPRESSIONS.contains(compression)) {
      String name = NAMES.getOrDefault(compression, "a kind that is not known");
      throw new UnreadableException(
          "the compression of this TIFF file is "
              + name
              + " ("
              + compression
              + "); save it with LZW, deflate or no compression");
    }
    int format = tags.number(TIFF.TAG_SAMPLE_FORMAT, 1);
    if (format == COMPLEX || format == COMPLEX_INTEGER) {
      throw new UnreadableException(
          "its pixels are complex numbers; save their real parts or magnitudes");
    }
    if (format != REAL && tags.number(TIFF.TAG_BITS_PER_SAMPLE, 1) == LONG_BITS) {
      throw new UnreadableException(
          "its pixels are whole numbers of 64 bits; save them with 8, 16 or 32");
    }
    if (tags.leavesOut(TIFF.TAG_STRIP_OFFSETS) || tags.leavesOut(TIFF.TAG_TILE_OFFSETS)) {
      throw new UnreadableException(
          "it is a sparse TIFF file, some tiles of which are left out; write it in full (GDAL:"
              + " SPARSE_OK=FALSE)");
    }
  }
}
