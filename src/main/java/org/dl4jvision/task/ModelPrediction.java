package org.dl4jvision.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.export.Classes;
import org.dl4jvision.data.export.LabeledImage;
import org.dl4jvision.report.RunFolder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the best model of a run is used on images: the options, and the opening of both. */
public abstract class ModelPrediction extends Options {

  /** The number of images in a batch. */
  @Option(
      names = "--batch-size",
      order = 2,
      paramLabel = "N",
      description = "Images of one size at once (default: ${DEFAULT-VALUE}).")
  public int batchSize = 4;

  /** What is done beyond one pass of each image. */
  @Mixin public final TestTimeOptions testTime = new TestTimeOptions();

  private List<RunFolder> others = List.of();

  /**
   * Opens the best model of a run and images.
   *
   * @param images a folder of images, or one image
   * @throws IllegalArgumentException naming the file, folder or option at fault
   */
  public abstract Prepared open(RunFolder run, Path images);

  /** Whether it averages the predictions of several runs. */
  public boolean takesSeveral() {
    return false;
  }

  /**
   * Sets runs whose predictions are averaged with those of the one that is opened; none by default.
   *
   * @throws IllegalArgumentException if this takes only one
   */
  public final void others(List<RunFolder> runs) {
    Check.that(
        runs.isEmpty() || takesSeveral(),
        "ensemble",
        runs,
        "runs of tasks that average predictions");
    others = List.copyOf(runs);
  }

  /** The runs besides the one that is opened. */
  protected final List<RunFolder> others() {
    return others;
  }

  /**
   * Opens a model in a file of ONNX and images.
   *
   * @param images a folder of images, or one image
   * @throws IllegalArgumentException naming the file, folder or option at fault, or if the task has
   *     no such models
   */
  public Prepared open(ExportedModel model, Path images) {
    throw new IllegalArgumentException("file " + model.file() + ": cannot be used to predict");
  }

  /** Refuses what no prediction can have, with the name of the option. */
  public void check() {
    Check.atLeast("batch-size", batchSize, 1);
    testTime.check();
  }

  /** A model, ready to be used on images. */
  public interface Prepared {

    /** What has to be known of the images, such as files that are left out; a line each. */
    List<String> warnings();

    /**
     * The classes of the labels that {@link #write} tells of.
     *
     * @return empty where predictions are nothing that a {@link
     *     org.dl4jvision.data.export.DatasetWriter} writes
     */
    default Optional<Classes> labelClasses() {
      return Optional.empty();
    }

    /**
     * The images that cannot be read and are left out, once the others are written; a line each.
     */
    default List<String> leftOut() {
      return List.of();
    }

    /**
     * Writes what the model makes of every image that can be read.
     *
     * @param out folder to write to; files of the same names are replaced
     * @param labels is given each image with what was found on it, in their order, if there are
     *     {@link #labelClasses}
     * @return what was written, for the user
     * @throws IllegalArgumentException naming the first file at fault where none can be read
     */
    String write(Path out, Consumer<LabeledImage> labels);
  }
}
