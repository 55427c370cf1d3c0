package org.dl4jvision.study.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.report.page.Block;
import org.dl4jvision.report.page.Cell;
import org.dl4jvision.report.page.Remark;
import org.dl4jvision.report.page.Table;
import org.dl4jvision.task.Training;
import org.dl4jvision.task.TrainingOptions;
import org.dl4jvision.task.segmentation.SegmentationValidation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts on studies whose truth is known, as their scores are drawn. */
class StudyResultTest {

  private static final int IMAGES = 60;

  @TempDir private Path folder;

  private static StudyPlan plan(int contestants, int folds, int seeds) {
    List<Contestant> all =
        IntStream.range(0, contestants).mapToObj(c -> new Contestant("c" + c, Map.of())).toList();
    return StudyPlan.of("segmentation", Map.of(), all, folds, seeds);
  }

  private record Drawn(Map<String, Double> baseline)
      implements TrialTask.Part<SegmentationValidation> {

    @Override
    public Training<SegmentationValidation> training() {
      throw new UnsupportedOperationException();
    }

    @Override
    public TrialTask.Part<SegmentationValidation> inner(
        TrainingOptions<SegmentationValidation> options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int trainSize() {
      return IMAGES * 4;
    }

    @Override
    public Map<String, Double> scores(ComputationGraph network) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String baselineName() {
      return "nothing";
    }
  }

  /**
   * Draws scores: of an image, of a training, which is better or worse on all images, and of both.
   *
   * @param better how much the first contestant is
   */
  private StudyResult draw(Path study, StudyPlan plan, double better, Random random) {
    for (int fold = 0; fold < plan.folds(); fold++) {
      double[] images = random.doubles(IMAGES, 0.5, 0.9).toArray();
      Map<String, Double> baseline = new LinkedHashMap<>();
      for (int seed = 0; seed < plan.seeds(); seed++) {
        for (int c = 0; c < plan.contestants().size(); c++) {
          double training = 0.02 * random.nextGaussian() + (c == 0 ? better : 0);
          Map<String, Double> scores = new LinkedHashMap<>();
          for (int i = 0; i < IMAGES; i++) {
            String name = fold + "-" + i;
            scores.put(name, images[i] + training + 0.03 * random.nextGaussian());
            baseline.put(name, 0.3);
          }
          new Trial(c, fold, seed).write(study, scores);
        }
      }
      StudyScores.writeBaseline(study, fold, new Drawn(baseline));
    }
    return StudyResult.of(study, plan);
  }

  private static List<Verdict> verdicts(StudyResult result) {
    return Verdict.of(result.byImages(), result.byRounds());
  }

  /** The same loss under several names, with other seeds. */
  @ParameterizedTest
  @CsvSource({"2, 1, 3", "2, 5, 1", "5, 3, 2", "3, 1, 1"})
  void equalContestantsAreNotToldApart(int contestants, int folds, int seeds) {
    Random random = new Random(11);
    int wrong = 0;
    int imagesAlone = 0;
    for (int study = 0; study < 20; study++) {
      StudyPlan plan = plan(contestants, folds, seeds);
      StudyResult result = draw(folder.resolve("" + study), plan, 0, random);
      wrong += verdicts(result).stream().anyMatch(one -> one.winner().isPresent()) ? 1 : 0;
      List<Verdict> byImages = Verdict.of(result.byImages(), result.byImages());
      imagesAlone += byImages.stream().anyMatch(one -> one.winner().isPresent()) ? 1 : 0;
    }
    assertTrue(wrong <= 1, wrong + " of 20 studies");
    // What makes the second test necessary.
    assertTrue(imagesAlone > 5, imagesAlone + " of 20 studies by images alone");
  }

  @Test
  void aBetterContestantIsFound() {
    StudyPlan plan = plan(3, 5, 2);
    StudyResult result = draw(folder, plan, 0.2, new Random(5));
    List<Verdict> verdicts = verdicts(result);
    assertEquals("c0 is better than c1, by images and by rounds", verdicts.get(0).toString());
    assertEquals(Optional.of("c0"), verdicts.get(1).winner());
    assertEquals(Optional.empty(), verdicts.get(2).winner());
    assertTrue(result.text().contains("no network: nothing  0.3000"), result.text());
    assertEquals(10, result.rounds());
  }

  /** Of five contestants four differ from the first, and six pairs do not differ. */
  @Test
  void differencesComeFirstInTheReportAndManyOtherPairsAreATable() {
    StudyResult result = draw(folder, plan(5, 5, 2), 0.2, new Random(5));
    List<Block> blocks = new VerdictSection().of(result).orElseThrow().blocks();
    for (int c = 1; c < 5; c++) {
      assertEquals(
          Remark.good("c0 is better than c" + c + ", by images and by rounds"), blocks.get(c - 1));
    }
    Table others = (Table) blocks.get(4);
    assertEquals(6, others.rows().size());
    List<String> row = others.rows().get(5).stream().map(Cell::text).toList();
    assertEquals(List.of("c3", "c4"), row.subList(0, 2));
    assertTrue(row.get(2).startsWith("no difference shown"), row.get(2));
    assertEquals(
        "Mean scores of held-out images, higher is better", ((Table) blocks.get(5)).title());
    assertEquals(6, blocks.size());
  }

  @Test
  void oneTrainingEachSaysNothingOfLosses() {
    StudyResult result = draw(folder, plan(2, 1, 1), 0.2, new Random(5));
    assertEquals(
        "c0 and c1: no difference shown: one training each tells models apart, not losses; add"
            + " --seeds or --folds",
        verdicts(result).get(0).toString());
  }

  /** Tests compare those that have finished; the table says who has not. */
  @Test
  void whoWasDroppedIsNotTested() {
    StudyPlan all = plan(4, 2, 1);
    StudyPlan plan = new StudyPlan(all.task(), Map.of(), all.contestants(), 2, 1, true, false);
    StudyResult result = draw(folder, plan, 0.2, new Random(5));
    assertEquals(1, verdicts(result).size(), "of two that are left");
    assertTrue(result.text().contains(", dropped after round 1"), result.text());
    assertEquals(2, ((List<?>) result.toMap().get("dropped")).size());
  }

  /** A round that not all have finished would compare other images. */
  @Test
  void roundsThatAreNotCompleteAreLeftOut() {
    draw(folder, plan(2, 2, 1), 0, new Random(5));
    StudyResult more = StudyResult.of(folder, plan(2, 2, 3));
    assertEquals(2, more.rounds());
    assertTrue(more.text().startsWith("2 of 6 rounds"), more.text());
    assertEquals(0, StudyResult.of(folder, plan(3, 2, 1)).rounds());
  }
}
