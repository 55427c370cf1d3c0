package org.dl4jvision.study.trial;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.report.page.Document;

/** The report of a study. A new section is a class and a line here. */
final class StudyPage {

  private static final List<StudySection> SECTIONS =
      List.of(
          new VerdictSection(),
          new SpreadSection(),
          new PairsSection(),
          new FitSection(),
          new StudyImagesSection(),
          new StudyPicturesSection(),
          new StudyCommandsSection());

  private StudyPage() {}

  static Document of(StudyResult result) {
    StudyPlan plan = result.plan();
    return new Document(
        "%s: %s"
            .formatted(
                plan.contestants().size() < 2 ? "Cross-validation" : "Comparison",
                String.join(", ", plan.contestants().stream().map(Contestant::label).toList())),
        "%d of %d rounds: %s, %d contestants, %d folds, %d seeds"
            .formatted(
                result.rounds(),
                plan.folds() * plan.seeds(),
                plan.task(),
                plan.contestants().size(),
                plan.folds(),
                plan.seeds()),
        SECTIONS.stream().map(section -> section.of(result)).flatMap(Optional::stream).toList());
  }
}
