package org.dl4jvision.task.detection;

import java.util.Map;
import java.util.function.Consumer;
import org.dl4jvision.data.detection.Slices;
import org.dl4jvision.task.Options;
import org.dl4jvision.task.Ticks;
import picocli.CommandLine.Option;

/** Options that say in which {@link Slices} a detector looks at images. */
public final class SliceOptions extends Options {

  /** Side of a slice in pixels of the image, 0 for no slices; null: chosen, or as trained. */
  @Option(
      names = "--slice",
      order = 37,
      paramLabel = "PIXELS",
      description =
          "Side of the parts of a larger image that a detector sees besides the whole, 0 for none"
              + " (default: chosen by the sizes of the training's objects, then as in the"
              + " training).")
  public Integer slice;

  /** Share of a slice that the next one covers at least; null: 0.2, or as trained. */
  @Option(
      names = "--slice-overlap",
      order = 38,
      paramLabel = "SHARE",
      description =
          "Share of such a part that the next one covers, below 0.9 (default: 0.2, then as in the"
              + " training).")
  public Double sliceOverlap;

  private Ticks ticks = Ticks.untold();

  @Override
  public void onProgress(Consumer<String> listener) {
    ticks = new Ticks(listener);
  }

  /** Who is told how far a prediction in these slices is. */
  Ticks ticks() {
    return ticks;
  }

  /** Earlier versions saw images as a whole. */
  @Override
  protected Map<String, String> earlierDefaults() {
    return Map.of("slice", "0");
  }

  /**
   * The slices that these options say.
   *
   * @param otherwise where they say nothing
   */
  Slices or(Slices otherwise) {
    return new Slices(
        slice == null ? otherwise.side() : slice,
        sliceOverlap == null ? otherwise.overlap() : sliceOverlap);
  }

  /** A card with the slices that these options say, else its own. */
  DetectionCard in(DetectionCard card) {
    return card.with(or(card.slices()));
  }

  /** Sets these options to slices. */
  void set(Slices chosen) {
    slice = chosen.side();
    sliceOverlap = chosen.overlap();
  }
}
