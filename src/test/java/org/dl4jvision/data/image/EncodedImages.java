package org.dl4jvision.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
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
    ImageWriter writer = writer(image, format);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(image);
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
