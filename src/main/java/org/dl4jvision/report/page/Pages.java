package org.dl4jvision.report.page;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jvision.io.AtomicFile;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.ReportFiles;

/** Writes documents in every form. */
public final class Pages {

  private Pages() {}

  /**
   * Writes {@code report.html}, {@code report.md} and {@code report.json}.
   *
   * @param folder where the document's pictures are and its files will be
   */
  public static void write(Path folder, Document document) {
    JsonFile.write(folder.resolve(ReportFiles.JSON), document);
    AtomicFile.writeText(folder.resolve(ReportFiles.MARKDOWN), markdown(document));
    AtomicFile.writeText(folder.resolve(ReportFiles.HTML), html(folder, document));
  }

  /** The document as one page of HTML; pictures that are not there are left out. */
  public static String html(Path folder, Document document) {
    return new HtmlWriter(folder).write(document);
  }

  /** The document as Markdown, which shows pictures where they are. */
  public static String markdown(Document document) {
    return new MarkdownWriter().write(document);
  }

  /** Whether a folder has all of the files. */
  public static boolean exist(Path folder) {
    return ReportFiles.reports(folder).stream().allMatch(Files::exists);
  }
}
