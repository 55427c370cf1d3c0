package org.dl4jvision.data.export;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Notes;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.Parallel;

/**
 * Writes a data set into a folder, image by image. What concerns all images is written last, by
 * {@link #finish}: a folder without it does not look whole. Not thread-safe.
 */
public final class Export implements AutoCloseable {

  /** Images that are in memory at a time. */
  private static final int CHUNK = 64;

  private final DatasetWriter writer;
  private final Output output;
  private final UniqueNames uniqueNames = new UniqueNames();
  private final Notes notes = new Notes();
  private final Map<Split, List<String>> names = new EnumMap<>(Split.class);

  private Export(DatasetWriter writer, Output output) {
    this.writer = writer;
    this.output = output;
  }

  /**
   * Refuses a folder in which there is something: nothing is overwritten.
   *
   * @param option by which the user named it
   */
  public static void requireEmpty(String option, Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(option + " " + folder + " is a file, must be a folder");
    }
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        if (entries.iterator().hasNext()) {
          throw new IllegalArgumentException(
              option + " " + folder + " is not empty; name a folder that is new or empty");
        }
      } catch (IOException e) {
        throw FileProblem.cannot("list", folder, e);
      }
    }
  }

  /**
   * Begins to write into a folder.
   *
   * @param folder that is new or empty
   * @throws IllegalArgumentException if there is something in the folder
   */
  public static Export open(DatasetWriter writer, Classes classes, Path folder) {
    requireEmpty("folder", folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw FileProblem.lost("write", folder, e);
    }
    return new Export(writer, writer.open(folder, classes));
  }

  /**
   * Writes images, on all cores.
   *
   * @param progress is told how many of them are written
   * @throws IllegalArgumentException naming the first file at fault
   */
  public void add(List<LabeledImage> images, IntConsumer progress) {
    for (int from = 0; from < images.size(); from += CHUNK) {
      List<LabeledImage> chunk = new ArrayList<>();
      for (LabeledImage image : images.subList(from, Math.min(images.size(), from + CHUNK))) {
        chunk.add(uniqueNames.of(image, notes));
      }
      List<Notes> ofImages = chunk.stream().map(image -> new Notes()).toList();
      List<Runnable> left =
          Parallel.map(chunk.size(), i -> output.write(chunk.get(i), ofImages.get(i)));
      for (int i = 0; i < chunk.size(); i++) {
        left.get(i).run();
        notes.addAll(ofImages.get(i));
        LabeledImage image = chunk.get(i);
        if (image.split().isEmpty() && writer.dividesAll()) {
          notes.add(
              "%d images are of no split and are written as training images, the first is %s",
              image.file());
        }
        names.computeIfAbsent(image.statedOrTrain(), split -> new ArrayList<>()).add(image.name());
      }
      progress.accept(from + chunk.size());
    }
  }

  /**
   * Writes what concerns all images.
   *
   * @return what the layout could not say, a line each
   */
  public List<String> finish() {
    output.finish(names);
    return notes.lines();
  }

  @Override
  public void close() {
    output.close();
  }

  /** Copies an image byte for byte. */
  static void copyImage(LabeledImage image, Path folder) {
    AtomicFile.write(folder.resolve(image.fileName()), file -> Files.copy(image.file(), file));
  }
}
