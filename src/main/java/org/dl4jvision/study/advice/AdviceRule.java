package org.dl4jvision.study.advice;

import java.util.List;
import org.dl4jvision.check.Named;
import org.dl4jvision.study.survey.Survey;

/**
 * What numbers of a data set mean for a training. It has no state, and no constructor with
 * parameters.
 *
 * @param <S> the statistics that it looks at
 */
public interface AdviceRule<S extends Survey> extends Named {

  /** The statistics that it looks at. */
  Class<S> statistics();

  /** What it advises, nothing where its condition does not hold. */
  List<Advice> advise(S survey);
}
