package org.dl4jvision.loss.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Grouping;
import org.dl4jvision.loss.evaluation.Pixels;
import org.dl4jvision.loss.evaluation.Sums;
import org.dl4jvision.loss.evaluation.field.Field;

/** Passes with the same ignore index that sweep over the pixels together, once or twice. */
final class SharedSweep {

  private final List<Pass> passes;
  private final Batch batch;

  /** The first sum of each pass; at the end the number of all. */
  private final int[] at;

  /** Whether the next sweep has to check labels, along with what it is made for. */
  private boolean checksLabels;

  private SharedSweep(List<Pass> passes, Batch batch) {
    this.passes = passes;
    this.batch = batch;
    at = new int[passes.size() + 1];
    for (int i = 0; i < passes.size(); i++) {
      at[i + 1] = at[i] + passes.get(i).sums();
    }
    checksLabels = !batch.labelsAreClasses() && passes.stream().anyMatch(Pass::isOfProbabilities);
  }

  /** The weighted losses of every example, for each pass. */
  static List<double[]> run(List<Pass> passes, Batch batch) {
    double[][] losses = new double[passes.size()][];
    Map<Object, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < losses.length; i++) {
      // Where every example is a pixel, a loss's sums are of all or of each: not to be shared.
      Object group = batch.isFlat() ? i : Optional.ofNullable(passes.get(i).ignoreIndex());
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(i);
    }
    for (List<Integer> group : groups.values()) {
      List<double[]> ofGroup =
          new SharedSweep(group.stream().map(passes::get).toList(), batch).run();
      for (int i = 0; i < ofGroup.size(); i++) {
        losses[group.get(i)] = ofGroup.get(i);
      }
    }
    return Arrays.asList(losses);
  }

  private List<double[]> run() {
    boolean keepsP = passes.stream().allMatch(Pass::needsOnlyP);
    Sums gathered = sweep(Pass::gathers, Pass::gather, keepsP);
    for (int i = 0; i < passes.size(); i++) {
      passes.get(i).between(gathered, at[i]);
    }
    Sums accumulated = sweep(Pass::accumulates, Pass::accumulate, false);
    List<double[]> losses = new ArrayList<>();
    for (int i = 0; i < passes.size(); i++) {
      losses.add(passes.get(i).weightedLosses(accumulated, at[i]));
      passes.get(i).close();
    }
    return losses;
  }

  /** What a pass does with pixels. */
  @FunctionalInterface
  private interface Visit {
    void accept(Pass pass, Pixels pixels, int at);
  }

  /** The sums of a sweep of those passes that take part; null if none does. */
  private Sums sweep(Predicate<Pass> takesPart, Visit visit, boolean keepsP) {
    if (passes.stream().noneMatch(takesPart)) {
      return null;
    }
    int all = at[passes.size()];
    boolean checks = checksLabels;
    Consumer<Pixels> visitor =
        pixels -> {
          for (int i = 0; i < passes.size(); i++) {
            if (takesPart.test(passes.get(i))) {
              visit.accept(passes.get(i), pixels, at[i]);
            }
          }
          if (checks) {
            pixels.add(all, outside(pixels));
          }
        };
    Integer ignoreIndex = passes.get(0).ignoreIndex();
    Grouping grouping = passes.get(0).grouping();
    int sums = checks ? all + 1 : all;
    Sums result =
        keepsP
            ? batch.sweepForP(ignoreIndex, grouping, sums, visitor)
            : batch.sweep(ignoreIndex, grouping, sums, visitor);
    if (checks && result.together().get(0, all) != 0) { // or NaN
      batch.checkProbabilities(ignoreIndex);
    }
    checksLabels = false;
    return result;
  }

  /** 0 where a label is a probability or hidden, below 0 or NaN elsewhere. */
  private static Field outside(Pixels pixels) {
    Field label = pixels.target();
    // t - t^2 is below 0 outside of [0, 1] only; ND4J's minimum would lose NaN.
    Field rest = label.minus(label.square());
    Field outside = rest.minus(rest.abs());
    return pixels.weight() == null ? outside : outside.times(pixels.weight());
  }
}
