package org.dl4jvision.study.advice.segmentation;

import java.util.Arrays;
import java.util.List;
import org.dl4jvision.loss.ClassFrequencies;
import org.dl4jvision.loss.ClassWeighting;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Scenes of several classes of very different shares: weights by the median of frequencies. */
public final class MedianFrequency extends SegmentationRule {

  /** Below the default: in trainings of CamVid weights were behind it in each of six rounds. */
  private static final int STRENGTH = DEFAULT - 2;

  @Override
  public String name() {
    return "median-frequency";
  }

  @Override
  public String help() {
    return "three classes or more of unequal shares: cross-entropy(classWeights=median)";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    List<ClassSurvey> classes = survey.classes();
    double unequal = survey.commonest().share() / survey.rarest().share();
    boolean fits = classes.size() >= ClassWeighting.FEWEST_CLASSES;
    if (!fits || survey.present().size() < classes.size() || unequal < ClassWeighting.UNEQUAL) {
      return List.of();
    }
    double[] weights = ClassWeighting.MEDIAN.weights(frequencies(classes));
    String word = ClassWeighting.MEDIAN.name();
    return List.of(
        tryLoss(
            STRENGTH,
            "%s and %s has %s, %s times as many: weights are the median of the classes' frequencies"
                    .formatted(
                        share(survey.rarest()),
                        survey.commonest().name(),
                        Numbers.percent(survey.commonest().share()),
                        Numbers.of(unequal))
                + " by each one's, counted where it is seen, from %s to %s"
                    .formatted(
                        Numbers.of(Arrays.stream(weights).min().orElseThrow()),
                        Numbers.of(Arrays.stream(weights).max().orElseThrow())),
            Papers.MEDIAN_FREQUENCY,
            CROSS_ENTROPY.with("classWeights", word)),
        tryLoss(
            DEFAULT - 1,
            "these weights of "
                + classes.size()
                + " classes, with Dice, which no weighting of cross-entropy replaces where Dice"
                + " or IoU judge",
            Papers.EELBODE,
            DICE,
            CROSS_ENTROPY.with("classWeights", word)));
  }

  /** How often the classes occur. */
  static ClassFrequencies frequencies(List<ClassSurvey> classes) {
    return ClassFrequencies.of(
        classes.stream().mapToDouble(ClassSurvey::pixels).toArray(),
        classes.stream().mapToDouble(ClassSurvey::shareWhereSeen).toArray());
  }
}
