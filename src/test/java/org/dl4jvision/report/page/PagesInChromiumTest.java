package org.dl4jvision.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.io.AtomicFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages as readers open them; skipped where there is no Chromium. */
class PagesInChromiumTest {

  @TempDir static Path folder;

  private static Chromium chromium;
  private static Path page;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Chromium.program().isPresent(), "Chromium is not on this machine");
    page = folder.resolve("report.html");
    AtomicFile.writeText(page, Pages.html(folder, Documents.saying(Documents.HOSTILE, folder)));
    chromium = new Chromium(folder.resolve("profile"));
  }

  @AfterAll
  static void end() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"400, false", "400, true", "1200, false", "1200, true"})
  void opensWithoutErrorsOnAnyScreen(int width, boolean dark) throws Exception {
    chromium.open(page, width, dark);
    assertEquals(List.of(), chromium.errors());
    assertEquals(
        List.of(page.toUri().toString()),
        chromium.requests().stream().filter(r -> !r.startsWith("data:")).toList());
    int wide = chromium.evaluate("document.documentElement.scrollWidth").asInt();
    assertTrue(wide <= width, wide + " pixels on a screen of " + width);
    assertEquals(2, chromium.evaluate("document.querySelectorAll('.plot canvas').length").asInt());
    String paper = "getComputedStyle(document.body).backgroundColor";
    assertEquals(
        dark ? "rgb(20, 24, 31)" : "rgb(255, 255, 255)", chromium.evaluate(paper).asText());
    chromium.screenshot(Path.of("target/pages/kinds-" + width + (dark ? "-dark" : "") + ".png"));
  }

  @Test
  void aTableIsSortedByAClick() throws Exception {
    chromium.open(page, 1200, false);
    String column =
        "Array.from(document.querySelectorAll('table.sortable')[0].tBodies[0].rows)"
            + ".map(row => row.cells[1].textContent).join(' ')";
    assertEquals("0.2500 - 0.1250", chromium.evaluate(column).asText());
    chromium.evaluate("document.querySelectorAll('table.sortable th button')[1].click()");
    assertEquals("0.1250 0.2500 -", chromium.evaluate(column).asText());
    chromium.evaluate("document.querySelectorAll('table.sortable th button')[1].click()");
    assertEquals("0.2500 0.1250 -", chromium.evaluate(column).asText());
  }

  @Test
  void aChartAnswersToTheMouse() throws Exception {
    chromium.open(page, 1200, false);
    String legend = "document.querySelector('.u-legend').textContent";
    String before = chromium.evaluate(legend).asText();
    chromium.evaluate("document.querySelector('.u-over').scrollIntoView({block: 'center'})");
    String box = "document.querySelector('.u-over').getBoundingClientRect()";
    double x = chromium.evaluate(box + ".right").asDouble() - 3;
    double y = chromium.evaluate(box + ".top").asDouble() + 20;
    chromium.mouse("mouseMoved", x - 5, y);
    chromium.mouse("mouseMoved", x, y);
    chromium.evaluate("new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))");
    String after = chromium.evaluate(legend).asText();
    assertTrue(after.contains("0.3") && !after.equals(before), before + " became " + after);
  }
}
