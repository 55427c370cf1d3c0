package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dl4jvision.task.gradient.DetectorGradients;
import org.dl4jvision.task.gradient.DetectorProbe;

/** Where the gradient of a detector is, how long, and whether the parts of its loss agree. */
public final class DetectorGradientExplanation implements Explanation<DetectionSubject> {

  @Override
  public String name() {
    return "detector-gradient";
  }

  @Override
  public String help() {
    return "who pulls at a detector: shares by background, class, level, score; norm, direction";
  }

  @Override
  public Class<DetectionSubject> subject() {
    return DetectionSubject.class;
  }

  @Override
  public Finding explain(DetectionSubject subject, Consumer<String> progress) {
    DetectorGradients facts = facts(subject);
    List<String> lines = new ArrayList<>();
    Map<String, Object> numbers = new LinkedHashMap<>();
    lines.add("share of the absolute gradient by the predictions' numbers (of the predictions):");
    numbers.put(
        "whole", ShareLines.add("all of the loss", facts.whole().shares(), "predictions", lines));
    Map<String, Object> parts = new LinkedHashMap<>();
    List<String> names = facts.weights().names();
    for (int i = 0; i < names.size(); i++) {
      Map<String, Object> one =
          ShareLines.add(names.get(i), facts.parts().get(i).shares(), "predictions", lines);
      parts.put(names.get(i), one);
    }
    numbers.put("parts", parts);
    WeightLines.add(facts.weights(), lines, numbers);
    return new Finding(lines, numbers, Map.of());
  }

  /** The gradients on all images. */
  public static DetectorGradients facts(DetectionSubject subject) {
    DetectorProbe probe = new DetectorProbe(subject.network(), subject.classNames());
    subject.batches().forEach(batch -> probe.add(batch.values(), batch.labels()));
    return probe.facts();
  }
}
