package org.dl4jvision.task.detection;

import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ImageView;
import org.dl4jvision.task.TestTimeOptions;

/**
 * What is done with a detector beyond its usual pass of each image.
 *
 * @param view of the image that it sees
 * @param iou above which the lower-scoring of two boxes of a class is dropped
 * @param shown the score from which on a detection is shown
 */
record BoxInference(ImageView view, double iou, double shown) {

  /** Images as they are, and numbers that suit most. */
  static final BoxInference USUAL = new BoxInference(ImageView.PLAIN, 0.6, 0.3);

  /** With the numbers that were tuned for the best model of a run, if they are to be used. */
  static BoxInference of(TestTimeOptions options, RunFolder run) {
    return options
        .tuned(run, TunedBoxes.class)
        .map(tuned -> new BoxInference(ImageView.PLAIN, tuned.iou(), tuned.score()))
        .orElse(USUAL);
  }

  /** The same of another view. */
  BoxInference of(ImageView other) {
    return new BoxInference(other, iou, shown);
  }

  /** The same with another suppression. */
  BoxInference suppressing(double overlap) {
    return new BoxInference(view, overlap, shown);
  }
}
