package org.dl4jvision.study.explain;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The loss as a tree of named numbers. */
public final class LossExplanation implements Explanation<SegmentationSubject> {

  @Override
  public String name() {
    return "loss";
  }

  @Override
  public String help() {
    return "the loss as a tree of numbers: terms, classes, borders, object sizes";
  }

  @Override
  public Class<SegmentationSubject> subject() {
    return SegmentationSubject.class;
  }

  @Override
  public Finding explain(SegmentationSubject subject, Consumer<String> progress) {
    LossNode tree = tree(subject);
    return new Finding(tree.lines(), tree.toMap(), Map.of());
  }

  /** The tree of the loss, the mean over all images. */
  public static LossNode tree(SegmentationSubject subject) {
    List<ExplainedBatch> batches = subject.batches();
    return new LossTree(batches, subject.classNames(), subject.hasBackground()).of(subject.loss());
  }
}
