package org.dl4jvision.report.page;

import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.Snippets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/report.md} shows can be copied. */
class ReportPageTest {

  @TempDir Path folder;

  @Test
  void theSnippetsRun() throws Exception {
    List<String> snippets = Snippets.of(Path.of("docs/report.md")).toList();
    for (String snippet : snippets) {
      Snippets.run(snippet, folder);
    }
  }
}
