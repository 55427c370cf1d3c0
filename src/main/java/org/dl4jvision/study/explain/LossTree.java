package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dl4jvision.loss.family.DenseLoss;
import org.dl4jvision.loss.family.PerClassLoss;
import org.dl4jvision.loss.family.PixelLoss;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.study.explain.LossNode.Breakdown;
import org.dl4jvision.task.gradient.LossTerm;
import org.dl4jvision.task.gradient.TruthMap;

/**
 * Takes a loss apart: into its terms, their classes, and what pixels have to do with it.
 *
 * <p>A loss that is a mean over pixels is the sum of what they add, whatever groups they are put
 * in. Others, such as Dice, are no sum over pixels: there a group's number is by how much the loss
 * falls if the group's pixels are right and all others stay, and these numbers add up to nothing.
 */
final class LossTree {

  /** Numbers that differ by less than this share are equal in single precision. */
  private static final double EQUAL = 1e-4;

  private static final String FALLS =
      "does not add up: by how much it falls if these pixels alone are right";

  private final List<ExplainedBatch> batches;
  private final List<String> classNames;
  private final List<PixelGroups> groups;
  private final PixelGroups classes;
  private final int images;

  /**
   * @param background whether class 0 has no objects
   */
  LossTree(List<ExplainedBatch> batches, List<String> classNames, boolean background) {
    this.batches = batches;
    this.classNames = classNames;
    List<TruthMap> truths = batches.stream().flatMap(batch -> batch.truths().stream()).toList();
    classes = PixelGroups.byClass(classNames, truths);
    groups = List.of(PixelGroups.byPlace(truths), PixelGroups.bySize(truths, background));
    images = truths.size();
  }

  /** The tree of a loss: the mean over all images. */
  LossNode of(VisionLoss loss) {
    List<LossTerm> terms = LossTerm.of(loss);
    String name = loss + ", mean over " + images + " images";
    if (terms.size() == 1) {
      LossTerm only = terms.get(0);
      return new LossNode(name, mean(only.weighted()), breakdowns(only.weighted(), only.loss()));
    }
    List<LossNode> parts =
        terms.stream()
            .map(
                term ->
                    new LossNode(
                        term.expression(),
                        mean(term.weighted()),
                        breakdowns(term.weighted(), term.loss())))
            .toList();
    return new LossNode(name, mean(loss), List.of(new Breakdown("term", true, "", parts)));
  }

  private double mean(VisionLoss loss) {
    return batches.stream().mapToDouble(b -> Arrays.stream(b.losses(loss)).sum()).sum() / images;
  }

  /**
   * The ways to take a term apart.
   *
   * @param weighted the term with its weight
   * @param loss the term without
   */
  private List<Breakdown> breakdowns(VisionLoss weighted, VisionLoss loss) {
    List<Breakdown> breakdowns = new ArrayList<>();
    if (loss instanceof PixelLoss pixelLoss) {
      double whole = mean(weighted);
      double[][] ofPixels = ofPixels(pixelLoss);
      breakdowns.add(sums(classes, ofPixels, whole));
      groups.forEach(group -> breakdowns.add(sums(group, ofPixels, whole)));
    } else {
      byClass(weighted, loss).ifPresent(breakdowns::add);
      groups.forEach(group -> breakdowns.add(falls(group, weighted)));
    }
    return breakdowns;
  }

  private double[][] ofPixels(PixelLoss loss) {
    return batches.stream()
        .flatMap(batch -> Arrays.stream(PixelLosses.of(loss, batch)))
        .toArray(double[][]::new);
  }

  private static Breakdown sums(PixelGroups group, double[][] ofPixels, double whole) {
    double[] sums = PixelLosses.sums(ofPixels, group.ofImages(), group.names().size());
    double all = Arrays.stream(sums).sum();
    double scale = all == 0 ? 0 : whole / all; // the weight of the term, and the mean
    List<LossNode> parts =
        IntStream.range(0, sums.length)
            .mapToObj(i -> LossNode.leaf(group.names().get(i), sums[i] * scale))
            .toList();
    return new Breakdown(group.by(), true, "", parts);
  }

  /** By how much the loss falls if a group is right. */
  private Breakdown falls(PixelGroups group, VisionLoss loss) {
    double[] falls = new double[group.names().size()];
    int first = 0;
    for (ExplainedBatch batch : batches) {
      Correction correction = new Correction(batch);
      double now = batch.loss(loss, batch.logits());
      for (int i = 0; i < falls.length; i++) {
        int which = i;
        int from = first;
        falls[i] +=
            now
                - batch.loss(
                    loss,
                    correction.of(
                        (image, pixel) -> group.ofImages().get(from + image)[pixel] == which));
      }
      first += batch.size();
    }
    List<LossNode> parts =
        IntStream.range(0, falls.length)
            .mapToObj(i -> LossNode.leaf(group.names().get(i), falls[i] / images))
            .toList();
    return new Breakdown(group.by(), false, FALLS, parts);
  }

  /** The loss with one class at a time: most losses of classes are their mean. */
  private Optional<Breakdown> byClass(VisionLoss weighted, VisionLoss loss) {
    int channels = batches.get(0).channels();
    if (!(loss instanceof PerClassLoss dense) || channels == 1) {
      return Optional.empty();
    }
    double whole = mean(weighted);
    double unweighted = mean(loss);
    double factor = unweighted == 0 ? 1 : whole / unweighted;
    double[] given = (double[]) loss.options().get("classWeights");
    List<LossNode> parts = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      double[] one = new double[channels];
      one[c] = given == null ? 1 : given[c];
      VisionLoss ofClass = new Weighted(dense).classWeights(one).build();
      parts.add(LossNode.leaf(classNames.get(c), factor * mean(ofClass)));
    }
    double sum = parts.stream().mapToDouble(LossNode::value).sum();
    boolean adds = Math.abs(sum - whole) <= EQUAL * Math.abs(whole);
    return Optional.of(
        new Breakdown(
            "class", adds, "does not add up: what it is if all other classes weigh 0", parts));
  }

  /** Sets class weights of any loss of pixels. */
  private static final class Weighted extends DenseLoss.Builder<DenseLoss, Weighted> {
    Weighted(DenseLoss loss) {
      super(loss);
    }
  }
}
