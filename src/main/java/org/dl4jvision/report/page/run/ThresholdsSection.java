package org.dl4jvision.report.page.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.dl4jvision.metric.segmentation.ThresholdCurve.Point;
import org.dl4jvision.report.Judgement;
import org.dl4jvision.report.MaskDetails;
import org.dl4jvision.report.page.Chart;
import org.dl4jvision.report.page.Remark;
import org.dl4jvision.report.page.Section;

/** What another threshold than a half would give, of one class. */
final class ThresholdsSection implements RunSection {

  @Override
  public Optional<Section> of(RunView run) {
    return run.judgement()
        .map(Judgement::masks)
        .filter(masks -> masks.best() != null && Double.isFinite(masks.best().dice()))
        .map(ThresholdsSection::section);
  }

  private static Section section(MaskDetails masks) {
    Point best = masks.best();
    Chart chart =
        Chart.of(
                "Over all pixels, by the probability from which a pixel counts",
                "threshold",
                "share",
                numbers(masks.thresholds(), Point::threshold))
            .line("Dice", numbers(masks.thresholds(), Point::dice))
            .line("precision", numbers(masks.thresholds(), Point::precision))
            .line("recall", numbers(masks.thresholds(), Point::recall))
            .ofShares()
            .mark(best.threshold(), "best");
    return Section.of(
        "Threshold",
        Remark.note(
            String.format(
                Locale.ROOT,
                "The best threshold of these images is %.2f, with a Dice of %.4f; a prediction"
                    + " takes 0.50. Chosen here, it is to be measured on other images.",
                best.threshold(),
                best.dice())),
        chart);
  }

  private static double[] numbers(List<Point> points, ToDoubleFunction<Point> number) {
    return points.stream().mapToDouble(number).toArray();
  }
}
