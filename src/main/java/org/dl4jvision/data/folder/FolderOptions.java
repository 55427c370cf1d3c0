package org.dl4jvision.data.folder;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.data.format.AnnotationFormats.Decision;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Faults;
import org.dl4jvision.data.format.ReadOptions;
import org.dl4jvision.io.Parallel;
import org.dl4jvision.io.Progress;

/**
 * Options of data sets in folders.
 *
 * @param <B> the builder itself
 */
public abstract class FolderOptions<B extends FolderOptions<B>> {

  final Path folder;
  AnnotationFormat format;
  List<String> classNames;
  List<String> numberedClasses;
  int channels;
  long cacheBytes = Runtime.getRuntime().maxMemory() / 4;
  Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
  String images;
  String masks;
  double validationShare = 0.2;
  long splitSeed = 42;
  HoldOut holdOut = HoldOut.STRATIFIED;
  Pattern groupBy;
  boolean strict;
  Faults faults = Faults.THROWN;
  ClassMap classMap = ClassMap.NONE;
  Progress progress = Progress.untold();
  Set<Split> required = EnumSet.of(Split.TRAIN, Split.VALIDATION);

  protected FolderOptions(Path folder) {
    this.folder = folder;
  }

  /**
   * Finds out how the annotations are written down.
   *
   * @param wanted they must say one of these, of equally good formats those with the first
   * @throws IllegalArgumentException as {@link AnnotationFormats#find}
   */
  public final Decision decide(List<Content> wanted) {
    return decide(wanted, List.of());
  }

  /** Whether the format is found by what is in the folder. */
  public final boolean isOpen() {
    return format == null && images == null && masks == null;
  }

  /**
   * Finds out how the annotations are written down.
   *
   * @param preferred of formats that are found by what is in the folder, those that say one of
   *     these come first
   * @param others what will do as well
   * @throws IllegalArgumentException as {@link AnnotationFormats#find}
   */
  public final Decision decide(List<Content> preferred, List<Content> others) {
    DataFolder files = DataFolder.of(folder, progress, faults);
    progress.begin("looking for annotations");
    return isOpen() && !others.isEmpty() && AnnotationFormats.isAny(files, preferred)
        ? AnnotationFormats.find(files, null, preferred, readOptions())
        : AnnotationFormats.find(
            files,
            format,
            Stream.concat(preferred.stream(), others.stream()).toList(),
            readOptions());
  }

  /**
   * Refuses repairs where none are allowed.
   *
   * @param repairs a line each
   * @throws IllegalArgumentException with the first of them
   */
  public final void refuse(List<String> repairs) {
    if (strict && !repairs.isEmpty()) {
      throw new IllegalArgumentException(
          repairs.get(0)
              + (repairs.size() == 1 ? "" : " (the first of " + repairs.size() + " repairs)")
              + "; strict allows none");
    }
  }

  /** What is said to the format that reads the folder. */
  final ReadOptions readOptions() {
    return ReadOptions.NONE
        .withClassNames(numberedClasses == null ? classNames : numberedClasses)
        .withFiles(images, masks);
  }

  @SuppressWarnings("unchecked")
  private B self() {
    return (B) this;
  }

  /** Sets the format; null (the default) finds it by the folder's layout. */
  public B format(AnnotationFormat format) {
    this.format = format;
    return self();
  }

  /**
   * Sets where images and their masks are, instead of finding it by their names: {@code
   * train/*.jpg} (null: all that are no masks) and {@code train_masks/{name}_mask.gif}, where
   * {@code *} stands for any part of a name, {@code **} for any folders and {@code {name}} for the
   * image's name without extension, or for what it is in the pattern of images: {@code
   * images/{name}_test.png} and {@code manual/{name}_manual1.gif}.
   */
  public B files(String images, String masks) {
    this.images = images;
    this.masks = masks;
    return self();
  }

  /** Sets the classes in their order; null (the default) finds them in the data. */
  public B classNames(List<String> names) {
    classNames = names == null ? null : List.copyOf(names);
    return self();
  }

  /**
   * Sets the names of the classes that the files number, where a class map changes them; null (the
   * default) for those of {@link #classNames} or of the files.
   */
  public B numberedClasses(List<String> names) {
    numberedClasses = names == null ? null : List.copyOf(names);
    return self();
  }

  /**
   * Sets what becomes of the classes that the data have, before {@link #classNames} holds; default:
   * they stay.
   */
  public B classMap(ClassMap map) {
    classMap = map;
    return self();
  }

  /**
   * Sets the share of the training images that is held out where there are none for validation,
   * above 0 and below 1: default 0.2. At least one is held out.
   */
  public B validationShare(double share) {
    validationShare = Check.part("validationShare", share);
    return self();
  }

  /** Draws the images that are held out; default 42. */
  public B splitSeed(long seed) {
    splitSeed = seed;
    return self();
  }

  /** Sets how images are held out; default {@link HoldOut#STRATIFIED}. */
  public B holdOut(HoldOut rule) {
    holdOut = rule;
    return self();
  }

  /**
   * Sets which images show the same, such as the frames of a clip, so that they stay together where
   * images are held out: those in whose paths below the folder the pattern finds the same, by its
   * first group if it has one. Null (the default): those whose names are of copies of a photograph
   * ({@code X_jpg.rf.HASH}) or of its tiles ({@code X_0_0}).
   */
  public B groupBy(Pattern pattern) {
    groupBy = pattern;
    return self();
  }

  /** Sets whether every repair, such as a dropped box, is an error instead; default false. */
  public B strict(boolean strict) {
    this.strict = strict;
    return self();
  }

  /** Sets what becomes of files that cannot be read; by default the first is thrown. */
  public B faults(Faults faults) {
    this.faults = faults;
    return self();
  }

  /** Sets 1 for gray, 3 for color, or 0 (the default) for color if the first images have any. */
  public B channels(int channels) {
    Check.that(
        channels == 0 || channels == 1 || channels == 3,
        "channels",
        channels,
        "1 (gray), 3 (color) or 0 (found)");
    this.channels = channels;
    return self();
  }

  /** Limits the memory for decoded files, in bytes: default a quarter of the heap; 0 keeps none. */
  public B cacheBytes(long bytes) {
    Check.that(bytes >= 0, "cacheBytes", bytes, "whole numbers >= 0");
    cacheBytes = bytes;
    return self();
  }

  /** Keeps nothing of what is decoded: for data sets that are gone through once. */
  public B keepNothing() {
    return cacheBytes(0).scratch(null);
  }

  /**
   * Sets the folder for decoded copies of images that are large and do not fit in memory, which
   * take up to 80 % of its free space until the program ends; default: that of the system for
   * temporary files. Null keeps none, so that such images are decoded for each of their parts.
   */
  public B scratch(Path folder) {
    scratch = folder;
    return self();
  }

  /**
   * Sets who is told, in a line a second, how far opening is, where it takes longer than two
   * seconds: in a thread of its own.
   */
  public B progress(Consumer<String> listener) {
    progress = new Progress(line -> listener.accept("opening " + folder + ": " + line));
    return self();
  }

  /** Does what opens the folder, and tells how far that is. */
  public final <T> T opened(Supplier<T> opening) {
    return progress.during(opening);
  }

  /** Begins a step of the opening. */
  protected final void begin(String step) {
    progress.begin(step);
  }

  /** What can be read of so many files, on all cores; see {@link #faults}. */
  final <T> List<T> read(String step, int count, IntFunction<T> reader) {
    progress.begin(step, count);
    return faults.read(
        count,
        i -> {
          progress.count();
          return reader.apply(i);
        });
  }

  /** A step that is done for each of so many files, on all cores. */
  final void forEach(String step, int count, IntConsumer work) {
    progress.begin(step, count);
    Parallel.forEach(
        count,
        i -> {
          work.accept(i);
          progress.count();
        });
  }

  /** Sets which splits must not be empty: by default training and validation. */
  public B require(Split... splits) {
    required = EnumSet.noneOf(Split.class);
    required.addAll(List.of(splits));
    return self();
  }
}
