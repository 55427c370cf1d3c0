package org.dl4jvision.study.trial;

import java.util.Optional;
import org.dl4jvision.report.page.Section;

/** A section of the report of a study. */
@FunctionalInterface
interface StudySection {

  /** The section; empty where the study has nothing for it. */
  Optional<Section> of(StudyResult result);
}
