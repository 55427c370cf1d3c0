package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.dl4jvision.task.gradient.GradientFacts;
import org.dl4jvision.task.gradient.GradientProbe;
import org.dl4jvision.task.gradient.LogitGradient;
import org.dl4jvision.task.gradient.Shares;
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
    addNorms(facts, lines, numbers);
    addHealth(facts, lines, numbers);
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
    lines.add("  " + what);
    Map<String, Object> map = new LinkedHashMap<>();
    all.forEach(
        (by, shares) -> {
          map.put(by, Shares.toMaps(shares));
          lines.add("    by " + by);
          for (Share share : shares) {
            lines.add(
                String.format(
                    Locale.ROOT,
                    "      %s  (%s)  %s",
                    Percent.of(share.amount()),
                    Percent.of(share.pixels()),
                    share.name()));
          }
        });
    return map;
  }

  private static void addNorms(
      GradientFacts facts, List<String> lines, Map<String, Object> numbers) {
    lines.add(
        String.format(
            Locale.ROOT,
            "gradient by the weights, mean over %d images: norm %.4g",
            facts.examples(),
            facts.total().norm()));
    numbers.put("norm", facts.total().norm());
    int count = facts.terms().size();
    Map<String, Object> norms = new LinkedHashMap<>();
    for (int i = 0; i < count && count > 1; i++) {
      double norm = facts.ofTerms().get(i).norm();
      norms.put(facts.terms().get(i).name(), norm);
      lines.add(String.format(Locale.ROOT, "  %s: norm %.4g", facts.terms().get(i).name(), norm));
    }
    numbers.put("norm-of-terms", norms);
    Map<String, Object> cosines = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        String pair = facts.terms().get(i).name() + " and " + facts.terms().get(j).name();
        cosines.put(pair, facts.cosine(i, j));
        lines.add(
            String.format(
                Locale.ROOT,
                "  %s: cosine %.3f, %s",
                pair,
                facts.cosine(i, j),
                verdict(facts.cosine(i, j))));
      }
    }
    numbers.put("cosines", cosines);
    numbers.put("noise-scale", facts.noiseScale());
    lines.add(
        Double.isNaN(facts.noiseScale())
            ? "  noise scale: cannot be told from so few batches; a smaller --batch-size makes more"
            : "  noise scale: a batch of "
                + (facts.noiseScale() < 1
                    ? "less than one image"
                    : String.format(Locale.ROOT, "about %.0f images", facts.noiseScale()))
                + " is as much signal as noise");
  }

  private static String verdict(double cosine) {
    if (Double.isNaN(cosine)) {
      return "one of them is 0";
    }
    return cosine > 0.3
        ? "they pull together"
        : cosine < -0.3 ? "they pull apart" : "they are unrelated";
  }

  private static void addHealth(
      GradientFacts facts, List<String> lines, Map<String, Object> numbers) {
    List<String> vanishing = facts.health().vanishing();
    List<String> exploding = facts.health().exploding();
    lines.add("  vanishing in " + orNone(vanishing) + "; exploding in " + orNone(exploding));
    numbers.put("vanishing", vanishing);
    numbers.put("exploding", exploding);
    numbers.put("layers", facts.health().sizes());
  }

  private static String orNone(List<String> layers) {
    return layers.isEmpty() ? "no layer" : String.join(", ", layers);
  }
}
