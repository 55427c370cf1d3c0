package org.dl4jvision.data.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/**
 * Writes TIFF files of many tiles or strips, tile by tile: no library that is here writes tiles.
 * Samples have 8, 16 or 32 bits, or 1 where there is one a pixel.
 */
public final class TiledTiff {

  /** The number of a pixel's sample; of 32 bits, those of a float. */
  public interface Sample {
    int at(int y, int x, int channel);
  }

  private static final int NONE = 1;
  private static final int JPEG = 7;
  private static final int DEFLATE = 8;

  private final int height;
  private final int width;
  private final int samples;
  private final int bits;
  private final TreeMap<Integer, long[]> tags = new TreeMap<>();
  private boolean big;
  private boolean tiled;
  private boolean planar;
  private int compression = NONE;
  private int tileHeight;
  private int tileWidth;

  private TiledTiff(int height, int width, int samples, int bits) {
    this.height = height;
    this.width = width;
    this.samples = samples;
    this.bits = bits;
    long[] all = new long[samples];
    Arrays.fill(all, bits);
    tag(256, width).tag(257, height).tag(258, all).tag(277, samples);
    tag(262, samples < 3 ? 1 : 2);
    strips(height);
  }

  /** One strip without compression in a classic file. */
  public static TiledTiff of(int height, int width, int samples, int bits) {
    TiledTiff tiff = new TiledTiff(height, width, samples, bits);
    return bits == 32 ? tiff.tag(339, 3) : samples == 4 ? tiff.tag(338, 2) : tiff;
  }

  public TiledTiff big() {
    big = true;
    return this;
  }

  public TiledTiff strips(int rows) {
    tiled = false;
    tileHeight = rows;
    tileWidth = width;
    return tag(278, rows);
  }

  public TiledTiff tiles(int tileHeight, int tileWidth) {
    tiled = true;
    this.tileHeight = tileHeight;
    this.tileWidth = tileWidth;
    tags.remove(278);
    return tag(322, tileWidth).tag(323, tileHeight);
  }

  public TiledTiff planar() {
    planar = true;
    return tag(284, 2);
  }

  public TiledTiff deflate() {
    compression = DEFLATE;
    return this;
  }

  /** Gray of 8 bits. */
  public TiledTiff jpeg() {
    compression = JPEG;
    return this;
  }

  public TiledTiff tag(int tag, long... numbers) {
    tags.put(tag, numbers);
    return this;
  }

  /** The place of each tile, as it was written. */
  public List<Long> write(Path file, Sample sample) throws IOException {
    tag(259, compression);
    List<Long> offsets = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(0);
      out.write(new byte[16]);
      for (int plane = 0; plane < (planar ? samples : 1); plane++) {
        for (int top = 0; top < height; top += tileHeight) {
          for (int left = 0; left < width; left += tileWidth) {
            long start = out.getFilePointer();
            int rows = tiled ? tileHeight : Math.min(tileHeight, height - top);
            // A strip may be larger than arrays can be.
            int step = compression == NONE ? 1 : rows;
            for (int y = 0; y < rows; y += step) {
              out.write(tile(top + y, left, step, plane, sample));
            }
            offsets.add(start);
            lengths.add(out.getFilePointer() - start);
          }
        }
      }
      tag(tiled ? 324 : 273, offsets.stream().mapToLong(Long::longValue).toArray());
      tag(tiled ? 325 : 279, lengths.stream().mapToLong(Long::longValue).toArray());
      long directory = out.getFilePointer();
      out.write(directory(directory));
      ByteBuffer head = buffer(big ? 16 : 8).put("II".getBytes(StandardCharsets.US_ASCII));
      if (big) {
        head.putShort((short) 43).putShort((short) 8).putShort((short) 0).putLong(directory);
      } else {
        head.putShort((short) 42).putInt((int) directory);
      }
      out.seek(0);
      out.write(head.array());
    }
    return offsets;
  }

  private byte[] tile(int top, int left, int rows, int plane, Sample sample) throws IOException {
    int channels = planar ? 1 : samples;
    int rowBytes = (tileWidth * channels * bits + 7) / 8;
    ByteBuffer data = buffer(rows * rowBytes);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < tileWidth; x++) {
        for (int c = 0; c < channels; c++) {
          boolean inside = top + y < height && left + x < width;
          int value = inside ? sample.at(top + y, left + x, plane + c) : 77;
          switch (bits) {
            case 8 -> data.put((byte) value);
            case 16 -> data.putShort((short) value);
            case 32 -> data.putInt(value);
            default -> {
              int at = y * rowBytes + x / 8;
              data.put(at, (byte) (data.get(at) | (value & 1) << 7 - x % 8));
            }
          }
        }
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (compression == NONE) {
      return data.array();
    } else if (compression == JPEG) {
      BufferedImage image = new BufferedImage(tileWidth, rows, BufferedImage.TYPE_BYTE_GRAY);
      image.getRaster().setDataElements(0, 0, tileWidth, rows, data.array());
      ImageIO.write(image, "jpg", out);
    } else {
      try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
        deflater.write(data.array());
      }
    }
    return out.toByteArray();
  }

  private byte[] directory(long start) {
    int size = big ? 8 : 4;
    int length = (big ? 8 : 2) + tags.size() * (big ? 20 : 12) + size;
    ByteBuffer directory = buffer(length);
    ByteArrayOutputStream lists = new ByteArrayOutputStream();
    directory.put(big ? number(tags.size()) : buffer(2).putShort((short) tags.size()).array());
    tags.forEach(
        (tag, numbers) -> {
          directory.putShort((short) (int) tag).putShort((short) (big ? 16 : 4));
          directory.put(number(numbers.length));
          directory.put(number(numbers.length == 1 ? numbers[0] : start + length + lists.size()));
          for (int i = 0; numbers.length > 1 && i < numbers.length; i++) {
            lists.writeBytes(number(numbers[i]));
          }
        });
    directory.put(number(0));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(directory.array());
    all.writeBytes(lists.toByteArray());
    return all.toByteArray();
  }

  private byte[] number(long number) {
    return big ? buffer(8).putLong(number).array() : buffer(4).putInt((int) number).array();
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
