package org.dl4jvision.report.page.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.metric.Decimals;
import org.dl4jvision.metric.Quantiles;
import org.dl4jvision.report.Judgement;
import org.dl4jvision.report.page.Block;
import org.dl4jvision.report.page.Remark;
import org.dl4jvision.report.page.ScoreBlocks;
import org.dl4jvision.report.page.Section;

/** The scores of single images. */
final class ImagesSection implements RunSection {

  private static final double TENTH = 0.1;

  @Override
  public Optional<Section> of(RunView run) {
    Map<String, Double> scores = run.scores();
    Optional<Judgement> judgement = run.judgement();
    double[] all = scores.values().stream().mapToDouble(score -> score).toArray();
    double[] defined = ScoreBlocks.defined(all);
    if (judgement.isEmpty() || defined.length == 0) {
      return Optional.empty();
    }
    String score = judgement.get().score();
    List<Block> blocks = new ArrayList<>();
    blocks.add(Remark.note(remark(judgement.get(), all.length, defined)));
    blocks.add(ScoreBlocks.sorted(score, Map.of("best model", all)));
    blocks.add(ScoreBlocks.table(score, scores));
    return Optional.of(new Section("Images", blocks));
  }

  private static String remark(Judgement judgement, int all, double[] sorted) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s of %d %s images: median %s, the worst tenth is at most %s, the worst %s."
            .formatted(
                judgement.score(),
                sorted.length,
                judgement.split(),
                Decimals.of(Quantiles.of(sorted, 1.0 / 2)),
                Decimals.of(Quantiles.of(sorted, TENTH)),
                Decimals.of(sorted[0])));
    if (sorted.length < all) {
      text.append(" Of %d more it is undefined.".formatted(all - sorted.length));
    }
    if (judgement.left() > 0) {
      text.append(" %d are too large to be looked at by themselves.".formatted(judgement.left()));
    }
    return text.toString();
  }
}
