package org.dl4jvision.study.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.dl4jvision.report.ContourPlot;

/** How the loss looks around the solution: a flat valley or a narrow one. */
public final class LandscapeExplanation implements Explanation<SegmentationSubject> {

  /** Places are up to so many filter lengths away. */
  static final double SPAN = 1;

  @Override
  public String name() {
    return "landscape";
  }

  @Override
  public String help() {
    return "the loss around the solution along two random directions: flat or narrow";
  }

  @Override
  public Class<SegmentationSubject> subject() {
    return SegmentationSubject.class;
  }

  @Override
  public Finding explain(SegmentationSubject subject, Consumer<String> progress) {
    return finding(
        Landscape.of(
            subject, subject.landscapeSteps(), SPAN, share -> progress.accept(told(share))),
        subject.loss().toString(),
        subject.size());
  }

  /** How far it is. */
  static String told(double share) {
    return String.format(Locale.ROOT, "landscape: %.0f %%", 100 * share);
  }

  /**
   * What a landscape says.
   *
   * @param loss its name
   * @param images that it is the mean over
   */
  static Finding finding(Landscape landscape, String loss, int images) {
    double step = landscape.steps()[1] - landscape.steps()[0];
    List<String> lines =
        List.of(
            String.format(
                Locale.ROOT,
                "%.6f at the solution, on average %.6f a step of %.3g filter lengths away",
                landscape.center(),
                landscape.nearby(),
                step),
            String.format(
                Locale.ROOT,
                "%.6f is the smallest of %d x %d places, %s",
                landscape.smallest(),
                landscape.steps().length,
                landscape.steps().length,
                landscape.smallest() < landscape.center()
                    ? "below the solution's"
                    : "that of the solution"));
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("center", landscape.center());
    numbers.put("steps", landscape.steps());
    numbers.put("losses", landscape.losses());
    return new Finding(
        lines,
        numbers,
        Map.of(
            "landscape",
            ContourPlot.of(
                String.format(
                    Locale.ROOT,
                    "%s on %d images, %.4f at the solution",
                    loss,
                    images,
                    landscape.center()),
                "first direction, filter lengths",
                "second direction, filter lengths",
                landscape.losses(),
                SPAN)));
  }
}
