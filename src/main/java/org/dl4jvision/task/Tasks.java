package org.dl4jvision.task;

import java.util.Map;
import java.util.ServiceLoader;
import org.dl4jvision.check.Registry;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.RunFolder;

/**
 * All tasks by name: those that {@code META-INF/services/org.dl4jvision.task.Task} names in this
 * library and in others on the class path.
 */
public final class Tasks {

  /** All tasks by name. */
  public static final Registry<Task<?>> REGISTRY = load();

  /** What cards of segmentations were written without, in version 0.1.0. */
  private static final String UNNAMED = "segmentation";

  private Tasks() {}

  private static Registry<Task<?>> load() {
    Registry<Task<?>> tasks = new Registry<>("task", "tasks");
    ServiceLoader.load(Task.class, Tasks.class.getClassLoader()).forEach(tasks::register);
    return tasks;
  }

  /**
   * The task of a run.
   *
   * @throws IllegalArgumentException if its file is missing or damaged, or names none of {@link
   *     #REGISTRY}
   */
  public static Task<?> of(RunFolder run) {
    Object name = JsonFile.read(run.modelFile(), Map.class).get("task");
    try {
      return REGISTRY.get(name == null ? UNNAMED : name.toString());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("file " + run.modelFile() + ": " + e.getMessage(), e);
    }
  }
}
