package org.dl4jvision.study.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.report.ReportFiles;
import org.dl4jvision.report.page.Block;
import org.dl4jvision.report.page.Chart;
import org.dl4jvision.report.page.Chromium;
import org.dl4jvision.report.page.Document;
import org.dl4jvision.report.page.Pages;
import org.dl4jvision.report.page.Pictures;
import org.dl4jvision.report.page.Remark;
import org.dl4jvision.report.page.Section;
import org.dl4jvision.report.page.Table;
import org.dl4jvision.task.segmentation.SegmentationOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a study of two losses on a few tiny images. */
class StudyPageTest {

  private static final List<String> LOSSES = List.of("dice", "focal(gamma=2)");

  @TempDir static Path folder;

  private static Path study;
  private static StudyPlan plan;
  private static StudyResult result;

  @BeforeAll
  static void run() throws IOException {
    SegmentationOptions options = new SegmentationOptions();
    options.source.data = Files.createDirectories(folder.resolve("the data"));
    TinyData.cells(options.source.data);
    options.baseChannels = 2;
    options.depth = 1;
    options.crop = 16;
    options.epochs = 4;
    study = folder.resolve("study");
    plan = StudyPlan.ofLosses("segmentation", options, 1, 2, LOSSES.toArray(String[]::new));
    result = Study.create(study, plan, line -> {}).run();
    result.write();
  }

  private static <B extends Block> List<B> blocks(Document document, Class<B> type) {
    return document.sections().stream()
        .flatMap(section -> section.blocks().stream())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Test
  void saysAllThatTheStudyFound() {
    Document document = StudyPage.of(result);
    assertEquals("Comparison: dice, focal(gamma=2)", document.title());
    assertEquals(
        List.of("Verdict", "Spread", "Tests", "Training", "Images", "Pictures", "Commands"),
        document.sections().stream().map(Section::title).toList());
    assertEquals(
        result.verdicts().stream().map(Verdict::toString).toList(),
        blocks(document, Remark.class).stream().map(Remark::text).toList());
    Table means = blocks(document, Table.class).get(0);
    assertEquals(3, means.rows().size()); // that of no network, too
    assertEquals(
        result.imageScores().get("dice").values().stream().mapToDouble(x -> x).average().orElse(0),
        means.rows().get(0).get(1).number(),
        1e-9);
    Chart spread = blocks(document, Chart.class).get(0);
    assertEquals("dice", spread.lines().get(0).name());
    assertEquals(3, spread.lines().size());
    for (Pictures pictures : blocks(document, Pictures.class)) {
      assertEquals(2, pictures.pictures().size(), pictures.title());
      assertTrue(Files.exists(study.resolve(pictures.pictures().get(0).file())));
    }
  }

  @Test
  void isOneFileOfASizeThatCanBeSent() throws IOException {
    assertTrue(Pages.exist(study));
    assertTrue(Files.size(study.resolve(ReportFiles.HTML)) < 5_000_000);
    // Every training has its own.
    assertTrue(Pages.exist(new Trial(1, 0, 1).run(study)));
  }

  @Test
  void itsCommandIsThatOfThePlan() {
    String command = StudyCommandsSection.again(plan);
    assertTrue(
        command.startsWith(
            "./dl4j-vision compare --task segmentation --losses dice 'focal(gamma=2)' --folds 1"
                + " --seeds 2 "),
        command);
    assertTrue(command.contains(" --data '" + folder.resolve("the data") + "'"), command);
    assertTrue(command.contains(" --crop 16") && !command.contains("--ignore-index"), command);
    assertTrue(command.contains(" --epochs 4"), command);
  }

  /** Before the first round there is nothing to show but how to go on. */
  @Test
  void aStudyThatHasJustBegunHasAReport() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    StudyResult nothing = StudyResult.of(empty, plan);
    nothing.write();
    assertEquals(
        List.of("Verdict", "Commands"),
        StudyPage.of(nothing).sections().stream().map(Section::title).toList());
  }

  @Test
  void opensInChromiumOnAPhoneAndOnADesk() throws Exception {
    assumeTrue(Chromium.program().isPresent(), "Chromium is not on this machine");
    Path page = study.resolve(ReportFiles.HTML);
    try (Chromium chromium = new Chromium(folder.resolve("profile"))) {
      for (int width : new int[] {400, 1200}) {
        for (boolean dark : new boolean[] {false, true}) {
          chromium.open(page, width, dark);
          assertEquals(List.of(), chromium.errors());
          int wide = chromium.evaluate("document.documentElement.scrollWidth").asInt();
          assertTrue(wide <= width, wide + " pixels on a screen of " + width);
          String plots = "document.querySelectorAll('.plot canvas').length";
          int charts = blocks(StudyPage.of(result), Chart.class).size();
          assertEquals(charts, chromium.evaluate(plots).asInt());
        }
      }
    }
  }
}
