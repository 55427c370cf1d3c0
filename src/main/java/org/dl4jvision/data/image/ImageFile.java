package org.dl4jvision.data.image;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** An image file that is open. Of several pages or frames the first counts. */
abstract class ImageFile implements AutoCloseable {

  /** One byte of compressed data stands for at most about as many bytes of samples. */
  static final int ANY_RATIO = Integer.MAX_VALUE;

  final ImageInputStream stream;
  final ImageReader reader;
  private static final Map<String, ImageReaderSpi> PROVIDERS = new ConcurrentHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private ImageTypeSpecifier type;
  private Decoded whole;

  /**
   * @param reader is disposed of with this file
   */
  ImageFile(ImageInputStream stream, ImageReader reader) throws IOException {
    this.stream = stream;
    this.reader = reader;
    stream.seek(0);
    reader.setInput(stream, false, true);
    reader.addIIOReadWarningListener((source, complaint) -> complaints.add(complaint));
  }

  /** Height and width as stored. */
  Dimension size() throws IOException {
    return new Dimension(reader.getWidth(0), reader.getHeight(0));
  }

  /** How the stored pixels lie. */
  Orientation orientation() throws IOException {
    return Orientation.UPRIGHT;
  }

  /** Refuses a kind of its format that is not read. */
  void requireKnownKind() throws IOException {}

  /** Pages or frames of the image; previews of others do not count. */
  int pages() throws IOException {
    return reader.getNumImages(true);
  }

  /** Bytes of samples that a byte of the file can stand for at most. */
  int ratio() throws IOException {
    return ANY_RATIO;
  }

  /** Bits of all samples of a pixel. */
  int bitsPerPixel() throws IOException {
    return bitsOfBands().sum();
  }

  /** Bytes that a pixel takes as {@link Samples}, of floats where there are more than 8 bits. */
  int bytesOfSamples() throws IOException {
    boolean palette = type() != null && type().getColorModel() instanceof IndexColorModel;
    int channels = bitsOfBands().count() < 3 && !palette ? 1 : 3;
    return channels * (bitsOfBands().anyMatch(bits -> bits > 8) ? Float.BYTES : 1);
  }

  private IntStream bitsOfBands() throws IOException {
    ImageTypeSpecifier type = type();
    return type == null
        ? IntStream.of(8, 8, 8)
        : IntStream.range(0, type.getNumBands()).map(type::getBitsPerBand);
  }

  /** What the samples are, null where the decoder does not say; asked once, as it takes a while. */
  private ImageTypeSpecifier type() throws IOException {
    type = type == null ? reader.getRawImageType(0) : type;
    return type;
  }

  /** What is decoded at once: so many pixels, which a window should be made of. */
  Dimension tile() throws IOException {
    return new Dimension(1, 1);
  }

  /** Decodes some pixels of the image as it is stored, of most formats all, which are kept. */
  Decoded decode(Rectangle pixels) throws IOException {
    if (whole == null) {
      SizeLimits.checkMemory(this, size(), 0);
      whole = decode();
    }
    return whole.part(pixels);
  }

  /** Decodes the image as it is stored. */
  Decoded decode() throws IOException {
    return read(null);
  }

  /**
   * Decodes the image.
   *
   * @param type what its samples become; null for what the decoder chooses, which may convert them
   *     by a color profile
   */
  final Decoded read(ImageTypeSpecifier type) throws IOException {
    ImageReadParam param = reader.getDefaultReadParam();
    param.setDestinationType(type);
    return Decoded.of(reader.read(0, param));
  }

  /** What the decoder had to say of the data so far. */
  final List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    reader.dispose();
  }

  /** A decoder of TwelveMonkeys, also where plugins were looked for in other class loaders. */
  static <T extends ImageReaderSpi> ImageReader twelveMonkeys(Class<T> type, Supplier<T> provider)
      throws IOException {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    T registered = registry.getServiceProviderByClass(type);
    if (registered == null) {
      registered = provider.get();
      registry.registerServiceProvider(registered);
    }
    return registered.createReaderInstance();
  }

  /** Java's own decoder of a format: what other plugins are there makes no difference. */
  static ImageReader java(String format) throws IOException {
    // The registry locks and sorts all plugins at each question, which takes as long as a header.
    ImageReaderSpi provider = PROVIDERS.computeIfAbsent(format, ImageFile::javaProvider);
    if (provider == null) {
      throw new UnreadableException("this Java has no decoder of " + format);
    }
    return provider.createReaderInstance();
  }

  private static ImageReaderSpi javaProvider(String format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReaderSpi provider = readers.next().getOriginatingProvider();
      if (provider.getClass().getName().startsWith("com.sun.imageio.")) {
        return provider;
      }
    }
    return null;
  }
}
