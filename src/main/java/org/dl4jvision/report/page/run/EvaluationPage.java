package org.dl4jvision.report.page.run;

import java.util.List;
import java.util.Optional;
import org.dl4jvision.report.Columns;
import org.dl4jvision.report.MetricsTable;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.Scores;
import org.dl4jvision.report.page.Document;
import org.dl4jvision.report.page.Pages;

/** The report of an evaluation: what the report of a run says of its images, of any others. */
public final class EvaluationPage {

  private static final List<RunSection> SECTIONS =
      List.of(
          new ScoresSection(),
          new ClassesSection(),
          new ImagesSection(),
          new ConfusionSection(),
          new BordersSection(),
          new ReliabilitySection(),
          new ThresholdsSection(),
          new PicturesSection());

  private EvaluationPage() {}

  /**
   * Writes the report of an evaluation.
   *
   * @param folder where it and its pictures are
   * @param run whose best model was measured
   * @param data what it was measured on
   * @param scores what was measured
   */
  public static void write(
      RunFolder folder, RunFolder run, Columns<?> columns, String data, Scores scores) {
    RunView view =
        new RunView(folder, RunView.model(run), columns, MetricsTable.EMPTY, 0, scores, true);
    Pages.write(
        folder.path(),
        new Document(
            view.title() + ", measured on " + data,
            "the best model of " + run.path(),
            SECTIONS.stream().map(one -> one.of(view)).flatMap(Optional::stream).toList()));
  }
}
