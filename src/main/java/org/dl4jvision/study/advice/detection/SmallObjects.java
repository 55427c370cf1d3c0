package org.dl4jvision.study.advice.detection;

import java.util.List;
import org.dl4jvision.study.advice.Advice;
import org.dl4jvision.study.advice.Advice.Reason;
import org.dl4jvision.study.advice.Advice.SetOption;
import org.dl4jvision.study.advice.Papers;
import org.dl4jvision.study.survey.DetectionSurvey;
import org.dl4jvision.study.survey.Numbers;

/** Objects that the default input makes too small: a larger input, or slices. */
public final class SmallObjects extends DetectionRule {

  private static final int ENOUGH = 16;
  private static final int LARGEST = 640;
  private static final int MULTIPLE = 32;

  @Override
  public String name() {
    return "small-objects";
  }

  @Override
  public String help() {
    return "objects below 16 pixels in the network's input: --image-size or --slice";
  }

  @Override
  public List<Advice> advise(DetectionSurvey survey) {
    double longer = survey.longerSides().median();
    double size = sizeInInput(survey);
    if (size >= ENOUGH || longer <= INPUT) {
      return List.of();
    }
    String numbers =
        "half of the objects are below %s pixels in an input of %d, of images of %s pixels"
            .formatted(Numbers.of(size), INPUT, Numbers.of(longer));
    double needed = Math.ceil(ENOUGH / survey.relativeSizes().median() / MULTIPLE) * MULTIPLE;
    if (needed > LARGEST) {
      return List.of(
          new SetOption(
              "--slice",
              "" + INPUT,
              new Reason(
                  numbers + ": an input in which they have " + ENOUGH + " would be too large",
                  Papers.SLICES)));
    }
    int side = (int) Math.min(needed, Math.ceil(longer / MULTIPLE) * MULTIPLE);
    return List.of(
        new SetOption("--image-size", "" + side, new Reason(numbers, Papers.RULE_OF_THUMB)));
  }
}
