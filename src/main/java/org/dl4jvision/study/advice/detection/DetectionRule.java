package org.dl4jvision.study.advice.detection;

import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Advice.TryLoss;
import org.dl4jvision.study.advice.AdviceRule;
import org.dl4jvision.study.advice.Candidate;
import org.dl4jvision.study.advice.LossTerm;
import org.dl4jvision.study.survey.DetectionSurvey;

/** What rules of detection have in common. */
abstract class DetectionRule implements AdviceRule<DetectionSurvey> {

  /** The default for any data. */
  static final int DEFAULT = 50;

  static final String BOX_LOSS = "--box-loss";
  static final String HEAD = "--head";

  /** The longer side of the network's input, if the images have as much. */
  static final int INPUT = 320;

  @Override
  public final Class<DetectionSurvey> statistics() {
    return DetectionSurvey.class;
  }

  /** A loss of boxes to try with a head. */
  static TryLoss tryBoxes(int strength, String head, String loss, String why, String source) {
    Candidate candidate = Candidate.of(BOX_LOSS, LossTerm.of(loss)).with(HEAD, head);
    return new TryLoss(candidate, strength, new Reason(why, source));
  }

  /** The side of the network's input by default. */
  static double input(DetectionSurvey survey) {
    return Math.min(INPUT, survey.longerSides().median());
  }

  /** How large half of the objects are in the network's input, at most. */
  static double sizeInInput(DetectionSurvey survey) {
    return survey.relativeSizes().median() * input(survey);
  }
}
