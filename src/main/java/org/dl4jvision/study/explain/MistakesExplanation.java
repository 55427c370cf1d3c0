package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dl4jvision.study.explain.ObjectLosses.Mistake;

/** What the network would have to change: the objects and false alarms that cost most. */
public final class MistakesExplanation implements Explanation<SegmentationSubject> {

  private static final int SHOWN = 10;

  @Override
  public String name() {
    return "mistakes";
  }

  @Override
  public String help() {
    return "what the network would have to change: objects and false alarms that cost most";
  }

  @Override
  public Class<SegmentationSubject> subject() {
    return SegmentationSubject.class;
  }

  @Override
  public Finding explain(SegmentationSubject subject, Consumer<String> progress) {
    double loss = subject.meanLoss();
    List<Mistake> mistakes =
        new ObjectLosses(subject.batches(), subject.classNames(), subject.hasBackground())
            .of(subject.loss());
    List<String> lines = new ArrayList<>();
    lines.add("by how much the mean loss falls if the pixels of one object alone are right:");
    mistakes.stream().limit(SHOWN).forEach(mistake -> lines.add("  " + mistake.line(loss)));
    lines.add(
        mistakes.size() > SHOWN
            ? (mistakes.size() - SHOWN) + " more are in explanation.json"
            : "these are all");
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("loss", loss);
    numbers.put("mistakes", mistakes.stream().map(mistake -> mistake.toMap(loss)).toList());
    return new Finding(lines, numbers, Map.of());
  }
}
