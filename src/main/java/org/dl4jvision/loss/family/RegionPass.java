package org.dl4jvision.loss.family;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Derivatives;
import org.dl4jvision.loss.evaluation.Pixels;
import org.dl4jvision.loss.evaluation.Sums;
import org.dl4jvision.loss.evaluation.field.Field;
import org.dl4jvision.loss.math.BufferPool;
import org.dl4jvision.loss.math.Scalar;

/**
 * One evaluation of a region loss: the first sweep takes its sums, the second gives derivatives.
 */
final class RegionPass extends Pass {

  /** Tapes are lent by the number of classes. */
  private static final BufferPool<Scalar.Tape> TAPES =
      new BufferPool<>(classes -> new Scalar.Tape());

  private final RegionLoss loss;
  private final Batch arrays;
  private final double scale;
  private final int classes;
  private final List<RegionTerm> terms;
  private double[] losses;

  /** The derivative by each sum, of each image and class. */
  private double[][][] derivatives;

  RegionPass(RegionLoss loss, Batch arrays, double weight, double factor) {
    super(loss, weight);
    this.loss = loss;
    this.arrays = arrays;
    scale = loss.scale(arrays, weight * factor);
    classes = arrays.classes();
    Set<RegionTerm> needed = new LinkedHashSet<>(loss.sums());
    if (!loss.countsAll(arrays)) {
      needed.add(RegionSum.WEIGHT);
    }
    terms = List.copyOf(needed);
  }

  @Override
  boolean gathers() {
    return true;
  }

  @Override
  int sums() {
    return terms.size();
  }

  @Override
  void between(Sums ofImages, int at) {
    Sums sums = loss.isOneGroup(arrays) ? ofImages.together() : ofImages;
    losses = new double[sums.groups()];
    derivatives = new double[terms.size()][ofImages.groups()][];
    Scalar.Tape tape = TAPES.take(classes);
    for (int group = 0; group < losses.length; group++) {
      double[][] byTerm = new double[terms.size()][classes];
      losses[group] = loss(tape, sums, group, at, byTerm);
      for (int i = 0; i < terms.size(); i++) {
        for (int image = group; image < derivatives[i].length; image += losses.length) {
          derivatives[i][image] = byTerm[i];
        }
      }
    }
    TAPES.release(classes, tape);
  }

  @Override
  boolean accumulates() {
    return arrays.wantsGradient();
  }

  @Override
  boolean needsOnlyP() {
    return true;
  }

  @Override
  double[] losses(Sums none, int at) {
    return PerClassLoss.ofExamples(losses, arrays.examples());
  }

  @Override
  void gather(Pixels pixels, int at) {
    Field p = pixels.prediction().p();
    Field t = pixels.target();
    Field weight = pixels.weight();
    for (int i = 0; i < terms.size(); i++) {
      Field term = terms.get(i).term(p, t);
      if (term == null) {
        term = pixels.ones();
      }
      pixels.add(at + i, weight == null ? term : term.times(weight));
    }
  }

  /** The loss of a group; its derivative by each sum, scaled, goes into {@code byTerm}. */
  private double loss(Scalar.Tape tape, Sums sums, int group, int at, double[][] byTerm) {
    int first = loss.firstClass(classes);
    int weightAt = terms.indexOf(RegionSum.WEIGHT);
    tape.restart();
    List<RegionLoss.Region> regions = new ArrayList<>(classes);
    for (int c = first; c < classes; c++) {
      if (weightAt >= 0 && sums.get(group, at + weightAt, c) == 0) {
        continue;
      }
      List<Scalar> variables = new ArrayList<>(terms.size());
      for (int i = 0; i < terms.size(); i++) {
        variables.add(tape.variable(sums.get(group, at + i, c)));
      }
      regions.add(new RegionLoss.Region(c, loss.weightOfClass(c), terms, variables));
    }
    if (regions.isEmpty()) {
      return 0;
    }
    Scalar ofImage = loss.lossOfImage(regions, classes - first);
    tape.differentiate(ofImage);
    for (RegionLoss.Region region : regions) {
      for (int i = 0; i < terms.size(); i++) {
        byTerm[i][region.classIndex()] = scale * region.sum(i).derivative();
      }
    }
    return ofImage.value();
  }

  @Override
  void accumulate(Pixels pixels, int at) {
    Field t = pixels.target();
    Field weight = pixels.weight();
    Derivatives byPrediction = pixels.derivatives();
    for (int i = 0; i < terms.size(); i++) {
      if (terms.get(i).dependsOnPrediction()) {
        Field byTerm = pixels.ofGroupsAndClasses(derivatives[i]);
        byTerm = weight == null ? byTerm : byTerm.times(weight);
        byPrediction.addByP(terms.get(i).byPrediction(byTerm, pixels.prediction(), t));
      }
    }
    pixels.addGradient(byPrediction);
  }
}
