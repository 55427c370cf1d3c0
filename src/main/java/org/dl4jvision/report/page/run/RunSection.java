package org.dl4jvision.report.page.run;

import java.util.Optional;
import org.dl4jvision.report.page.Section;

/** A section of the report of a run. */
@FunctionalInterface
interface RunSection {

  /** The section; empty where the run has nothing for it. */
  Optional<Section> of(RunView run);
}
