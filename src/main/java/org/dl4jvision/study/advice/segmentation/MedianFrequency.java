package org.dl4jvision.study.advice.segmentation;

import java.util.List;
import java.util.stream.Collectors;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;
import org.dl4jvision.study.survey.Spread;

/** Scenes of several classes of very different shares: weights by the median of frequencies. */
public final class MedianFrequency extends SegmentationRule {

  private static final int STRENGTH = 56;
  private static final int FEWEST_CLASSES = 3;
  private static final double UNEQUAL = 10;

  /** More weights are no expression that anybody reads. */
  private static final int MOST_CLASSES = 32;

  @Override
  public String name() {
    return "median-frequency";
  }

  @Override
  public String help() {
    return "three classes or more of unequal shares: cross-entropy(classWeights=[..])";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    List<ClassSurvey> classes = survey.classes();
    double unequal = survey.commonest().share() / survey.rarest().share();
    boolean fits = classes.size() >= FEWEST_CLASSES && classes.size() <= MOST_CLASSES;
    if (!fits || survey.present().size() < classes.size() || unequal < UNEQUAL) {
      return List.of();
    }
    String weights = weights(classes);
    return List.of(
        tryLoss(
            STRENGTH,
            "%s and %s has %s, %s times as many: weights are the median of the classes' frequencies"
                    .formatted(
                        share(survey.rarest()),
                        survey.commonest().name(),
                        Numbers.percent(survey.commonest().share()),
                        Numbers.of(unequal))
                + " by each one's, counted where it is seen",
            Papers.MEDIAN_FREQUENCY,
            CROSS_ENTROPY.with("classWeights", weights)),
        tryLoss(
            DEFAULT + 2,
            "these weights of "
                + classes.size()
                + " classes, with Dice, which no weighting of cross-entropy replaces where Dice"
                + " or IoU judge",
            Papers.EELBODE,
            DICE,
            CROSS_ENTROPY.with("classWeights", weights)));
  }

  /** The weights of all classes as losses take them. */
  static String weights(List<ClassSurvey> classes) {
    double median =
        Spread.of(classes.stream().mapToDouble(ClassSurvey::shareWhereSeen).toArray()).median();
    return classes.stream()
        .map(one -> Numbers.of(median / one.shareWhereSeen()))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
