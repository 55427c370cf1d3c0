package org.dl4jvision.report;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.io.FileProblem;

/**
 * What TensorBoard shows of a run: the numbers of metrics.csv by epoch, and the overlays, in an
 * event file in the run folder. Records are only appended, as TensorBoard reads on where it was;
 * but what a killed process wrote of epochs that the run does not have, or not to its end, is cut
 * off first. Epochs and pictures that are there are not written again.
 */
public final class TensorBoardLog {

  private static final String PREFIX = "events.out.tfevents.";
  private static final String SUFFIX = ".dl4j-vision";
  private static final String OVERLAYS = "overlays/";

  private final Path file;
  private final double started;

  /**
   * The log of a run.
   *
   * @param folder of the run
   * @param started when it was, ISO 8601: times of epochs count from there
   */
  public TensorBoardLog(Path folder, String started) {
    long seconds = OffsetDateTime.parse(started).toEpochSecond();
    file = folder.resolve(PREFIX + seconds + SUFFIX);
    this.started = seconds;
  }

  /** Whether a file is such a log. */
  static boolean isLog(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  /** What a log has that is of a run's epochs. */
  private record Written(long end, long epoch, Set<EventRecord> pictures) {}

  /**
   * Makes the log one of these epochs.
   *
   * @throws org.dl4jvision.io.OutputException if it cannot be written
   */
  public void write(MetricsTable metrics) {
    double[] epochs = metrics.column(EpochMetrics.EPOCH);
    double[] times = times(metrics);
    append(
        (long) epochs[epochs.length - 1],
        written -> {
          List<byte[]> records = new ArrayList<>();
          for (int i = 0; i < epochs.length; i++) {
            if (epochs[i] > written.epoch()) {
              records.add(EventRecord.ofScalars(times[i], (long) epochs[i], row(metrics, i)));
            }
          }
          return records;
        });
  }

  /**
   * Adds the pictures in the folder of overlays, if it has any.
   *
   * @param metrics of all epochs
   * @param epoch of the model that they are of
   * @throws org.dl4jvision.io.OutputException if the log cannot be written
   */
  public void writePictures(MetricsTable metrics, int epoch) {
    double[] epochs = metrics.column(EpochMetrics.EPOCH);
    double[] times = times(metrics);
    List<Path> pictures = pictures(file.resolveSibling(OVERLAYS));
    append(
        (long) epochs[epochs.length - 1],
        written -> {
          List<byte[]> records = new ArrayList<>();
          for (Path picture : pictures) {
            String name = picture.getFileName().toString();
            String tag = OVERLAYS + name.substring(0, name.lastIndexOf('.'));
            if (!written.pictures().contains(new EventRecord(epoch, tag))) {
              byte[] png = Files.readAllBytes(picture);
              records.add(EventRecord.ofPicture(times[times.length - 1], epoch, tag, png));
            }
          }
          return records;
        });
  }

  private static List<Path> pictures(Path folder) {
    List<Path> pictures = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.png")) {
        files.forEach(pictures::add);
      } catch (IOException e) {
        throw FileProblem.cannot("read folder", folder, e);
      }
    }
    pictures.sort(null);
    return pictures;
  }

  /** The numbers of an epoch, without those that are none. */
  private static Map<String, Double> row(MetricsTable metrics, int row) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (int c = 0; c < metrics.columns().size(); c++) {
      String name = metrics.columns().get(c);
      double number = metrics.rows().get(row).get(c);
      if (!name.equals(EpochMetrics.EPOCH) && Double.isFinite(number)) {
        numbers.put(name, number);
      }
    }
    return numbers;
  }

  /** When epochs ended, in seconds since 1970, the time between two parts of a run left out. */
  private double[] times(MetricsTable metrics) {
    double[] seconds = metrics.column(EpochMetrics.SECONDS);
    double[] times = new double[seconds.length];
    double time = started;
    for (int i = 0; i < times.length; i++) {
      time += Double.isFinite(seconds[i]) ? seconds[i] : 0;
      times[i] = time;
    }
    return times;
  }

  private interface Records {
    List<byte[]> after(Written written) throws IOException;
  }

  private void append(long lastEpoch, Records records) {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "rw")) {
      Written written = read(log, lastEpoch);
      log.setLength(written.end());
      log.seek(written.end());
      if (written.end() == 0) {
        log.write(EventRecord.ofVersion(started));
      }
      for (byte[] record : records.after(written)) {
        log.write(record);
      }
    } catch (IOException e) {
      throw FileProblem.lost("write", file, e);
    }
  }

  /** Reads as far as records are whole and of epochs that the run has. */
  private static Written read(RandomAccessFile log, long lastEpoch) throws IOException {
    Set<EventRecord> pictures = new HashSet<>();
    long epoch = 0;
    long end = 0;
    Optional<EventRecord> next = next(log);
    while (next.isPresent() && next.get().step() <= lastEpoch) {
      end = log.getFilePointer();
      if (next.get().tag().startsWith(OVERLAYS)) {
        pictures.add(next.get());
      } else {
        epoch = Math.max(epoch, next.get().step());
      }
      next = next(log);
    }
    return new Written(end, epoch, pictures);
  }

  /** The record that begins here; empty where none does that is whole. */
  private static Optional<EventRecord> next(RandomAccessFile log) throws IOException {
    long left = log.length() - log.getFilePointer();
    if (left < EventRecord.HEAD + EventRecord.TAIL) {
      return Optional.empty();
    }
    byte[] head = new byte[EventRecord.HEAD];
    log.readFully(head);
    Optional<Long> length = EventRecord.length(head);
    if (length.isEmpty() || length.get() > left - head.length - EventRecord.TAIL) {
      return Optional.empty();
    }
    byte[] data = new byte[(int) (length.get() + EventRecord.TAIL)];
    log.readFully(data);
    return EventRecord.of(data);
  }
}
