package org.dl4jvision.data.format.text;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Tally;
import org.dl4jvision.io.Parallel;
import org.dl4jvision.io.TextFiles;

/**
 * Text files with the objects of one image each, a line an object. The image has the file's name.
 * Of several of that name it is the one whose folders are called most like those of the file
 * ({@code training/label_2} and {@code training/image_2}, {@code train/labelTxt} and {@code
 * train/images}).
 */
final class LabelFiles {

  private static final String EXTENSION = ".txt";

  /** So many files of a folder are looked into: those of images without objects say nothing. */
  private static final int LOOKS = 16;

  private final DataFolder folder;
  private final List<Path> folders;
  private final List<Path> files;

  private LabelFiles(DataFolder folder, List<Path> folders) {
    this.folder = folder;
    this.folders = folders;
    this.files =
        folder.files("txt").stream().filter(file -> folders.contains(file.getParent())).toList();
  }

  /**
   * The text files of folders in which some are of a format.
   *
   * @param isOne whether the words of the first line are that format's
   */
  static LabelFiles in(DataFolder folder, Predicate<String[]> isOne) {
    Map<Path, List<Path>> byFolder =
        folder.files("txt").stream().collect(groupingBy(Path::getParent));
    List<Path> folders =
        byFolder.entrySet().stream()
            .filter(
                entry ->
                    entry.getValue().stream()
                        .limit(LOOKS)
                        .anyMatch(file -> isOne.test(firstWords(folder.head(file)))))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return new LabelFiles(folder, folders);
  }

  private static String[] firstWords(String head) {
    return head.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().stream()
        .flatMap(line -> Stream.of(line.split("\\s+")))
        .toArray(String[]::new);
  }

  /** The folders that they lie in. */
  List<Path> folders() {
    return folders;
  }

  /** How many images they explain at most. */
  int count() {
    return Math.min(files.size(), folder.images().size());
  }

  /** Reads lines. */
  @FunctionalInterface
  interface LineReader {
    /**
     * Reads a line.
     *
     * @param label what messages call it, such as "object 3"
     * @param objects to which what it says is added
     * @throws IllegalArgumentException that says what follows the label in a message
     */
    void read(String label, String[] words, List<Annotation> objects);
  }

  /**
   * The images in the order of the files.
   *
   * @param warnings to which the number of images that have no file is added
   * @throws IllegalArgumentException naming the first file or object at fault
   */
  List<AnnotatedImage> read(LineReader reader, List<String> warnings) {
    Map<String, List<Path>> images = folder.images().stream().collect(groupingBy(ImageFiles::stem));
    List<Path> imageOf = files.stream().map(file -> image(file, images)).toList();
    Map<Path, Path> fileOf = new HashMap<>();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      Path image = imageOf.get(i);
      Path other = fileOf.put(image, file);
      if (other != null) {
        throw new IllegalArgumentException(
            file + ": its image " + image + " has another file, " + other);
      }
    }
    Set<String> kinds =
        fileOf.keySet().stream().map(image -> name(image.getParent())).collect(toSet());
    Tally unlabeled = new Tally();
    folder.images().stream()
        .filter(image -> !fileOf.containsKey(image) && kinds.contains(name(image.getParent())))
        .forEach(unlabeled::add);
    unlabeled.report("%d images have no file and are left out, the first is %s", warnings);
    return Parallel.map(
        files.size(),
        i ->
            AnnotatedImage.of(imageOf.get(i))
                .source(files.get(i))
                .objects(objects(files.get(i), reader))
                .split(Split.above(files.get(i), folder.root()))
                .build());
  }

  private static String name(Path folder) {
    return folder.getFileName() == null ? "" : folder.getFileName().toString();
  }

  private Path image(Path file, Map<String, List<Path>> images) {
    String text = name(file);
    String stem = text.substring(0, text.length() - EXTENSION.length());
    List<Path> candidates = images.getOrDefault(stem, List.of());
    int most = candidates.stream().mapToInt(image -> likeness(image, file)).max().orElse(0);
    List<Path> best = candidates.stream().filter(image -> likeness(image, file) == most).toList();
    if (best.isEmpty()) {
      throw new IllegalArgumentException(
          file
              + ": there is no image '"
              + stem
              + "' ("
              + ImageFiles.FORMATS
              + ") in "
              + folder.root());
    }
    if (best.size() > 1) {
      throw new IllegalArgumentException(
          file + ": its image may be " + best.get(0) + " or " + best.get(1));
    }
    return best.get(0);
  }

  /** How many folders above both are called the same, and whether the last ones end alike. */
  private int likeness(Path image, Path file) {
    List<String> ofImage = folders(image);
    List<String> ofFile = folders(file);
    Set<String> shared = new HashSet<>(ofImage);
    shared.retainAll(ofFile);
    boolean alike =
        !ofImage.isEmpty()
            && !ofFile.isEmpty()
            && ending(ofImage.get(ofImage.size() - 1))
                .equals(ending(ofFile.get(ofFile.size() - 1)));
    return 2 * shared.size() + (alike ? 1 : 0);
  }

  private List<String> folders(Path file) {
    String[] names = folder.name(file).split("/");
    return Arrays.asList(names).subList(0, names.length - 1);
  }

  /** What follows the last underscore, such as the number of the camera. */
  private static String ending(String name) {
    return name.substring(name.lastIndexOf('_') + 1);
  }

  private static List<Annotation> objects(Path file, LineReader reader) {
    List<Annotation> objects = new ArrayList<>();
    int number = 0;
    for (String line : TextFiles.lines(file)) {
      String label = "object " + ++number;
      try {
        reader.read(label, line.split("\\s+"), objects);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            file + ": " + label + " '" + line + "' " + e.getMessage(), e);
      }
    }
    return List.copyOf(objects);
  }

  /** Whether a word is a number. */
  static boolean isNumber(String word) {
    return word.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  }

  /**
   * Words as numbers, which may be NaN.
   *
   * @throws IllegalArgumentException if one is none
   */
  static double[] numbers(String[] words, int from, int to) {
    double[] numbers = new double[to - from];
    for (int i = from; i < to; i++) {
      try {
        numbers[i - from] = Double.parseDouble(words[i]);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("has no number as word " + (i + 1), e);
      }
    }
    return numbers;
  }
}
