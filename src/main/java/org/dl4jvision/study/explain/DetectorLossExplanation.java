package org.dl4jvision.study.explain;

import java.util.Map;
import java.util.function.Consumer;

/** The loss of a detector as a tree of named numbers. */
public final class DetectorLossExplanation implements Explanation<DetectionSubject> {

  @Override
  public String name() {
    return "detector-loss";
  }

  @Override
  public String help() {
    return "the loss of a detector as a tree of numbers: parts, background, classes, levels, sizes";
  }

  @Override
  public Class<DetectionSubject> subject() {
    return DetectionSubject.class;
  }

  @Override
  public Finding explain(DetectionSubject subject, Consumer<String> progress) {
    LossNode tree = tree(subject);
    return new Finding(tree.lines(), tree.toMap(), Map.of());
  }

  /** The tree of the loss, the mean over all images. */
  public static LossNode tree(DetectionSubject subject) {
    return new DetectorLossTree(subject).tree();
  }
}
