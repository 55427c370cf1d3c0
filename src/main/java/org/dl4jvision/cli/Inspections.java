package org.dl4jvision.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.dl4jvision.task.DataInspection;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.Tasks;
import picocli.CommandLine.Model.CommandSpec;

/** How a folder is looked at for each task that can be: their options in one command. */
final class Inspections {

  private final Map<String, DataInspection<?>> all = new LinkedHashMap<>();

  /** Adds the options of all tasks to a command that names the folder by itself. */
  void addTo(CommandSpec spec) {
    for (Task<?> task : Tasks.REGISTRY.all()) {
      task.inspection()
          .ifPresent(
              inspection -> {
                all.put(task.name(), inspection);
                SharedOptions.add(spec, inspection, Set.of("--data"));
              });
    }
    spec.resourceBundle(new Texts(SharedOptions::text));
  }

  /** Sets the folder, and who is told how far long work is. */
  void open(Path folder, Consumer<String> progress) {
    for (DataInspection<?> inspection : all.values()) {
      inspection.source().data = folder;
      inspection.source().onProgress(progress);
    }
  }

  /** The names of the tasks. */
  Set<String> tasks() {
    return all.keySet();
  }

  /** That of a task; without one (null) those of all tasks that the folder is of use for. */
  List<DataInspection<?>> wanted(String task) {
    return DataTasks.wanted(task, all, DataInspection::source, DataInspection::contents, false);
  }
}
