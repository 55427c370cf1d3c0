package org.dl4jvision.study.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dl4jvision.report.page.Commands;
import org.dl4jvision.report.page.Section;
import org.dl4jvision.task.Tasks;

/** How to repeat the study, and to use what it left. */
final class StudyCommandsSection implements StudySection {

  @Override
  public Optional<Section> of(StudyResult result) {
    String folder = result.scores().folder().toString();
    List<String> use = new ArrayList<>();
    use.add(Commands.line(List.of("./dl4j-vision", "compare", "--resume", folder)));
    if (result.rounds() > 0) {
      List<String> scores = new ArrayList<>(List.of("./dl4j-vision", "compare", "scores"));
      IntStream.rangeClosed(1, result.plan().contestants().size())
          .forEach(c -> scores.add(folder + "/scores/contestant-" + c + ".csv"));
      use.add(Commands.line(scores));
      use.add(
          Commands.line(
              List.of(
                  "./dl4j-vision",
                  "predict",
                  folder + "/runs/" + result.scores().rounds().get(0).name(),
                  "IMAGES")));
    }
    return Optional.of(
        Section.of(
            "Commands",
            new Commands("The same study again", List.of(again(result.plan()))),
            new Commands("Go on with it, compare its scores, use its models", use)));
  }

  /** The command line of a plan: what is varied, and the options that are not the defaults. */
  static String again(StudyPlan plan) {
    List<String> words = new ArrayList<>(List.of("./dl4j-vision", "compare"));
    words.addAll(List.of("--task", plan.task()));
    Map<String, Set<String>> varied = new LinkedHashMap<>();
    for (Contestant one : plan.contestants()) {
      one.changes()
          .forEach(
              (option, value) ->
                  varied.computeIfAbsent(option, name -> new LinkedHashSet<>()).add(value));
    }
    Set<String> losses = varied.remove(TrialTask.all().get(plan.task()).lossOption());
    if (losses != null) {
      words.add("--losses");
      words.addAll(losses);
    }
    varied.forEach(
        (option, values) ->
            words.addAll(List.of("--vary", option + "=" + String.join(",", values))));
    words.addAll(List.of("--folds", "" + plan.folds(), "--seeds", "" + plan.seeds()));
    if (plan.halving()) {
      words.add("--halving");
    }
    if (plan.tunesLearningRate()) {
      words.add("--tune-learning-rate");
    }
    Map<String, Object> defaults = Tasks.REGISTRY.get(plan.task()).options().toMap();
    plan.options()
        .forEach(
            (option, value) -> {
              if (!varied.containsKey(option)
                  && !value.equals(String.valueOf(defaults.get(option)))) {
                words.addAll(List.of("--" + option, value));
              }
            });
    return Commands.line(words);
  }
}
