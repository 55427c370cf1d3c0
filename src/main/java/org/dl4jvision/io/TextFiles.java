package org.dl4jvision.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Text that users wrote: UTF-8, or UTF-16 with a byte order mark. Text in any other encoding is
 * refused, with the encoding that it seems to be: letters are never guessed.
 */
public final class TextFiles {

  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] UTF_16_BIG = {(byte) 0xFE, (byte) 0xFF};
  private static final byte[] UTF_16_LITTLE = {(byte) 0xFF, (byte) 0xFE};

  private TextFiles() {}

  /**
   * The text of a file, without a byte order mark.
   *
   * @throws IllegalArgumentException if it cannot be read, or has another encoding
   */
  public static String text(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + FileProblem.reason(e), e);
    }
    return text(file, bytes);
  }

  /** The text of a file that was read already. */
  static String text(Path file, byte[] bytes) {
    if (startsWith(bytes, UTF_16_BIG) || startsWith(bytes, UTF_16_LITTLE)) {
      return decode(file, bytes, 0, StandardCharsets.UTF_16);
    }
    return decode(
        file, bytes, startsWith(bytes, UTF_8_MARK) ? UTF_8_MARK.length : 0, StandardCharsets.UTF_8);
  }

  /**
   * The lines of a file that are not blank, without space around them. A line that begins with # is
   * a line as any other: file names and classes may begin so.
   *
   * @throws IllegalArgumentException as {@link #text}
   */
  public static List<String> lines(Path file) {
    return text(file).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /**
   * The {@link #lines} of a file that are no comments (#), for formats that have such.
   *
   * @throws IllegalArgumentException as {@link #text}
   */
  public static List<String> uncommentedLines(Path file) {
    return lines(file).stream().filter(line -> !line.startsWith("#")).toList();
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  private static String decode(Path file, byte[] bytes, int start, Charset charset) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, start, bytes.length - start);
    String text;
    try {
      text = charset.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          file
              + ": line "
              + lineOf(bytes, start + buffer.position())
              + " is not "
              + charset
              + " text, the file seems to be "
              + encodingOf(bytes)
              + ": save it as UTF-8",
          e);
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          file + ": has zero bytes, so it is no text, or UTF-16 without a mark: save it as UTF-8");
    }
    return text;
  }

  private static long lineOf(byte[] bytes, int position) {
    String before = new String(bytes, 0, position, StandardCharsets.ISO_8859_1);
    return before.chars().filter(c -> c == '\n').count() + 1;
  }

  /** Letters of two bytes make even numbers of bytes beyond ASCII, others mostly do not. */
  private static String encodingOf(byte[] bytes) {
    int even = 0;
    int odd = 0;
    int run = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i < bytes.length && bytes[i] < 0) {
        run++;
      } else if (run > 0) {
        even += run % 2 == 0 ? 1 : 0;
        odd += run % 2;
        run = 0;
      }
    }
    return 2 * odd > even
        ? "of one byte a letter, such as Latin-1 (Windows-1252)"
        : "of two bytes a letter, such as GBK, Big5, EUC-KR or Shift JIS";
  }
}
