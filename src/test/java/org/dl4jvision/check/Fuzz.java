package org.dl4jvision.check;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tests by random inputs, hostile ones among them: whatever an input is, it is answered, or refused
 * in a clear line, in bounded time and memory. {@code -Djqwik.tries.default=100000} tries more.
 */
public final class Fuzz {

  /** Far more than any answer takes, also on a busy machine. */
  private static final int SECONDS = 30;

  private static final long BYTES = 500L << 20;

  /** The names of all losses are part of some messages. */
  private static final int LONGEST_MESSAGE = 2500;

  private static final List<String> INSERTIONS =
      List.of(
          "\0",
          " ",
          "\n",
          "\t",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "\"",
          "'",
          ",",
          ":",
          "=",
          "*",
          "+",
          "-",
          "#",
          "&a ",
          "*a",
          "!!int ",
          "%",
          "|",
          ">",
          "?",
          "--- ",
          "\\",
          "\\u0000",
          "\u00e4",
          "\ud83d\ude00",
          "\ud800",
          "0",
          "9",
          "1e400",
          "-1e308",
          "1e-320",
          "NaN",
          "Infinity",
          "null",
          "true",
          "none",
          "e",
          ".");

  private static final ExecutorService WORKER =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "fuzz");
            thread.setDaemon(true);
            return thread;
          });

  private Fuzz() {}

  /**
   * The answer to an input, empty where it was refused in one line by an IllegalArgumentException.
   * Everything else fails.
   */
  public static <T> Optional<T> answer(Callable<T> work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try {
      return WORKER
          .submit(
              () -> {
                long before = threads.getCurrentThreadAllocatedBytes();
                Optional<T> answer = answerOrRefusal(work);
                long bytes = threads.getCurrentThreadAllocatedBytes() - before;
                assertTrue(bytes < BYTES, () -> bytes + " bytes allocated");
                return answer;
              })
          .get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().toString(), e.getCause());
    } catch (TimeoutException e) {
      return fail("no answer within " + SECONDS + " seconds");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> Optional<T> answerOrRefusal(Callable<T> work) throws Exception {
    try {
      return Optional.of(work.call());
    } catch (IllegalArgumentException e) {
      assertTrue(e.getClass() == IllegalArgumentException.class, () -> "not meant for users: " + e);
      requireClear(e.getMessage());
      return Optional.empty();
    }
  }

  /** Fails for a message that is none, or not in one line of a length that can be read. */
  public static void requireClear(String message) {
    assertFalse(message == null || message.isBlank(), "no message");
    assertTrue(message.length() <= LONGEST_MESSAGE, () -> "too long: " + message);
    assertTrue(message.chars().noneMatch(Character::isISOControl), () -> "control: " + message);
    assertFalse(message.contains("Exception"), message);
  }

  /** A text with some characters taken out, put in, changed or repeated many times. */
  public static String mutated(String text, Random random) {
    StringBuilder result = new StringBuilder(text);
    for (int changes = random.nextInt(4); changes > 0 && result.length() > 0; changes--) {
      int at = random.nextInt(result.length());
      int end = Math.min(result.length(), at + 1 + random.nextInt(6));
      switch (random.nextInt(5)) {
        case 0 -> result.delete(at, end);
        case 1 -> result.insert(at, any(INSERTIONS, random));
        case 2 -> result.setCharAt(at, (char) random.nextInt(128));
        case 3 -> result.insert(at, result.substring(at, end).repeat(1 << random.nextInt(12)));
        default -> result.setLength(at);
      }
    }
    return result.toString();
  }

  /** One of some values. */
  public static <T> T any(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }
}
