package org.dl4jvision.data.format;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.Progress;

/**
 * All files and folders of a tree, in order of their paths.
 *
 * @param folders with the root
 * @param notes what could not be listed, a line each
 */
record FolderWalk(List<Path> files, List<Path> folders, List<String> notes) {

  static FolderWalk of(Path root, Progress progress) {
    progress.begin("listing files");
    try {
      Visitor visitor = new Visitor(root, progress);
      Files.walkFileTree(
          root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
      return new FolderWalk(
          visitor.files.stream().sorted().toList(),
          visitor.folders.stream().sorted().toList(),
          List.copyOf(visitor.notes));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot list the folder " + root + ": " + FileProblem.reason(e), e);
    }
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    final List<Path> files = new ArrayList<>();
    final List<Path> folders = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    private final Path root;
    private final Path home;
    private final Progress progress;
    private final Set<Path> linked = new HashSet<>();

    Visitor(Path root, Progress progress) throws IOException {
      this.root = root;
      this.progress = progress;
      home = root.toRealPath();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (!folder.equals(root) && (hidden(folder) || leadsNowhereNew(folder))) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      folders.add(folder);
      return FileVisitResult.CONTINUE;
    }

    /** A link into the folder, or to one that holds it, or to one that was linked already. */
    private boolean leadsNowhereNew(Path folder) throws IOException {
      if (!Files.isSymbolicLink(folder)) {
        return false;
      }
      Path target = folder.toRealPath();
      return target.startsWith(home) || home.startsWith(target) || !linked.add(target);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink() && !hidden(file)) {
        notes.add(file + " is a link that leads nowhere and is left out");
      }
      if (attributes.isRegularFile() && !hidden(file)) {
        files.add(file);
        progress.count();
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(root)) {
        throw e;
      }
      if (!hidden(file) && !(e instanceof FileSystemLoopException)) {
        notes.add(file + " cannot be read and is left out: " + FileProblem.reason(e));
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean hidden(Path file) {
      return file.getFileName().toString().startsWith(".");
    }
  }
}
