package org.dl4jvision.study.advice.segmentation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.Mind;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.LossTerm;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.Disagreement;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Labels that disagree at borders: losses that forgive what no label is sure of. */
public final class BorderNoise extends SegmentationRule {

  private static final int STRENGTH = 53;

  /** Of the pixels at borders. */
  private static final double NOISY = 0.05;

  /** As often as elsewhere, at least: else it is not the borders. */
  private static final double TIMES = 3;

  private static final double MOST_SMOOTHING = 0.2;

  @Override
  public String name() {
    return "border-noise";
  }

  @Override
  public String help() {
    return "labels of one image disagree at its borders: robust losses, label smoothing";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    if (isNoisy(survey.ofRepeats())) {
      return of(survey.ofRepeats(), "two masks of one image ", " (seen on %d images)");
    }
    return isNoisy(survey.ofOutlines())
        ? of(survey.ofOutlines(), "outlines of several classes ", " (on %d images)")
        : List.of();
  }

  private static boolean isNoisy(Disagreement labels) {
    return labels.isKnown()
        && labels.atBorders() >= NOISY
        && !(labels.atBorders() < TIMES * labels.elsewhere());
  }

  private static List<Advice> of(Disagreement labels, String what, String seen) {
    String fact = what + labels.describe() + seen.formatted(labels.images());
    return List.of(
        tryLoss(
            STRENGTH,
            fact + ": a pixel that the network is sure of and the label denies pulls less",
            Papers.GENERALIZED_CROSS_ENTROPY,
            DICE,
            LossTerm.of("generalized-cross-entropy").with("q", "0.7")),
        tryLoss(
            STRENGTH - 1,
            fact + ": of two that differ one is wrong, so that half of it is smoothed",
            Papers.LUKASIK,
            DICE,
            CROSS_ENTROPY.with("labelSmoothing", smoothing(labels.atBorders()))),
        new Mind(
            "no model agrees with labels better than labels with each other",
            new Reason(
                "%s, so that %s of all pixels are right or wrong by chance"
                    .formatted(fact, Numbers.percent(labels.whole())),
                Papers.RULE_OF_THUMB)));
  }

  private static String smoothing(double disagreement) {
    return BigDecimal.valueOf(Math.min(MOST_SMOOTHING, disagreement / 2))
        .setScale(2, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
