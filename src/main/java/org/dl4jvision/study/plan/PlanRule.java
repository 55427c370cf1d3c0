package org.dl4jvision.study.plan;

import java.util.List;
import org.dl4jvision.check.Named;
import org.dl4jvision.study.survey.Survey;

/**
 * How options follow from the data, the time and the options before. It has no state, and no
 * constructor with parameters.
 *
 * @param <S> the statistics that it looks at: {@link Survey} for those of all tasks
 */
public interface PlanRule<S extends Survey> extends Named {

  /** The statistics that it looks at. */
  Class<S> statistics();

  /**
   * What it chooses, nothing where there is nothing to choose. Choices of options that are given or
   * were chosen before are left out by who asks.
   */
  List<Choice> choose(S survey, Draft draft);
}
