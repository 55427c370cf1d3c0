package org.dl4jvision.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.folder.ClassMap;
import org.dl4jvision.data.folder.FolderOptions;
import org.dl4jvision.data.folder.HoldOut;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.data.format.AnnotationFormats.Decision;
import org.dl4jvision.io.FileNames;
import org.dl4jvision.io.TextFiles;
import picocli.CommandLine.Option;

/** Options that say which images are read, and how their annotations are. */
public abstract class DataOptions extends Options {

  /** The options that say which images are held out, as the command line has them. */
  public static final List<String> HOLD_OUT =
      List.of("--validation-share", "--split-seed", "--group-by", "--hold-out");

  /** The folder with images; null for built-in drawn images. */
  @Option(names = "--data", order = 11, paramLabel = "DIR", description = "${bundle:data.help}")
  public Path data;

  /** How annotations are written down, by its name in {@link AnnotationFormats}; null: found. */
  @Option(
      names = "--format",
      order = 12,
      paramLabel = "NAME",
      description =
          "How annotations are written down: ${bundle:formats} (default: found by what is in the"
              + " folder).")
  public String format;

  /** The classes in their order, separated by commas, or a file with a line each; null: found. */
  @Option(
      names = "--class-names",
      order = 13,
      paramLabel = "FILE|LIST",
      description =
          "The classes in their order: a file with a line each, or names separated by commas"
              + " (default: found in the data).")
  public String classNames;

  /** A file for {@link ClassMap}; null: classes are as in the data. */
  @Option(
      names = "--class-map",
      order = 14,
      paramLabel = "FILE",
      description =
          "Lines FROM = TO, from a class, a mask value or a color R G B to a class, 'background' or"
              + " 'ignored': renames, merges or leaves out classes.")
  public Path classMap;

  /** The share of training images held out where there are none for validation. */
  @Option(
      names = "--validation-share",
      order = 15,
      paramLabel = "X",
      description =
          "The share of the training images that is held out where there are none for validation"
              + " (default: ${DEFAULT-VALUE}).")
  public double validationShare = 0.2;

  /** Draws the images held out. */
  @Option(
      names = "--split-seed",
      order = 16,
      paramLabel = "N",
      description = "Draws the images that are held out (default: ${DEFAULT-VALUE}).")
  public long splitSeed = 42;

  /** See {@link FolderOptions#groupBy}; null: by names of copies and tiles. */
  @Option(
      names = "--group-by",
      order = 17,
      paramLabel = "REGEX",
      description =
          "Images in whose paths it finds the same, by its first group if it has one, stay together"
              + " where images are held out: frames of a clip (default: copies and tiles of a"
              + " photograph, by their names).")
  public String groupBy;

  /** Whether every repair of the data is an error; null: no. */
  @Option(
      names = "--strict",
      order = 18,
      description = "What would be repaired and warned of is an error.")
  public Boolean strict;

  /** How images are held out, for runs of earlier versions. */
  @Option(names = "--hold-out", order = 19, hidden = true)
  public HoldOut holdOut = HoldOut.STRATIFIED;

  /** The names of the formats that say one of these, for the help. */
  public static String formats(Collection<Content> contents) {
    return AnnotationFormats.with(contents).stream()
        .map(AnnotationFormat::name)
        .collect(Collectors.joining(", "));
  }

  /** The data set in the folder, which must be given, by these options. */
  public abstract FolderOptions<?> folderDataset();

  /**
   * Looks as what the folder, which must be given, may be read.
   *
   * @param wanted annotations must say one of these
   * @throws IllegalArgumentException as {@link AnnotationFormats#find}
   */
  public final Decision decide(List<Content> wanted) {
    return folderDataset().decide(wanted);
  }

  private Consumer<String> listener = line -> {};

  @Override
  public final void onProgress(Consumer<String> listener) {
    this.listener = listener;
  }

  /** The rule of hold-out that version 0.1.0 had, which wrote none into its runs. */
  protected abstract HoldOut earlierHoldOut();

  @Override
  protected final Map<String, String> earlierDefaults() {
    return Map.of("hold-out", earlierHoldOut().name());
  }

  /** The folder as messages and data sets call it, or null. */
  protected final Path folder() {
    return data == null ? null : data.toAbsolutePath().normalize();
  }

  /**
   * Refuses options that describe a folder where none is given.
   *
   * @param others the values of a task's own, null where not given, by their names
   */
  protected final void requireFolder(Map<String, Object> others) {
    List<String> given = new ArrayList<>();
    others.forEach((name, value) -> add(given, name, value));
    add(given, "--format", format);
    add(given, "--class-names", classNames);
    add(given, "--class-map", classMap);
    add(given, "--group-by", groupBy);
    add(given, "--strict", strict);
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          String.join(" and ", given)
              + (given.size() == 1 ? " describes" : " describe")
              + " --data, which is missing");
    }
  }

  private static void add(List<String> given, String name, Object value) {
    if (value != null) {
      given.add(name);
    }
  }

  /**
   * Sets a folder's options to these.
   *
   * @return the same
   */
  protected final <B extends FolderOptions<B>> B set(B options) {
    List<String> names = names(classNames);
    return options
        .progress(listener)
        .format(format == null ? null : AnnotationFormats.REGISTRY.get(format))
        .classMap(classMap == null ? ClassMap.NONE : ClassMap.read(classMap))
        .classNames(classMap == null ? names : null)
        .numberedClasses(names)
        .validationShare(Check.part("validation-share", validationShare))
        .splitSeed(splitSeed)
        .holdOut(holdOut)
        .groupBy(pattern(groupBy))
        .strict(Boolean.TRUE.equals(strict));
  }

  private static List<String> names(String text) {
    if (text == null) {
      return null;
    }
    Path file = text.contains(",") ? null : FileNames.path(text);
    List<String> names =
        file != null && Files.isRegularFile(file)
            ? TextFiles.lines(file)
            : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    Check.that(
        file == null || Files.isRegularFile(file) || !looksLikeFile(text),
        "class-names",
        text,
        "names of files that are there");
    Check.that(
        !names.isEmpty() && names.stream().noneMatch(String::isEmpty),
        "class-names",
        text,
        "a file with a name a line, or names separated by commas");
    return names;
  }

  /** Who misspells a file does not mean a class. */
  private static boolean looksLikeFile(String text) {
    return text.contains("/")
        || text.contains("\\")
        || text.matches("\\.+|.*\\.(txt|names|csv|json|ya?ml)");
  }

  private static Pattern pattern(String regex) {
    try {
      return regex == null ? null : Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "group-by is " + regex + ", which is no regular expression: " + e.getDescription(), e);
    }
  }
}
