package org.dl4jvision.loss.family;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.registry.LossOption;

/**
 * A loss made of others, its terms, each with a weight. Terms with the same ignore index share one
 * sweep over the pixels, also those of terms that are made of others themselves.
 */
public abstract class CombinedLoss extends VisionLoss {

  @LossOption("the terms")
  private VisionLoss[] losses = {};

  /** The loss has no terms until the option is set. */
  protected CombinedLoss() {}

  protected CombinedLoss(List<? extends VisionLoss> losses) {
    this.losses = losses.toArray(VisionLoss[]::new);
  }

  /** Returns the losses that are added, in their order. */
  public final List<VisionLoss> losses() {
    return List.of(losses);
  }

  /** The weight of each term, as long as nothing is learned. Not to be changed. */
  protected abstract double[] weights();

  @Override
  public final double[] lossOfExamples(Batch batch, double factor) {
    return Pass.sum(evaluateTerms(batch, factor, weights()), batch.examples());
  }

  /**
   * Evaluates the terms; the gradient of {@code factor} times their sum is added to the batch's.
   *
   * @param weights one a term
   * @return for each term the losses of all examples, times its weight
   */
  protected final List<double[]> evaluateTerms(Batch batch, double factor, double[] weights) {
    List<List<Pass>> passes = passesOfTerms(batch, weights, factor);
    List<double[]> ofPasses =
        SharedSweep.run(passes.stream().flatMap(List::stream).toList(), batch);
    List<double[]> ofTerms = new ArrayList<>();
    int start = 0;
    for (List<Pass> term : passes) {
      int end = start + term.size();
      ofTerms.add(Pass.sum(ofPasses.subList(start, end), batch.examples()));
      start = end;
    }
    return ofTerms;
  }

  @Override
  public final List<Pass> passes(Batch batch, double weight, double factor) {
    double[] weights = weights().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= weight;
    }
    return passesOfTerms(batch, weights, factor).stream().flatMap(List::stream).toList();
  }

  private List<List<Pass>> passesOfTerms(Batch batch, double[] weights, double factor) {
    List<List<Pass>> passes = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      passes.add(losses[i].passes(batch, weights[i], factor));
    }
    return passes;
  }
}
