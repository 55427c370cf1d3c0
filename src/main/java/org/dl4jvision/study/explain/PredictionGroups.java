package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.layer.detection.PredictionCost;
import org.dl4jvision.task.gradient.PredictionGradient;

/**
 * Predictions of a detector in groups by the truth.
 *
 * @param by what the groups are
 * @param names one a group
 * @param group that a prediction is in
 */
record PredictionGroups(String by, List<String> names, ToIntFunction<PredictionCost> group) {

  /** All ways to group what a subject's network predicts. */
  static List<PredictionGroups> of(DetectionSubject subject) {
    List<String> classes = new ArrayList<>(List.of("background"));
    classes.addAll(subject.classNames());
    return List.of(
        new PredictionGroups(
            "what should be seen",
            List.of("objects", "background"),
            cost -> cost.isBackground() ? 1 : 0),
        new PredictionGroups(
            "class", classes, cost -> cost.isBackground() ? 0 : 1 + cost.object().classIndex()),
        new PredictionGroups(
            "level",
            PredictionGradient.levelNames(subject.head()),
            cost -> subject.head().anchorGenerator().level(cost.prediction())),
        bySize(subject.objects()));
  }

  /** The smallest, middle and largest third of all objects, and what is no object. */
  private static PredictionGroups bySize(List<ObjectBox> objects) {
    double[] sides = objects.stream().mapToDouble(PredictionGroups::side).sorted().toArray();
    double first = sides.length == 0 ? 0 : sides[(sides.length - 1) / 3];
    double second = sides.length == 0 ? 0 : sides[(sides.length - 1) * 2 / 3];
    return new PredictionGroups(
        "object size, the root of the area of the box",
        List.of(
            "no object",
            String.format(Locale.ROOT, "small objects, up to %.0f px", first),
            String.format(Locale.ROOT, "middle objects, up to %.0f px", second),
            "large objects"),
        cost -> {
          if (cost.isBackground()) {
            return 0;
          }
          double side = side(cost.object());
          return side <= first ? 1 : side <= second ? 2 : 3;
        });
  }

  private static double side(ObjectBox object) {
    return Math.sqrt(object.box().area());
  }
}
