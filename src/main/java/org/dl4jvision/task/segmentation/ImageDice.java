package org.dl4jvision.task.segmentation;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.data.segmentation.ClassMaps;
import org.dl4jvision.metric.Means;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;
import org.dl4jvision.metric.segmentation.PixelMeasures;

/**
 * The score of an image: the Dice coefficient of the foreground where there are two classes, else
 * its mean over the classes but the background.
 *
 * @param classes those that count
 */
public record ImageDice(List<Integer> classes) {

  /** What the score is called. */
  public static final String NAME = "Dice";

  /** The score of images with these classes. */
  public static ImageDice of(List<String> classNames) {
    return new ImageDice(
        IntStream.range(0, classNames.size())
            .filter(
                c -> classNames.size() == 2 ? c == 1 : !ClassMaps.isBackground(classNames.get(c)))
            .boxed()
            .toList());
  }

  /** The score; NaN where no class that counts is in the truth or in the prediction. */
  public double of(ConfusionMatrix pixels) {
    PixelMeasures measures = () -> pixels;
    return Means.ofDefined(classes.stream().mapToDouble(measures::dice));
  }
}
