package org.dl4jvision.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dl4jvision.data.augmentation.Augmentations;
import org.dl4jvision.data.augmentation.Flip;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.Tuned;
import org.dl4jvision.report.TunedFile;
import picocli.CommandLine.Option;

/** Options of what is done with a trained model beyond one pass of each image. */
public final class TestTimeOptions extends Options {

  /** Views of an image that are put together, by their name in {@link TestTime}. */
  @Option(
      names = "--tta",
      order = 50,
      paramLabel = "NAME",
      description =
          "Test-time augmentation: none, flips (mirror images, too) or flips+scales (in other"
              + " sizes, too): probabilities are averaged, boxes merged (default: none).")
  public String tta = TestTime.NONE.name();

  /** Whether values that 'evaluate --tune' found are left aside. */
  @Option(
      names = "--untuned",
      order = 51,
      description = "Do not use what 'evaluate --tune' found for the run.")
  public boolean untuned;

  private Consumer<String> listener = line -> {};

  @Override
  public void onProgress(Consumer<String> listener) {
    this.listener = listener;
  }

  /** Tells who listens. */
  public void tell(String line) {
    listener.accept(line);
  }

  /** The way that is asked for. */
  private TestTime testTime() {
    return TestTime.REGISTRY.get(tta);
  }

  /** The views of images for a model of which no more is known: upright. */
  public List<ImageView> views() {
    return testTime().views(false);
  }

  /** The views of images for the model of a run: turned over only where its training did so. */
  public List<ImageView> views(RunFolder run) {
    Object trained = run.readConfiguration(Map.class).get("augmentation");
    boolean vertical =
        trained != null
            && Augmentations.parse(trained.toString()).stream()
                .anyMatch(change -> change instanceof Flip flip && flip.vertical());
    return testTime().views(vertical);
  }

  /**
   * What was tuned for the best model of a run, and is to be used; it is told.
   *
   * @throws IllegalArgumentException if the file is damaged
   */
  public <T extends Tuned> Optional<T> tuned(RunFolder run, Class<T> type) {
    Optional<T> found = untuned ? Optional.empty() : TunedFile.read(run, type);
    if (found.isPresent() && !TunedFile.isOfModel(run, found.get())) {
      tell(
          "what was tuned for "
              + run.path()
              + " is of an earlier model and left aside: repeat 'evaluate --tune'");
      return Optional.empty();
    }
    found.ifPresent(one -> tell(one.describe() + " (--untuned: without)"));
    return found;
  }

  /** Refuses what there is not. */
  public void check() {
    testTime();
  }
}
