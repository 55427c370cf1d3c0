package org.dl4jvision.report.page.run;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.metric.calibration.ReliabilityBin;
import org.dl4jvision.report.Judgement;
import org.dl4jvision.report.page.Chart;
import org.dl4jvision.report.page.Remark;
import org.dl4jvision.report.page.Section;

/** Whether probabilities mean what they say. */
final class ReliabilitySection implements RunSection {

  private static final double LARGE = 0.1;

  @Override
  public Optional<Section> of(RunView run) {
    return run.judgement()
        .filter(one -> one.reliability().stream().anyMatch(bin -> bin.count() > 0))
        .map(one -> Section.of("Probabilities", remark(one), chart(one)));
  }

  private static Remark remark(Judgement judgement) {
    double error = judgement.expectedCalibrationError();
    List<ReliabilityBin> bins = judgement.reliability();
    double over =
        bins.stream()
            .filter(bin -> bin.count() > 0)
            .mapToDouble(bin -> bin.count() * (bin.confidence() - bin.accuracy()))
            .sum();
    String text =
        "Probabilities differ from the share that is right by %s on average (ECE), mostly %s; Brier score %s."
            .formatted(
                Decimals.of(error),
                over > 0 ? "overconfident" : "underconfident",
                Decimals.of(judgement.brier()));
    return error > LARGE ? Remark.warning(text) : Remark.note(text);
  }

  private static Chart chart(Judgement judgement) {
    List<ReliabilityBin> bins = judgement.reliability();
    return Chart.of(
            "Reliability: of pixels that are called as sure, the share that is right",
            "probability",
            "share",
            numbers(bins, bin -> (bin.from() + bin.to()) / 2))
        .bars("right", numbers(bins, ReliabilityBin::accuracy))
        .line("called", numbers(bins, ReliabilityBin::confidence))
        .ofShares();
  }

  private static double[] numbers(
      List<ReliabilityBin> bins, ToDoubleFunction<ReliabilityBin> number) {
    return bins.stream().mapToDouble(number).toArray();
  }
}
