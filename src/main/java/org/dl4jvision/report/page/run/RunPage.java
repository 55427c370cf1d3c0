package org.dl4jvision.report.page.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dl4jvision.report.Columns;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.report.RunStatus;
import org.dl4jvision.report.RunSummary;
import org.dl4jvision.report.page.Document;
import org.dl4jvision.report.page.Pages;

/** The report of a run. */
public final class RunPage {

  private RunPage() {}

  /** The sections in their order. */
  private static List<RunSection> sections(RunSummary<?> summary) {
    return List.of(
        new ScoresSection(),
        new CurvesSection(),
        new ClassesSection(),
        new ImagesSection(),
        new ConfusionSection(),
        new BordersSection(),
        new ReliabilitySection(),
        new ThresholdsSection(),
        new PicturesSection(),
        new EpochsSection(),
        new OriginSection(summary),
        new CommandsSection(summary.command()));
  }

  /**
   * Writes the report of a run into its folder.
   *
   * @param columns of the run's task
   * @param summary how the run stands
   */
  public static void write(RunFolder folder, Columns<?> columns, RunSummary<?> summary) {
    Pages.write(folder.path(), document(folder, columns, summary));
  }

  /** The report of a run, made of the files in its folder. */
  static Document document(RunFolder folder, Columns<?> columns, RunSummary<?> summary) {
    RunView run =
        new RunView(
            folder,
            RunView.model(folder),
            columns,
            folder.readMetrics(),
            summary.bestEpoch(),
            summary.bestEpoch() == 0 ? null : summary.best(),
            isJudged(summary));
    return new Document(
        run.title(),
        String.format(
            Locale.ROOT,
            "%s, %d epochs, best %d, %.1f minutes, loss %s",
            summary.status() == null ? "run" : summary.status().label(),
            summary.epochs(),
            summary.bestEpoch(),
            summary.seconds() / 60,
            summary.loss()),
        sections(summary).stream()
            .map(section -> section.of(run))
            .flatMap(Optional::stream)
            .toList());
  }

  /** What is said of single images is said at the end; until then it is of an earlier model. */
  private static boolean isJudged(RunSummary<?> summary) {
    return summary.ended() != null
        && summary.status() != RunStatus.DIVERGED
        && summary.status() != RunStatus.FAILED;
  }
}
