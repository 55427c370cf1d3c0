package org.dl4jvision.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProgressTest {

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  /** Waits for a line that differs from those before. */
  private String next(String last) {
    try {
      String line = lines.take();
      while (line.equals(last)) {
        line = lines.take();
      }
      return line;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Timeout(60)
  void tellsOfLongWorkHowFarItIs() {
    Duration moment = Duration.ofMillis(1);
    Progress progress = new Progress(lines::add, moment, moment);
    String last =
        progress.during(
            () -> {
              assertEquals("starting", next(""));
              progress.begin("listing files");
              assertEquals("listing files", next("starting"));
              progress.count();
              assertEquals("listing files: 1", next("listing files"));
              progress.begin("decoding images", 5);
              assertEquals("decoding images", next("listing files: 1"));
              progress.count();
              progress.count();
              String line = next("decoding images");
              return line.equals("decoding images: 1 of 5") ? next(line) : line;
            });
    assertEquals("decoding images: 2 of 5", last);
  }

  @Test
  void saysNothingOfShortWork() {
    Progress progress = new Progress(lines::add, Duration.ofHours(1), Duration.ofHours(1));
    assertEquals(7, progress.during(() -> 7));
    assertThrows(
        IllegalStateException.class,
        () ->
            progress.during(
                () -> {
                  throw new IllegalStateException();
                }));
    assertEquals(0, lines.size());
  }
}
