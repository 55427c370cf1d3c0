package org.dl4jvision.task.segmentation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.check.Check;
import org.dl4jvision.report.Tuned;

/**
 * What was tuned for a segmentation.
 *
 * @param model what its file is known by
 * @param data the images that it was tuned on, in words
 * @param tta the test-time augmentation that it was tuned with
 * @param threshold of the second of two classes
 * @param least pixels of the smallest objects, by the name of their class
 */
record TunedMasks(
    String model, String data, String tta, double threshold, Map<String, Integer> least)
    implements Tuned {

  TunedMasks {
    Check.given("model", model);
    Check.that(threshold >= 0 && threshold < 1, "threshold", threshold, "numbers from 0 to 1");
    least = new LinkedHashMap<>(least == null ? Map.of() : least);
    least.forEach((name, pixels) -> Check.that(pixels != null, "least", name, "a number a class"));
  }

  /** What it makes of probabilities of classes of these names. */
  MaskRule rule(List<String> names) {
    Map<Integer, Integer> byIndex = new HashMap<>();
    least.forEach(
        (name, pixels) -> {
          Check.that(names.contains(name), "least", name, String.join(", ", names));
          byIndex.put(names.indexOf(name), pixels);
        });
    return new MaskRule(threshold, byIndex);
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder("tuned on " + data);
    text.append(tta.equals("none") ? "" : " with --tta " + tta);
    text.append(threshold == MaskRule.USUAL.threshold() ? "" : ": threshold " + threshold);
    least.forEach(
        (name, pixels) ->
            text.append(text.indexOf(":") < 0 ? ": " : ", ")
                .append(name + " below " + pixels + " pixels dropped"));
    return text.append(text.indexOf(":") < 0 ? ": nothing is better than as it is" : "").toString();
  }
}
