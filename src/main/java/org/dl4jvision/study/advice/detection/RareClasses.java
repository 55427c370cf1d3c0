package org.dl4jvision.study.advice.detection;

import java.util.List;
import org.dl4jvision.loss.ClassFrequencies;
import org.dl4jvision.loss.ClassWeighting;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Advice.TryLoss;
import org.dl4jvision.study.advice.Candidate;
import org.dl4jvision.study.advice.LossTerm;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.BoxSurvey;
import org.dl4jvision.study.survey.DetectionSurvey;

/** Classes of very different numbers: weights by the effective number of objects. */
public final class RareClasses extends DetectionRule {

  private static final int STRENGTH = 48;
  private static final double UNEQUAL = 8;

  @Override
  public String name() {
    return "rare-classes";
  }

  @Override
  public String help() {
    return "a class with an eighth of the objects of another: focal(classWeights=effective)";
  }

  @Override
  public List<Advice> advise(DetectionSurvey survey) {
    List<BoxSurvey> classes = survey.classes();
    double unequal = (double) survey.commonest().objects() / survey.rarest().objects();
    boolean all = survey.present().size() == classes.size();
    if (!all || unequal < UNEQUAL) {
      return List.of();
    }
    ClassFrequencies objects = frequencies(classes);
    ClassWeighting weighting = ClassWeighting.EFFECTIVE;
    LossTerm focal =
        LossTerm.of("focal").with("alpha", "0.25").with("classWeights", weighting.name());
    Candidate candidate =
        Candidate.of("--class-loss", focal).with(HEAD, "fcos").with(BOX_LOSS, "giou");
    return List.of(
        new TryLoss(
            candidate,
            STRENGTH,
            new Reason(
                "%s has %d objects, %s %d: weights %s, (1 - b) / (1 - b^n) for n objects,"
                        .formatted(
                            survey.commonest().name(),
                            survey.commonest().objects(),
                            survey.rarest().name(),
                            survey.rarest().objects(),
                            weighting.describe(objects))
                    + " with 1 as their mean; a contestant, as a focal loss turns to what is rare"
                    + " by itself",
                Papers.EFFECTIVE_NUMBER)));
  }

  private static ClassFrequencies frequencies(List<BoxSurvey> classes) {
    double[] objects = classes.stream().mapToDouble(BoxSurvey::objects).toArray();
    return ClassFrequencies.of(objects, new double[objects.length]);
  }
}
