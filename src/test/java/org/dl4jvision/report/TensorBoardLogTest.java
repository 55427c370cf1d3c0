package org.dl4jvision.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dl4jvision.data.TinyData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardLogTest {

  private static final String STARTED = "2026-01-02T03:04:05Z";
  private static final long SECONDS = 1_767_323_045L;

  @TempDir private Path run;

  private final MetricsTable metrics =
      new MetricsTable(
          List.of("epoch", "trainLoss", "dice_cat", "seconds"),
          List.of(
              List.of(1.0, 0.5, Double.NaN, 2.0),
              List.of(2.0, 0.25, 0.75, 3.0),
              List.of(3.0, 0.125, 0.875, 300.0)));

  private TensorBoardLog log() {
    return new TensorBoardLog(run, STARTED);
  }

  private MetricsTable epochs(int last) {
    return metrics.upTo("epoch", last);
  }

  private byte[] bytes() throws IOException {
    return Files.readAllBytes(EventFile.in(run));
  }

  @Test
  void numbersAreThoseOfTheTable() throws IOException {
    log().write(metrics);
    List<EventFile.Event> events = EventFile.read(EventFile.in(run));
    assertEquals(4, events.size());
    assertEquals("brain.Event:2", events.get(0).version());
    assertEquals(SECONDS, events.get(0).time());
    assertEquals(List.of(1L, 2L, 3L), events.stream().skip(1).map(EventFile.Event::step).toList());
    assertEquals(Map.of("trainLoss", 0.5f, "seconds", 2f), events.get(1).scalars());
    assertEquals(
        Map.of("trainLoss", 0.125f, "dice_cat", 0.875f, "seconds", 300f), events.get(3).scalars());
    assertEquals(SECONDS + 305.0, events.get(3).time());
  }

  /** The bytes of a record, as TensorFlow 2.15's SummaryWriter would write them, by hand. */
  @Test
  void theFirstRecordIsThatOfTheDefinition() throws IOException {
    log().write(epochs(1));
    byte[] all = bytes();
    // 24 bytes of data: key and time, key, length and text of the version.
    assertArrayEquals(new byte[] {24, 0, 0, 0, 0, 0, 0, 0}, Arrays.copyOf(all, 8));
    assertEquals(9, all[12]);
    assertEquals(26, all[21]);
    assertEquals(13, all[22]);
    assertEquals("brain.Event:2", new String(all, 23, 13, StandardCharsets.UTF_8));
  }

  @Test
  void epochsAreAppended() throws IOException {
    log().write(epochs(1));
    byte[] first = bytes();
    log().write(epochs(2));
    log().write(epochs(2));
    log().write(metrics);
    byte[] all = bytes();
    assertArrayEquals(first, Arrays.copyOf(all, first.length));
    Files.delete(EventFile.in(run));
    log().write(metrics);
    assertArrayEquals(bytes(), all);
  }

  /** At whatever byte a process was killed, the next makes the same file of it. */
  @Test
  void whatWasCutOffIsWrittenAnew() throws IOException {
    log().write(metrics);
    byte[] all = bytes();
    Path file = EventFile.in(run);
    for (int length = 0; length <= all.length; length++) {
      Files.write(file, Arrays.copyOf(all, length));
      log().write(metrics);
      assertArrayEquals(all, bytes(), "cut off at " + length);
    }
  }

  @Test
  void damagedRecordsAreWrittenAnew() throws IOException {
    log().write(metrics);
    byte[] all = bytes();
    Path file = EventFile.in(run);
    for (int at = 0; at < all.length; at++) {
      byte[] damaged = all.clone();
      damaged[at] ^= 4;
      Files.write(file, damaged);
      log().write(metrics);
      assertArrayEquals(all, bytes(), "damaged at " + at);
    }
  }

  @Test
  void epochsThatTheRunDoesNotHaveAreCutOff() throws IOException {
    log().write(epochs(2));
    byte[] two = bytes();
    log().write(metrics);
    log().write(epochs(2));
    assertArrayEquals(two, bytes());
  }

  @Test
  void picturesAreThoseOfTheOverlaysOnce() throws IOException {
    Files.createDirectories(run.resolve("overlays"));
    TinyData.writePng(run.resolve("overlays/a_1.png"), new int[6], 3, 2);
    log().write(epochs(2));
    log().writePictures(epochs(2), 1);
    log().writePictures(epochs(2), 1);
    log().write(metrics);
    log().writePictures(metrics, 3);
    List<EventFile.Event> pictures =
        EventFile.read(EventFile.in(run)).stream()
            .filter(event -> !event.pictures().isEmpty())
            .toList();
    assertEquals(List.of(1L, 3L), pictures.stream().map(EventFile.Event::step).toList());
    assertArrayEquals(
        Files.readAllBytes(run.resolve("overlays/a_1.png")),
        pictures.get(0).pictures().get("overlays/a_1"));
  }

  @Test
  void nothingElseIsTakenForALog() throws IOException {
    Path other = run.resolve("events.out.tfevents.1.host");
    Files.writeString(other, "another's", StandardOpenOption.CREATE);
    assertFalse(TensorBoardLog.isLog(other));
    log().write(metrics);
    assertEquals("another's", Files.readString(other));
  }
}
