package org.dl4jvision.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.task.DataOptions;
import org.dl4jvision.task.Options;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.Tasks;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of all tasks in one command: an option that several tasks have is one. */
final class SharedOptions {

  private SharedOptions() {}

  /**
   * Adds the options of a task.
   *
   * @param annotated has picocli's annotations
   * @param without options that the command does not have, by their longest names
   */
  static void add(CommandSpec spec, Object annotated, Set<String> without) {
    CommandSpec.forAnnotatedObject(annotated).options().stream()
        .filter(option -> !without.contains(option.longestName()))
        .forEach(option -> add(spec, option));
  }

  /** An option that several tasks have sets that of each. */
  private static void add(CommandSpec spec, OptionSpec option) {
    OptionSpec known = spec.findOption(option.longestName());
    if (known == null) {
      spec.addOption(OptionSpec.builder(option).build());
      return;
    }
    ISetter both =
        new ISetter() {
          @Override
          public <T> T set(T value) throws Exception {
            known.setter().set(value);
            return option.setter().set(value);
          }
        };
    spec.remove(known);
    spec.addOption(OptionSpec.builder(known).setter(both).build());
  }

  /**
   * Refuses options that were given but that only other tasks have: they would change nothing.
   *
   * @param model what it is that is of the task, such as "runs/first is a run"
   * @param all the options of tasks by their names
   */
  static void requireOwn(
      ParseResult given, String model, Task<?> task, Map<String, ? extends Options> all) {
    for (OptionSpec option : given.matchedOptions()) {
      String name = option.longestName();
      List<String> having =
          all.keySet().stream().filter(one -> has(all.get(one), name)).sorted().toList();
      if (!having.isEmpty() && !having.contains(task.name())) {
        throw new IllegalArgumentException(
            String.format(
                "%s is an option of %s, but %s of %s",
                name, String.join(", ", having), model, task.name()));
      }
    }
  }

  private static boolean has(Options options, String name) {
    return CommandSpec.forAnnotatedObject(options).findOption(name) != null;
  }

  /**
   * What stands for a key in the description of an option, by the first task that knows it; formats
   * are those of all tasks.
   */
  static String text(String key) {
    if (key.equals("formats")) {
      return DataOptions.formats(List.of(Content.values()));
    }
    return Tasks.REGISTRY.all().stream()
        .map(task -> task.options().text(key))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
