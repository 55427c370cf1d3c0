package org.dl4jvision.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.FolderLock;
import org.dl4jvision.io.OutputException;

/** What a folder holds that a run is to be written to, and what is deleted of it before. */
record RunFiles(RunFolder run) {

  private static final List<String> PICTURES = List.of("curves", "overlays");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /** See {@link RunFolder#createNew}. */
  static Path newPath(Path parent, String kind) {
    String name = kind + "-" + LocalDateTime.now().format(TIME);
    Path path = parent.resolve(name);
    for (int i = 2; Files.exists(path); i++) {
      path = parent.resolve(name + "-" + i);
    }
    return path;
  }

  /**
   * Refuses a folder that is not what is wanted.
   *
   * @throws IllegalArgumentException saying what it is
   */
  void check(RunFolder.Existing existing) {
    Path path = run.path();
    boolean is = run.isRun();
    try {
      boolean anew = !Files.exists(path) || holdsOnlyStart();
      if (existing == RunFolder.Existing.RESUME && anew && !is) {
        throw new IllegalArgumentException("folder " + path + ": there is no run to resume");
      }
      if (!anew && !is) {
        throw new IllegalArgumentException(
            "folder "
                + path
                + ": is not empty and not a run folder (no "
                + run.configurationFile().getFileName()
                + ")");
      }
      if (existing == RunFolder.Existing.REFUSE && is && run.hasEpoch()) {
        throw new IllegalArgumentException(
            "folder " + path + ": holds a run already; resume it, overwrite it or name another");
      }
      requireWritable();
    } catch (NotDirectoryException e) {
      throw new IllegalArgumentException("folder " + path + ": is a file", e);
    } catch (IOException e) {
      throw FileProblem.cannot("read folder", path, e);
    }
  }

  /** Refuses now what would fail only when an epoch is to be written. */
  private void requireWritable() {
    Path there = run.path().toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw unwritable(new NotDirectoryException(there.toString()));
    }
    if (!Files.isWritable(there)) {
      throw unwritable(new AccessDeniedException(there.toString()));
    }
  }

  private OutputException unwritable(IOException why) {
    boolean exists = Files.exists(run.path());
    return FileProblem.lost(exists ? "write to folder" : "create folder", run.path(), why);
  }

  /** Whether there is no more than what a run may leave that is killed at its start. */
  private boolean holdsOnlyStart() throws IOException {
    Set<Path> start = new HashSet<>();
    start.addAll(List.of(run.configurationFile(), run.modelFile(), run.summaryFile()));
    start.addAll(ReportFiles.reports(run.path()));
    PICTURES.forEach(folder -> start.add(run.path().resolve(folder)));
    try (Stream<Path> files = Files.list(run.path())) {
      return files.allMatch(file -> start.contains(file) || isLock(file) || isUnfinished(file));
    }
  }

  private static boolean isLock(Path file) {
    return file.getFileName().toString().equals(FolderLock.FILE);
  }

  /** Whether a process is writing this file, or was when it was killed. */
  private static boolean isUnfinished(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && file.getFileName().toString().matches("\\..*\\.tmp");
  }

  /** Makes the folder one that a run can be written to. */
  void prepare(RunFolder.Existing existing) {
    check(existing);
    if (existing == RunFolder.Existing.OVERWRITE) {
      deleteRun();
    }
    deleteUnfinished();
  }

  /** Deletes files that a killed process was writing. */
  private void deleteUnfinished() {
    delete(run.path(), RunFiles::isUnfinished);
    PICTURES.forEach(folder -> delete(run.path().resolve(folder), RunFiles::isUnfinished));
  }

  /** Deletes only what a run writes, the configuration last: until then it remains a run. */
  private void deleteRun() {
    for (String folder : PICTURES) {
      delete(run.path().resolve(folder), file -> file.toString().endsWith(".png"));
    }
    delete(run.path(), TensorBoardLog::isLog);
    ReportFiles.reports(run.path()).forEach(AtomicFile::delete);
    ReportFiles.judgements(run.path()).forEach(AtomicFile::delete);
    List.of(
            run.lastModel(),
            run.bestModel(),
            run.trainedModel(),
            run.metricsFile(),
            TunedFile.file(run),
            GradientTable.file(run),
            run.summaryFile(),
            run.modelFile(),
            run.configurationFile())
        .forEach(AtomicFile::delete);
  }

  private static void delete(Path folder, DirectoryStream.Filter<Path> filter) {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, filter)) {
        files.forEach(AtomicFile::delete);
      } catch (IOException e) {
        throw FileProblem.cannot("read folder", folder, e);
      }
    }
  }
}
