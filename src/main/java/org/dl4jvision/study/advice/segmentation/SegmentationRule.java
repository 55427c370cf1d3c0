package org.dl4jvision.study.advice.segmentation;

import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Advice.TryLoss;
import org.dl4jvision.study.advice.AdviceRule;
import org.dl4jvision.study.advice.Candidate;
import org.dl4jvision.study.advice.LossTerm;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** What rules of segmentation have in common. */
abstract class SegmentationRule implements AdviceRule<SegmentationSurvey> {

  /** The default for any data. */
  static final int DEFAULT = 50;

  static final LossTerm DICE = LossTerm.of("dice");
  static final LossTerm CROSS_ENTROPY = LossTerm.of("cross-entropy");

  @Override
  public final Class<SegmentationSurvey> statistics() {
    return SegmentationSurvey.class;
  }

  /** A sum of losses to try. */
  static TryLoss tryLoss(int strength, String why, String source, LossTerm... terms) {
    return new TryLoss(Candidate.of("--loss", terms), strength, new Reason(why, source));
  }

  /** "Pole has 0.98 % of the pixels". */
  static String share(ClassSurvey one) {
    return one.name() + " has " + Numbers.percent(one.share()) + " of the pixels";
  }
}
