package org.dl4jvision.task;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.RunFolder;

/** What networks are trained for. */
public enum Task {
  SEGMENTATION,
  DETECTION;

  /** The task of a run. */
  public static Task of(RunFolder folder) {
    Object task = JsonFile.read(card(folder), Map.class).get("task");
    return task == null ? SEGMENTATION : valueOf(task.toString().toUpperCase(Locale.ROOT));
  }

  /** The file that says what has to be known of a run's model, whatever its task. */
  public static Path card(RunFolder folder) {
    return folder.path().resolve("model.json");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
