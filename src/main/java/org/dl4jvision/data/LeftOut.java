package org.dl4jvision.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dl4jvision.io.FileProblem;

/** Says what of a folder of images is not taken, so that no image is left out unseen. */
final class LeftOut {

  private LeftOut() {}

  /** What is to be said of a folder in which {@link ImageFiles#list} found the images. */
  static List<String> of(Path folder) {
    List<String> warnings = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> seen =
          files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList();
      add("links that lead nowhere", seen, Files::notExists, warnings);
      add("folders", seen, Files::isDirectory, warnings);
      add(
          "files not named as " + ImageFiles.FORMATS,
          seen,
          file -> Files.isRegularFile(file) && !ImageFiles.isImage(file),
          warnings);
    } catch (IOException e) {
      throw FileProblem.cannot("list", folder, e);
    }
    return warnings;
  }

  private static void add(
      String what, List<Path> files, Predicate<Path> which, List<String> warnings) {
    List<Path> left = files.stream().filter(which).toList();
    if (!left.isEmpty()) {
      warnings.add("left out are " + what + ": " + left.size() + " (first " + left.get(0) + ")");
    }
  }
}
