package org.dl4jvision.study.plan.segmentation;

import java.util.List;
import org.dl4jvision.study.plan.Choice;
import org.dl4jvision.study.plan.Draft;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Where crops are: so that rare classes are seen. */
public final class Sampling extends SegmentationPlanRule {

  private static final double RARE = 0.01;
  private static final double LITTLE = 0.05;

  @Override
  public String name() {
    return "sampling";
  }

  @Override
  public String help() {
    return "crops around rare classes (below 1 % of the pixels) or foreground (below 5 %)";
  }

  @Override
  public List<Choice> choose(SegmentationSurvey survey, Draft draft) {
    List<ClassSurvey> foreground = survey.foreground();
    double share = foreground.stream().mapToDouble(ClassSurvey::share).sum();
    ClassSurvey rarest = survey.rarest();
    boolean weighted =
        draft.value("loss").filter(loss -> loss.contains("classWeights")).isPresent();
    if (weighted) {
      return List.of(); // Weights on top of what is drawn more often would count rare pixels twice.
    }
    if (foreground.size() > 1 && rarest.share() < RARE) {
      return List.of(
          sampling(
              "balanced",
              rarest.name()
                  + " has "
                  + Numbers.percent(rarest.share())
                  + " of the pixels: most crops would not show it"));
    }
    if (share < LITTLE) {
      return List.of(
          sampling(
              "foreground",
              Numbers.percent(share)
                  + " of the pixels are foreground: a third of the crops shows some for certain"));
    }
    return List.of();
  }

  private static Choice sampling(String value, String reason) {
    return new Choice("sampling", value, reason + " (nnU-Net oversamples so, Isensee et al. 2021)");
  }
}
