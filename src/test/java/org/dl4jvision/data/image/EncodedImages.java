package org.dl4jvision.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Files of images, as bytes. */
public final class EncodedImages {

  /** WebP without losses, 2x3, gray: 40, 80, 120; 160, 200, 240. Made with Pillow. */
  static final byte[] WEBP =
      Base64.getDecoder().decode("UklGRhwAAABXRUJQVlA4TBAAAAAvAkAAAE1kRP8DR8GLiEAA");

  private static final int WEBP_HEAD = 12;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  private EncodedImages() {}

  /** Encodes by Java's own encoder. */
  public static byte[] encode(BufferedImage image, String format) {
    return encode(image, format, param -> {});
  }

  private static byte[] encode(
      BufferedImage image, String format, Consumer<ImageWriteParam> options) {
    ImageWriter writer = writer(image, format);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(stream);
      ImageWriteParam param = writer.getDefaultWriteParam();
      options.accept(param);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static ImageWriter writer(BufferedImage image, String format) {
    Iterator<ImageWriter> all =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format);
    while (all.hasNext()) {
      ImageWriter writer = all.next();
      if (writer.getClass().getName().startsWith("com.sun.")) {
        return writer;
      }
    }
    throw new AssertionError("cannot write " + format);
  }

  /** A gray image, row by row. */
  public static BufferedImage gray(int width, int... values) {
    BufferedImage image =
        new BufferedImage(width, values.length / width, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setPixels(0, 0, width, values.length / width, values);
    return image;
  }

  /** A color image, row by row. */
  static BufferedImage rgb(int width, int... colors) {
    return colors(BufferedImage.TYPE_INT_RGB, width, colors);
  }

  /** A color image with alpha, row by row. */
  static BufferedImage argb(int width, int... colors) {
    return colors(BufferedImage.TYPE_INT_ARGB, width, colors);
  }

  private static BufferedImage colors(int type, int width, int... colors) {
    int height = colors.length / width;
    BufferedImage image = new BufferedImage(width, height, type);
    image.setRGB(0, 0, width, height, colors, 0, width);
    return image;
  }

  /** One row of 1 bit: 1 is white. */
  static BufferedImage bits(int width, int... values) {
    return row(new BufferedImage(width, 1, BufferedImage.TYPE_BYTE_BINARY), values);
  }

  /** One row of indices into white and black. */
  static BufferedImage whiteFirst(int width, int... indices) {
    byte[] gray = {-1, 0};
    IndexColorModel palette = new IndexColorModel(1, 2, gray, gray, gray);
    return row(new BufferedImage(width, 1, BufferedImage.TYPE_BYTE_BINARY, palette), indices);
  }

  /** One row of indices into 102030, ff0000, 00ff00 and 0000ff. */
  static BufferedImage palette(int width, int... indices) {
    int[] colors = {0x102030, 0xff0000, 0x00ff00, 0x0000ff};
    IndexColorModel palette = new IndexColorModel(2, 4, colors, 0, false, -1, DataBuffer.TYPE_BYTE);
    return row(new BufferedImage(width, 1, BufferedImage.TYPE_BYTE_INDEXED, palette), indices);
  }

  private static BufferedImage row(BufferedImage image, int... values) {
    image.getRaster().setSamples(0, 0, values.length, 1, 0, values);
    return image;
  }

  /** How TIFF files are compressed. */
  enum Compression {
    NONE(null),
    PACK_BITS("PackBits"),
    LZW("LZW"),
    DEFLATE("Deflate"),
    FAX("CCITT T.6");

    private final String type;

    Compression(String type) {
      this.type = type;
    }
  }

  static byte[] tiff(BufferedImage image, Compression compression) {
    return encode(
        image,
        "tif",
        param -> {
          if (compression.type != null) {
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression.type);
          }
        });
  }

  static byte[] progressive(BufferedImage image) {
    return encode(image, "jpg", param -> param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT));
  }

  /**
   * A GIF file whose first frame lies on a canvas.
   *
   * @param transparent index of the transparent color, -1 for none
   */
  static byte[] gif(
      BufferedImage frame, int width, int height, int left, int top, int transparent) {
    byte[] file = encode(frame, "gif");
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putShort(6, (short) width).putShort(8, (short) height);
    int colors = 3 << (file[10] & 7) + 1;
    int at = 13 + colors;
    while (file[at] == 0x21) {
      at += file[at + 2] + 4;
    }
    buffer.putShort(at + 1, (short) left).putShort(at + 3, (short) top);
    if (transparent < 0) {
      return file;
    }
    return ByteBuffer.allocate(file.length + 8)
        .put(file, 0, at)
        .put(new byte[] {0x21, (byte) 0xf9, 4, 1, 0, 0, (byte) transparent, 0})
        .put(file, at, file.length - at)
        .array();
  }

  /** Every pixel as a square. */
  static BufferedImage enlarged(BufferedImage image, int side) {
    BufferedImage large =
        new BufferedImage(side * image.getWidth(), side * image.getHeight(), image.getType());
    for (int y = 0; y < large.getHeight(); y++) {
      for (int x = 0; x < large.getWidth(); x++) {
        large
            .getRaster()
            .setPixel(x, y, image.getRaster().getPixel(x / side, y / side, (int[]) null));
      }
    }
    return large;
  }

  /** EXIF data that state an orientation and nothing else. */
  public static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 274)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  /** Inserts EXIF data behind the first two bytes of a JPEG file. */
  public static byte[] withExif(byte[] jpeg, byte[] exif) {
    int length = 2 + EXIF.length + exif.length;
    return ByteBuffer.allocate(jpeg.length + 2 + length)
        .put(jpeg, 0, 2)
        .putShort((short) 0xffe1)
        .putShort((short) length)
        .put(EXIF)
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** Inserts a chunk in front of the first of another type. */
  static byte[] withChunk(byte[] png, String before, String type, byte[] data) {
    byte[] body =
        ByteBuffer.allocate(4 + data.length)
            .put(type.getBytes(StandardCharsets.US_ASCII))
            .put(data)
            .array();
    CRC32 check = new CRC32();
    check.update(body);
    int at = new String(png, StandardCharsets.ISO_8859_1).indexOf(before) - 4;
    return ByteBuffer.allocate(png.length + 8 + body.length)
        .put(png, 0, at)
        .putInt(data.length)
        .put(body)
        .putInt((int) check.getValue())
        .put(png, at, png.length - at)
        .array();
  }

  /** Puts a simple WebP file of this size in an extended one with EXIF data. */
  static byte[] webpWithExif(byte[] webp, int height, int width, byte[] exif) {
    byte[] image = Arrays.copyOfRange(webp, WEBP_HEAD, webp.length);
    ByteBuffer file =
        ByteBuffer.allocate(WEBP_HEAD + 18 + image.length + 8 + exif.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
    file.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(8);
    file.put((byte) (width - 1)).putShort((short) 0);
    file.put((byte) (height - 1)).putShort((short) 0);
    file.put(image);
    file.put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(exif.length).put(exif);
    return file.array();
  }
}
