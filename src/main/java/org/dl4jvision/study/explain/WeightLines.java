package org.dl4jvision.study.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dl4jvision.task.gradient.WeightFacts;

/** Says how long gradients by the weights are, whether terms pull together, and layers are well. */
final class WeightLines {

  private WeightLines() {}

  /** Adds what is to be said to lines and numbers. */
  static void add(WeightFacts facts, List<String> lines, Map<String, Object> numbers) {
    addNorms(facts, lines, numbers);
    addCosines(facts, lines, numbers);
    numbers.put("noise-scale", facts.noiseScale());
    lines.add("  noise scale: " + noise(facts.noiseScale()));
    List<String> vanishing = facts.health().vanishing();
    List<String> exploding = facts.health().exploding();
    lines.add("  vanishing in " + orNone(vanishing) + "; exploding in " + orNone(exploding));
    numbers.put("vanishing", vanishing);
    numbers.put("exploding", exploding);
    numbers.put("layers", facts.health().sizes());
  }

  private static void addNorms(WeightFacts facts, List<String> lines, Map<String, Object> numbers) {
    double whole = facts.total().norm();
    lines.add(
        String.format(
            Locale.ROOT,
            "gradient by the weights, mean over %d images: norm %.4g",
            facts.examples(),
            whole));
    numbers.put("norm", whole);
    Map<String, Object> norms = new LinkedHashMap<>();
    for (int i = 0; i < facts.names().size() && facts.names().size() > 1; i++) {
      double norm = facts.ofTerms().get(i).norm();
      norms.put(facts.names().get(i), norm);
      lines.add(String.format(Locale.ROOT, "  %s: norm %.4g", facts.names().get(i), norm));
    }
    numbers.put("norm-of-terms", norms);
  }

  private static void addCosines(
      WeightFacts facts, List<String> lines, Map<String, Object> numbers) {
    Map<String, Object> cosines = new LinkedHashMap<>();
    for (int i = 0; i < facts.names().size(); i++) {
      for (int j = i + 1; j < facts.names().size(); j++) {
        String pair = facts.names().get(i) + " and " + facts.names().get(j);
        double cosine = facts.cosine(i, j);
        cosines.put(pair, cosine);
        lines.add(
            String.format(Locale.ROOT, "  %s: cosine %.3f, %s", pair, cosine, verdict(cosine)));
      }
    }
    numbers.put("cosines", cosines);
  }

  private static String verdict(double cosine) {
    if (Double.isNaN(cosine)) {
      return "one of them is 0";
    }
    return cosine > 0.3
        ? "they pull together"
        : cosine < -0.3 ? "they pull apart" : "they are unrelated";
  }

  private static String noise(double scale) {
    return Double.isNaN(scale)
        ? "cannot be told from so few batches; a smaller --batch-size makes more"
        : "a batch of "
            + (scale < 1
                ? "less than one image"
                : String.format(Locale.ROOT, "about %.0f images", scale))
            + " is as much signal as noise";
  }

  private static String orNone(List<String> layers) {
    return layers.isEmpty() ? "no layer" : String.join(", ", layers);
  }
}
