package org.dl4jvision.study.trial;

import java.util.Map;

/** Learning rates that were chosen stay what they are. */
class KilledTuningStudyTest extends KilledSegmentationStudyTest {

  /** There are short runs, too. */
  @Override
  int rarity() {
    return 220;
  }

  @Override
  StudyPlan plan(Map<String, String> options) {
    StudyPlan plain = super.plan(options);
    return new StudyPlan(plain.task(), options, plain.contestants(), 2, 1, false, true);
  }
}
