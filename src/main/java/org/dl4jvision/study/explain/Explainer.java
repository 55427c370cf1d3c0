package org.dl4jvision.study.explain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;
import org.dl4jvision.check.Named;
import org.dl4jvision.data.Dataset;
import org.dl4jvision.data.Split;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.DataOptions;
import org.dl4jvision.task.Options;
import picocli.CommandLine.Option;

/** How runs of a task are explained: the options, and what is explained. */
public abstract class Explainer extends Options implements Named {

  /** The split whose images are looked at. */
  @Option(
      names = "--split",
      order = 1,
      paramLabel = "NAME",
      description = "train, validation or test (default: validation).")
  public Split split = Split.VALIDATION;

  /** How many images of the split, at most. */
  @Option(
      names = "--count",
      order = 2,
      paramLabel = "N",
      description = "The first N images of the split (default: ${DEFAULT-VALUE}).")
  public int count = 16;

  /** Images of the data that are looked at instead, by their files or names. */
  @Option(
      names = "--image",
      order = 3,
      paramLabel = "FILE",
      description = "An image of the data, by its file or name; may be given more than once.")
  public transient List<Path> image = new ArrayList<>();

  /** Names of the explanations that are wanted, with commas between them; null: all. */
  @Option(
      names = "--only",
      order = 4,
      paramLabel = "NAME,..",
      description = "Only these explanations (default: all of 'dl4j-vision list explanations').")
  public String only;

  /** The number of images in a batch. */
  @Option(
      names = "--batch-size",
      order = 5,
      paramLabel = "N",
      description = "Images at once (default: as in the training).")
  public int batchSize = 1;

  /** Points of the loss landscape along each direction, odd. */
  @Option(
      names = "--landscape-steps",
      order = 6,
      paramLabel = "N",
      description =
          "Points of the loss landscape along each of two directions, odd, each a pass over the"
              + " images (default: ${DEFAULT-VALUE}).")
  public int landscapeSteps = 15;

  /** Which images there are. */
  public abstract DataOptions source();

  /**
   * Explains the best model of a run.
   *
   * @param found is given what each explanation says, with its name, as soon as it has said it
   * @throws IllegalArgumentException naming the file or option at fault
   */
  public abstract void explain(
      RunFolder run, BiConsumer<String, Finding> found, Consumer<String> progress);

  /** Refuses what cannot be. */
  public void check() {
    Check.atLeast("count", count, 1);
    Check.atLeast("batch-size", batchSize, 1);
    Check.that(
        landscapeSteps >= 3 && landscapeSteps % 2 == 1 && landscapeSteps <= 101,
        "landscape-steps",
        landscapeSteps,
        "odd numbers from 3 to 101");
  }

  /** The explanations that are wanted; none: all. */
  protected final List<String> wanted() {
    return only == null ? List.of() : Arrays.stream(only.split(",")).map(String::strip).toList();
  }

  /** The indices of the images that are looked at. */
  protected final List<Integer> chosen(Dataset<?> dataset) {
    int size = dataset.size(split);
    String name = split.name().toLowerCase(Locale.ROOT);
    if (size == 0) {
      throw new IllegalArgumentException(
          "the data set '" + dataset.name() + "' has no " + name + " images");
    }
    if (image.isEmpty()) {
      return IntStream.range(0, Math.min(count, size)).boxed().toList();
    }
    return image.stream().map(file -> index(dataset, size, name, file)).distinct().toList();
  }

  private int index(Dataset<?> dataset, int size, String splitName, Path file) {
    String wanted = file.getFileName().toString().replaceFirst("\\.[^.]+$", "");
    return IntStream.range(0, size)
        .filter(
            i -> {
              String name = dataset.imageName(split, i);
              return name.equals(file.toString())
                  || name.substring(name.lastIndexOf('/') + 1).equals(wanted);
            })
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        "image is %s; allowed: the %d %s images of '%s', such as %s (--split and"
                            + " --data name others)",
                        file, size, splitName, dataset.name(), dataset.imageName(split, 0))));
  }
}
