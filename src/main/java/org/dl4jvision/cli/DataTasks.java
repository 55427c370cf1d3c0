package org.dl4jvision.cli;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.format.AnnotationFormats.Decision;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.task.DataOptions;
import org.dl4jvision.task.Tasks;

/** Finds the tasks that data are of use for. */
final class DataTasks {

  private DataTasks() {}

  /**
   * What was asked for, else all that can use what the folder has.
   *
   * @param <T> what tasks are asked for
   * @param task by its name, null for all
   * @param all by the names of their tasks
   * @param source which data they look at, all the same
   * @param contents what data must say, one of these
   * @param builtIn whether there is no folder, but images that every task has
   */
  static <T> List<T> wanted(
      String task,
      Map<String, T> all,
      Function<T, DataOptions> source,
      Function<T, List<Content>> contents,
      boolean builtIn) {
    if (task != null) {
      return List.of(all.get(Tasks.REGISTRY.get(task).name()));
    }
    if (builtIn) {
      return List.copyOf(all.values());
    }
    Decision decision =
        source.apply(all.values().iterator().next()).decide(List.of(Content.values()));
    Set<Content> there = EnumSet.noneOf(Content.class);
    there.addAll(decision.found().contents());
    decision.others().stream()
        .filter(Found::isClaimed)
        .forEach(other -> there.addAll(other.contents()));
    return all.values().stream()
        .filter(one -> contents.apply(one).stream().anyMatch(there::contains))
        .toList();
  }
}
