package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dl4jvision.io.TextFiles;

/**
 * A line of a file in {@link YoloFormat}: a class and numbers, whatever they mean.
 *
 * @param file that has it
 * @param number of the line among those of objects, from 1
 * @param text the line itself
 * @param classIndex 0 or more
 * @param numbers behind the class, all finite
 */
@SuppressWarnings("ArrayRecordComponent")
record YoloLine(Path file, int number, String text, int classIndex, double[] numbers) {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern NO_NUMBER = Pattern.compile("(?i)[+-]?(nan|inf|infinity)");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,;]+");
  private static final Pattern SPACES = Pattern.compile("[\\s;]+");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+");
  private static final int MAX_CLASS = 99_999;
  private static final int SHOWN = 80;

  /** KITTI's labels have as many words, of which the first is the name of a class. */
  private static final int KITTI = 15;

  /**
   * The lines of a file. Blank lines and comments (#) are none.
   *
   * @throws IllegalArgumentException one line, naming the file and the object at fault
   */
  static List<YoloLine> read(Path file) {
    List<YoloLine> lines = new ArrayList<>();
    for (String line : TextFiles.uncommentedLines(file)) {
      lines.add(parse(file, lines.size() + 1, line));
    }
    return lines;
  }

  /** Whether text that begins so may be such lines: the first has numbers, or there is none. */
  static boolean mayBe(String head) {
    if (head.indexOf('\0') >= 0 || head.indexOf('\uFFFD') >= 0) {
      return true; // of another encoding, to be named when it is read
    }
    Optional<String[]> first = words(head).findFirst();
    return first.isEmpty()
        || first.get().length >= 5
            && (first.get().length != KITTI || NUMBER.matcher(first.get()[0]).matches())
            && Arrays.stream(first.get(), 1, 5).allMatch(word -> NUMBER.matcher(word).matches());
  }

  /** Whether text has lines with more numbers than a box and what detectors write behind it. */
  static boolean mayHaveOutlines(String head) {
    return words(head).anyMatch(words -> words.length > 6);
  }

  private static Stream<String[]> words(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(SEPARATORS::split);
  }

  private static YoloLine parse(Path file, int number, String line) {
    String[] words = SEPARATORS.split(line);
    YoloLine empty = new YoloLine(file, number, line, 0, new double[0]);
    boolean commas =
        !line.contains(".")
            && SPACES.splitAsStream(line).anyMatch(word -> DECIMAL_COMMA.matcher(word).matches());
    if (commas) {
      throw empty.error("has decimal commas: write decimal points");
    }
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      if (!NUMBER.matcher(words[i]).matches()) {
        throw empty.error(
            NO_NUMBER.matcher(words[i]).matches()
                ? "has a coordinate that is not a finite number: " + words[i]
                : "must be a class index and numbers, but has '" + words[i] + "'");
      }
      numbers[i] = Double.parseDouble(words[i]);
      if (Double.isInfinite(numbers[i])) {
        throw empty.error("has a coordinate that is too large: " + words[i]);
      }
    }
    if (numbers[0] != Math.rint(numbers[0]) || numbers[0] < 0 || numbers[0] > MAX_CLASS) {
      throw empty.error(
          "is of class " + words[0] + ", which is not declared: classes are whole numbers from 0");
    }
    return new YoloLine(
        file, number, line, (int) numbers[0], Arrays.copyOfRange(numbers, 1, numbers.length));
  }

  /** What the object is called in messages. */
  String label() {
    return "object " + number;
  }

  /** The file and the line, for messages. */
  @Override
  public String toString() {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return file + ": " + label() + " '" + shown + "'";
  }

  /** The error that something is wrong with this line. */
  IllegalArgumentException error(String problem) {
    return new IllegalArgumentException(this + " " + problem);
  }
}
