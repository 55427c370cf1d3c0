package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dl4jvision.study.explain.DetectorMistakes.Mistake;

/** What a detector would have to change: the objects and false alarms that cost most. */
public final class DetectorMistakesExplanation implements Explanation<DetectionSubject> {

  private static final int SHOWN = 10;
  private static final int KEPT = 200;

  @Override
  public String name() {
    return "detector-mistakes";
  }

  @Override
  public String help() {
    return "what a detector would have to change: objects and false alarms that cost most";
  }

  @Override
  public Class<DetectionSubject> subject() {
    return DetectionSubject.class;
  }

  @Override
  public Finding explain(DetectionSubject subject, Consumer<String> progress) {
    double loss = DetectorLossExplanation.tree(subject).value();
    List<Mistake> mistakes = new DetectorMistakes(subject).all();
    List<String> lines = new ArrayList<>();
    lines.add("what the predictions of one object, or one false alarm, add to the mean loss:");
    mistakes.stream().limit(SHOWN).forEach(mistake -> lines.add("  " + mistake.line(loss)));
    lines.add(
        mistakes.size() > SHOWN
            ? (Math.min(KEPT, mistakes.size()) - SHOWN) + " more are in explanation.json"
            : "these are all");
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("loss", loss);
    numbers.put(
        "mistakes", mistakes.stream().limit(KEPT).map(mistake -> mistake.toMap(loss)).toList());
    return new Finding(lines, numbers, Map.of());
  }
}
