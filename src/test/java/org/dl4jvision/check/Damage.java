package org.dl4jvision.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.dl4jvision.io.DataFault;

/**
 * Changes sound files at random, and checks what a reader makes of them: an answer, or a refusal in
 * one line, soon. Other damage by {@code -Ddamage.seed=...}, since that of a build must not change
 * from run to run; so many times as much by {@code -Ddamage.times=...}.
 */
public final class Damage {

  private static final long SEED = Long.getLong("damage.seed", 1);
  private static final int TIMES = Integer.getInteger("damage.times", 1);
  private static final double MOST_SECONDS = 20;

  /** Headers are there. */
  private static final int BEGINNING = 64;

  private static final int[] WORDS = {
    0, 1, 8, 16, 255, 65_535, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE, -1
  };

  private static final Pattern VALUE = Pattern.compile("-?[0-9][0-9.]*|\"[^\"\n]*\"|>[^<\n]+<");

  private static final List<String> VALUES =
      List.of(
          "0",
          "-1",
          "0.5",
          "1e9",
          "1e999",
          "-1e999",
          "NaN",
          "null",
          "true",
          "2147483648",
          "99999999999999999999",
          "\"\"",
          "\"\u0000\u001b[31m\"",
          "\"../../etc/passwd\"",
          "[]",
          "{}",
          "[[[]]]",
          "<a/>",
          "><",
          "&amp;",
          ",",
          ":",
          "\n",
          "\"",
          "x".repeat(300),
          "[".repeat(3000),
          "9".repeat(3000));

  private final String subject;
  private final Random random;
  private int file;

  /**
   * @param subject what is damaged, for messages; each has its own damage
   */
  public Damage(String subject) {
    this.subject = subject;
    random = new Random(SEED * 31 + subject.hashCode());
  }

  /** How many files to damage. */
  public static int files(int usually) {
    return usually * TIMES;
  }

  /** A file of which bytes are changed or missing. */
  public byte[] bytes(byte[] sound) {
    file++;
    byte[] bytes = sound.clone();
    if (bytes.length < 8 || random.nextInt(4) == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int reach = random.nextBoolean() ? Math.min(BEGINNING, bytes.length) : bytes.length;
      int at = random.nextInt(reach);
      if (random.nextInt(3) > 0) {
        bytes[at] = (byte) random.nextInt(256);
      } else {
        int word = WORDS[random.nextInt(WORDS.length)];
        int place = Math.min(at, bytes.length - Integer.BYTES);
        ByteBuffer.wrap(bytes).putInt(place, random.nextBoolean() ? word : Integer.reverse(word));
      }
    }
    return bytes;
  }

  /** A text of which values and places are others. */
  public String text(String sound) {
    file++;
    StringBuilder text = new StringBuilder(sound);
    for (int changes = 1 + random.nextInt(3); changes > 0 && text.length() > 0; changes--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + 1 + random.nextInt(40));
      switch (random.nextInt(8)) {
        case 0 -> text.setLength(at);
        case 1 -> text.delete(at, end);
        case 2 -> text.insert(at, text.substring(at, end));
        case 3 -> text.insert(at, any());
        case 4 -> text.setCharAt(at, (char) random.nextInt(256));
        default -> replaceValue(text);
      }
    }
    return text.toString();
  }

  private String any() {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  private void replaceValue(StringBuilder text) {
    List<MatchResult> values = VALUE.matcher(text).results().toList();
    if (!values.isEmpty()) {
      MatchResult value = values.get(random.nextInt(values.size()));
      boolean element = value.group().startsWith(">");
      text.replace(value.start(), value.end(), element ? ">" + any() + "<" : any());
    }
  }

  /** One of these. */
  public <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /**
   * Fails unless reading gives an answer, or a refusal in one line, within seconds.
   *
   * @param names what the line has
   */
  public void read(String names, Runnable reading) {
    String which = subject + ", file " + file + " of seed " + SEED;
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try {
      reading.run();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      String message = String.valueOf(e.getMessage());
      assertTrue(isForUsers(e), () -> which + ": " + e);
      assertTrue(message.contains(names), which + " is not named: " + message);
      assertEquals(1, message.lines().count(), which + ": " + message);
      assertFalse(message.contains("Exception"), which + ": " + message);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(which, e);
    }
    double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    assertTrue(seconds < MOST_SECONDS, which + " took " + seconds + " s");
  }

  private static boolean isForUsers(RuntimeException e) {
    return e.getClass() == IllegalArgumentException.class
        || e instanceof DataFault
        || e instanceof UncheckedIOException;
  }
}
