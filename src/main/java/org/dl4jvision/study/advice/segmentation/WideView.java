package org.dl4jvision.study.advice.segmentation;

import java.util.Comparator;
import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Advice.SetOption;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.ClassSurvey;
import org.dl4jvision.study.survey.Numbers;
import org.dl4jvision.study.survey.SegmentationSurvey;

/** Objects that are larger than what the default network sees at once: a deeper one. */
public final class WideView extends SegmentationRule {

  /** Pixels that an output of the plain encoder of three levels depends on, along a side. */
  static final int VIEW = 96;

  /** Fewer objects say nothing of the others. */
  static final int FEWEST = 10;

  private static final String DEEPER = "4";

  @Override
  public String name() {
    return "wide-view";
  }

  @Override
  public String help() {
    return "objects longer than the default network sees: --depth 4";
  }

  @Override
  public List<Advice> advise(SegmentationSurvey survey) {
    return survey.foreground().stream()
        .filter(
            one ->
                one.objects() >= FEWEST
                    && one.lengths().upper() > VIEW
                    && one.thinShare() < Thin.MOST)
        .max(Comparator.comparingDouble(one -> one.lengths().upper()))
        .map(WideView::of)
        .stream()
        .toList();
  }

  private static Advice of(ClassSurvey one) {
    return new SetOption(
        "--depth",
        DEEPER,
        new Reason(
            "a quarter of the objects of %s is longer than %s pixels, and the default network"
                    .formatted(one.name(), Numbers.of(one.lengths().upper()))
                + " sees about "
                + VIEW
                + " around a pixel; one level more sees twice as far",
            Papers.RULE_OF_THUMB));
  }
}
