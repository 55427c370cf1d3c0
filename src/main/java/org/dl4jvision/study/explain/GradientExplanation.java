package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dl4jvision.task.gradient.GradientFacts;
import org.dl4jvision.task.gradient.GradientProbe;
import org.dl4jvision.task.gradient.LogitGradient;
import org.dl4jvision.task.gradient.Shares.Share;

/** Where the gradient is, how long, how noisy, and whether the terms of a sum pull together. */
public final class GradientExplanation implements Explanation<SegmentationSubject> {

  @Override
  public String name() {
    return "gradient";
  }

  @Override
  public String help() {
    return "who pulls: shares by class, border and confidence, norm, direction of terms, noise";
  }

  @Override
  public Class<SegmentationSubject> subject() {
    return SegmentationSubject.class;
  }

  @Override
  public Finding explain(SegmentationSubject subject, Consumer<String> progress) {
    GradientFacts facts = facts(subject);
    List<String> lines = new ArrayList<>();
    Map<String, Object> numbers = new LinkedHashMap<>();
    addShares(facts, lines, numbers);
    WeightLines.add(facts.weights(), lines, numbers);
    return new Finding(lines, numbers, Map.of());
  }

  /** The gradients on all images. */
  public static GradientFacts facts(SegmentationSubject subject) {
    GradientProbe probe = new GradientProbe(subject.network(), subject.classNames());
    subject.batches().forEach(b -> probe.add(b.images(), b.labels(), b.mask()));
    return probe.facts();
  }

  private static void addShares(
      GradientFacts facts, List<String> lines, Map<String, Object> numbers) {
    lines.add("share of the absolute gradient by the logits (share of the pixels):");
    numbers.put("whole", addShares("all of the loss", facts.logits(), lines));
    Map<String, Object> terms = new LinkedHashMap<>();
    for (int i = 0; i < facts.terms().size() && facts.terms().size() > 1; i++) {
      LogitGradient ofTerm = facts.logitsOfTerms().get(i);
      terms.put(facts.terms().get(i).name(), addShares(facts.terms().get(i).name(), ofTerm, lines));
    }
    if (!terms.isEmpty()) {
      numbers.put("terms", terms);
    }
  }

  private static Map<String, Object> addShares(
      String what, LogitGradient gradient, List<String> lines) {
    Map<String, List<Share>> all = new LinkedHashMap<>();
    all.put("class", gradient.byClass());
    all.put("distance to another class", gradient.byDistance());
    all.put("probability of the true class", gradient.byConfidence());
    return ShareLines.add(what, all, "pixels", lines);
  }
}
