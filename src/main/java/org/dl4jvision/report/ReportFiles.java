package org.dl4jvision.report;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files in which a run, a study or an evaluation leaves its report. */
public final class ReportFiles {

  /** For readers, in a browser. */
  public static final String HTML = "report.html";

  /** For readers, as a text. */
  public static final String MARKDOWN = "report.md";

  /** For programs. */
  public static final String JSON = "report.json";

  /** The scores of images, which {@code compare scores} reads. */
  public static final String SCORES = "scores.csv";

  /** What else is known of predictions. */
  public static final String JUDGEMENT = "judgement.json";

  private ReportFiles() {}

  /** The report in its forms. */
  public static List<Path> reports(Path folder) {
    return Stream.of(HTML, MARKDOWN, JSON).map(folder::resolve).toList();
  }

  /** What reports are made of that is not known before the end. */
  static List<Path> judgements(Path folder) {
    return Stream.of(SCORES, JUDGEMENT).map(folder::resolve).toList();
  }
}
