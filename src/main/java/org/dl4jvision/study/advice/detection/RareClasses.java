package org.dl4jvision.study.advice.detection;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Advice.TryLoss;
import org.dl4jvision.study.advice.Candidate;
import org.dl4jvision.study.advice.LossTerm;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.BoxSurvey;
import org.dl4jvision.study.survey.DetectionSurvey;
import org.dl4jvision.study.survey.Numbers;

/** Classes of very different numbers: weights by the effective number of objects. */
public final class RareClasses extends DetectionRule {

  private static final int STRENGTH = 48;
  private static final double UNEQUAL = 8;
  private static final int MOST_CLASSES = 32;
  private static final double BETA = 0.999;

  @Override
  public String name() {
    return "rare-classes";
  }

  @Override
  public String help() {
    return "a class with an eighth of the objects of another: focal(classWeights=[..])";
  }

  @Override
  public List<Advice> advise(DetectionSurvey survey) {
    List<BoxSurvey> classes = survey.classes();
    double unequal = (double) survey.commonest().objects() / survey.rarest().objects();
    boolean all = survey.present().size() == classes.size();
    if (classes.size() > MOST_CLASSES || !all || unequal < UNEQUAL) {
      return List.of();
    }
    LossTerm focal =
        LossTerm.of("focal").with("alpha", "0.25").with("classWeights", weights(classes));
    Candidate candidate =
        Candidate.of("--class-loss", focal).with(HEAD, "fcos").with(BOX_LOSS, "giou");
    return List.of(
        new TryLoss(
            candidate,
            STRENGTH,
            new Reason(
                "%s has %d objects, %s %d: weights are (1 - b) / (1 - b^n) for n objects, b = %s,"
                        .formatted(
                            survey.commonest().name(),
                            survey.commonest().objects(),
                            survey.rarest().name(),
                            survey.rarest().objects(),
                            BETA)
                    + " with 1 as their mean; a contestant, as a focal loss turns to what is rare"
                    + " by itself",
                Papers.EFFECTIVE_NUMBER)));
  }

  /** The weights of all classes as losses take them. */
  static String weights(List<BoxSurvey> classes) {
    double[] weights =
        classes.stream()
            .mapToDouble(one -> (1 - BETA) / (1 - Math.pow(BETA, one.objects())))
            .toArray();
    double mean = Arrays.stream(weights).average().orElseThrow();
    return Arrays.stream(weights)
        .mapToObj(weight -> Numbers.of(weight / mean))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
