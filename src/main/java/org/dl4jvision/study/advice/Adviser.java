package org.dl4jvision.study.advice;

import java.util.List;
import java.util.function.Consumer;
import org.dl4jvision.check.Named;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.study.survey.Survey;
import org.dl4jvision.task.DataOptions;
import org.dl4jvision.task.Options;

/** How the data of a task are looked at for advice: the options, and the look. */
public abstract class Adviser extends Options implements Named {

  /** Which images are looked at. */
  public abstract DataOptions source();

  /** What annotations must say, one of these, to be of use for the task. */
  public abstract List<Content> contents();

  /**
   * Looks at the data.
   *
   * @param progress is told how far it is, where it takes long
   * @throws IllegalArgumentException naming the file or option at fault
   */
  public abstract Survey look(Consumer<String> progress);
}
