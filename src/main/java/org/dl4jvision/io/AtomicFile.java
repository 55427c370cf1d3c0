package org.dl4jvision.io;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes files that are either complete or not there: into a temporary file beside the target,
 * which then replaces it. A process that dies while writing leaves the old file untouched.
 */
public final class AtomicFile {

  /** Bytes of a file's name on usual systems. */
  private static final int LONGEST_NAME = 255;

  /** The temporary files of this process that are being written. */
  private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

  private static volatile boolean ending;

  private AtomicFile() {}

  /** Writes a file at the path it is given. */
  @FunctionalInterface
  public interface PathWriter {
    void write(Path file) throws IOException;
  }

  /**
   * Creates or replaces {@code target}, and its parent folders where missing.
   *
   * @param writer is given the path of the temporary file
   * @throws OutputException if writing fails; the target is then as it was
   */
  public static void write(Path target, PathWriter writer) {
    Path named = target.toAbsolutePath();
    if (Files.exists(named) && !Files.isRegularFile(named) && !Files.isDirectory(named)) {
      throw FileProblem.lost("write", target, new IOException("it is no ordinary file"));
    }
    try {
      // Of a link the file that it leads to is replaced.
      Path file = Files.isRegularFile(named) ? named.toRealPath() : named;
      Path temporary = temporary(file);
      Files.createDirectories(file.getParent());
      UNFINISHED.add(temporary);
      pauseIfEnding();
      try {
        writer.write(temporary);
        move(temporary, file);
      } finally {
        Files.deleteIfExists(temporary);
        UNFINISHED.remove(temporary);
      }
    } catch (IOException e) {
      pauseIfEnding();
      throw FileProblem.lost("write", target, e);
    } catch (UncheckedIOException e) {
      boolean told = !e.getMessage().equals(e.getCause().toString());
      throw told ? e : FileProblem.lost("write", target, e.getCause());
    }
  }

  /** Beside the file, with a name that is no longer than names may be where the file's own is. */
  private static Path temporary(Path file) {
    String name = file.getFileName().toString();
    boolean fits = name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME - "..tmp".length();
    return file.resolveSibling("." + (fits ? name : Integer.toHexString(name.hashCode())) + ".tmp");
  }

  /**
   * Deletes a file if it is there.
   *
   * @throws OutputException if that fails
   */
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileProblem.lost("delete", file, e);
    }
  }

  /**
   * Like {@link #write}, and no loss of power takes away what was written: the content is on the
   * disk before the file has its name, and the name before this returns.
   *
   * @throws OutputException if writing fails; the target is then as it was
   */
  public static void writeDurably(Path target, PathWriter writer) {
    write(
        target,
        temporary -> {
          writer.write(temporary);
          try (FileChannel content = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            content.force(true);
          }
        });
    try (FileChannel names = FileChannel.open(target.toAbsolutePath().getParent())) {
      names.force(true);
    } catch (IOException e) {
      // Windows opens no folders; it writes names on its own.
    }
  }

  /** Writes a text as UTF-8. */
  public static void writeText(Path target, String text) {
    write(target, file -> Files.writeString(file, text));
  }

  /**
   * Deletes what is written at this moment, as the process ends: for those who are told that it
   * does, and do not wait for the writing. Nothing is written from now on: who writes waits for the
   * end.
   */
  public static void deleteUnfinished() {
    ending = true;
    for (Path temporary : UNFINISHED) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        // It stays: the process ends, and there is nobody to tell.
      }
    }
  }

  private static void pauseIfEnding() {
    while (ending) {
      LockSupport.park();
    }
  }

  /** Writes an image as PNG. */
  public static void writePng(Path target, BufferedImage image) {
    write(
        target,
        file -> {
          // ImageIO prints the stack trace of a file that it cannot open itself.
          try (OutputStream out = Files.newOutputStream(file);
              ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(image, "png", stream)) {
              throw new IOException("no PNG writer for " + image);
            }
          }
        });
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
