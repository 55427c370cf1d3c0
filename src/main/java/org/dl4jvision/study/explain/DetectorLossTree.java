package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.layer.detection.BatchCosts;
import org.dl4jvision.layer.detection.HeadLoss;
import org.dl4jvision.layer.detection.HeadPart;
import org.dl4jvision.loss.LossSum;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.study.explain.DetectionSubject.Seen;
import org.dl4jvision.study.explain.LossNode.Breakdown;

/**
 * Takes the loss of a detector apart: into its parts, their terms, and what predictions of which
 * objects add. It is a sum over predictions, so that all parts add up, whatever groups they are in.
 */
final class DetectorLossTree {

  private final DetectionSubject subject;
  private final List<PredictionGroups> groups;

  DetectorLossTree(DetectionSubject subject) {
    this.subject = subject;
    groups = PredictionGroups.of(subject);
  }

  /** The tree of the loss: the mean over all images. */
  LossNode tree() {
    List<HeadLoss> terms = BatchCosts.terms(subject.head());
    List<Seen> costs = subject.costs(terms);
    List<LossNode> parts = new ArrayList<>();
    for (HeadLoss term : terms) {
      List<Seen> own = costs.stream().filter(seen -> seen.cost().part() == term.part()).toList();
      parts.add(new LossNode(name(term), mean(own), breakdowns(term, own)));
    }
    List<Breakdown> breakdowns = new ArrayList<>();
    breakdowns.add(new Breakdown("part", true, "", parts));
    groups.forEach(group -> breakdowns.add(sums(group, costs)));
    String name =
        String.format(
            "%s, mean over %s",
            String.join(" + ", terms.stream().map(term -> term.part().toString()).toList()),
            subject.counted());
    return new LossNode(name, mean(costs), breakdowns);
  }

  private static String name(HeadLoss term) {
    String times =
        term.part() == HeadPart.BOXES && term.weight() != 1 ? ", times " + term.weight() : "";
    return term.part() + ": " + term.loss() + times;
  }

  /** The sum over predictions, divided by the number of images. */
  private double mean(List<Seen> costs) {
    return costs.stream().mapToDouble(seen -> seen.cost().cost()).sum() / subject.images().size();
  }

  private List<Breakdown> breakdowns(HeadLoss term, List<Seen> costs) {
    List<Breakdown> breakdowns = new ArrayList<>();
    if (term.loss() instanceof LossSum sum) {
      breakdowns.add(byTerm(term, sum));
    }
    groups.stream()
        .filter(group -> term.ofBackground() || !group.by().equals("what should be seen"))
        .map(group -> sums(group, costs))
        .forEach(breakdowns::add);
    return breakdowns;
  }

  private Breakdown byTerm(HeadLoss whole, LossSum sum) {
    List<LossNode> parts = new ArrayList<>();
    for (int i = 0; i < sum.losses().size(); i++) {
      VisionLoss loss = new LossSum(new double[] {sum.weight(i)}, sum.losses().get(i));
      HeadLoss alone = new HeadLoss(whole.part(), loss, whole.weight(), whole.ofBackground());
      parts.add(LossNode.leaf(loss.toString(), mean(subject.costs(List.of(alone)))));
    }
    return new Breakdown("term", true, "", parts);
  }

  private Breakdown sums(PredictionGroups group, List<Seen> costs) {
    double[] sums = new double[group.names().size()];
    long[] counts = new long[sums.length];
    for (Seen seen : costs) {
      int in = group.group().applyAsInt(seen.cost());
      sums[in] += seen.cost().cost();
      counts[in]++;
    }
    List<LossNode> parts =
        IntStream.range(0, sums.length)
            .filter(i -> counts[i] > 0)
            .mapToObj(i -> LossNode.leaf(group.names().get(i), sums[i] / subject.images().size()))
            .toList();
    return new Breakdown(group.by(), true, "", parts);
  }
}
