package org.dl4jvision.task.segmentation;

import java.util.List;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ImageView;
import org.dl4jvision.task.TestTimeOptions;

/**
 * What is done with networks beyond a pass of each image.
 *
 * @param views of an image, whose probabilities are averaged
 * @param rule makes classes of probabilities
 */
record MaskInference(List<ImageView> views, MaskRule rule) {

  /** Images as they are, and the most probable class. */
  static final MaskInference PLAIN = new MaskInference(List.of(ImageView.PLAIN), MaskRule.USUAL);

  MaskInference {
    views = List.copyOf(views);
  }

  /** Views by options, for a model of which nothing is tuned. */
  static MaskInference of(TestTimeOptions options) {
    return new MaskInference(options.views(), MaskRule.USUAL);
  }

  /**
   * Views by options, and what was tuned for the best model of a run.
   *
   * @param alone what was tuned for one model is not for several
   */
  static MaskInference of(
      TestTimeOptions options, RunFolder run, SegmentationCard card, boolean alone) {
    MaskRule rule =
        alone
            ? options
                .tuned(run, TunedMasks.class)
                .map(tuned -> tuned.rule(card.classNames()))
                .orElse(MaskRule.USUAL)
            : MaskRule.USUAL;
    return new MaskInference(options.views(run), rule);
  }

  /** Whether it is a network's output. */
  boolean isPlain() {
    return equals(PLAIN);
  }
}
