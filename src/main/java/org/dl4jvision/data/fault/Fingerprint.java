package org.dl4jvision.data.fault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Resampling;
import org.dl4jvision.io.FileProblem;

/**
 * What images that show the same have in common: the bytes of their files, or a small picture that
 * is as good as equal after another encoding or size. A difference hash (of 64 bits: whether a
 * pixel of 8x9 is darker than the next) finds the candidates, the small picture decides.
 *
 * @param bytes a digest of the file
 * @param hash the difference hash
 * @param picture {@link #SIDE} x {@link #SIDE} shades of gray
 */
@SuppressWarnings("ArrayRecordComponent")
record Fingerprint(Digest bytes, long hash, byte[] picture) {

  /** The side of the small picture. */
  static final int SIDE = 24;

  private static final int ROWS = 8;

  /** Candidates differ in at most so many of 64 bits; images of different things in about 32. */
  private static final int NEAR_BITS = 12;

  /** Small pictures of the same differ by at most this share of their contrast. */
  private static final double SAME = 0.05;

  /** The contrast, in shades, below which there is hardly more than noise to compare. */
  private static final double FLAT = 4;

  /** A half of a SHA-256, which no two different files share by accident. */
  record Digest(long first, long second) {}

  /** Of a file and its picture. */
  static Fingerprint of(Path file, GrayPicture picture) {
    float[] differences = shrunk(picture, ROWS, ROWS + 1);
    long hash = 0;
    for (int y = 0; y < ROWS; y++) {
      for (int x = 0; x < ROWS; x++) {
        int at = y * (ROWS + 1) + x;
        hash = hash << 1 | (differences[at] < differences[at + 1] ? 1 : 0);
      }
    }
    float[] small = shrunk(picture, SIDE, SIDE);
    byte[] shades = new byte[small.length];
    for (int i = 0; i < shades.length; i++) {
      shades[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, small[i])));
    }
    return new Fingerprint(digest(file), hash, shades);
  }

  private static float[] shrunk(GrayPicture picture, int rows, int columns) {
    ImageSize to = new ImageSize(rows, columns);
    return new Resampling(picture.size(), to).values(picture.gray(), 1, Region.of(to));
  }

  private static Digest digest(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] part = new byte[1 << 16];
      for (int count = stream.read(part); count >= 0; count = stream.read(part)) {
        sha.update(part, 0, count);
      }
      ByteBuffer sum = ByteBuffer.wrap(sha.digest());
      return new Digest(sum.getLong(), sum.getLong());
    } catch (IOException e) {
      throw FileProblem.cannot("read", file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** Whether both files have the same bytes. */
  boolean isCopyOf(Fingerprint other) {
    return bytes.equals(other.bytes);
  }

  /** Whether both images look the same, whatever their encoding and size. */
  boolean looksLike(Fingerprint other) {
    if (Long.bitCount(hash ^ other.hash) > NEAR_BITS) {
      return false;
    }
    double sum = 0;
    double squares = 0;
    double difference = 0;
    for (int i = 0; i < picture.length; i++) {
      int a = picture[i] & 0xff;
      int b = other.picture[i] & 0xff;
      sum += a;
      squares += a * a;
      difference += (a - b) * (a - b);
    }
    int count = picture.length;
    double contrast = Math.sqrt(Math.max(0, squares / count - sum / count * (sum / count)));
    return contrast > FLAT && Math.sqrt(difference / count) <= SAME * contrast;
  }
}
