package org.dl4jvision.task.gradient;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Measures the gradients of a network's loss on batches: each term of a sum by itself, as each is
 * linear in the sum. Batches are normalized by themselves, as in a training; nothing is dropped at
 * random; regularization is left out.
 */
public final class GradientProbe {

  private final ComputationGraph network;
  private final SegmentationHead head;
  private final List<LossTerm> terms;
  private final WeightSums weights = new WeightSums();
  private final LogitGradient whole;
  private final List<LogitGradient> parts;

  /**
   * @param network is left as it is
   * @param classNames by class index
   */
  public GradientProbe(ComputationGraph network, List<String> classNames) {
    this.network = NetworkTwin.of(network);
    Acceleration.enable(this.network);
    head = SegmentationHead.of(network);
    terms = LossTerm.of(head.loss());
    whole = new LogitGradient(classNames);
    parts = terms.stream().map(term -> new LogitGradient(classNames)).toList();
  }

  /** The terms of the loss. */
  public List<LossTerm> terms() {
    return terms;
  }

  /**
   * Adds a batch.
   *
   * @param labels class indices [N, 1, H, W]
   * @param mask [N, 1, H, W], or null
   */
  public void add(INDArray images, INDArray labels, INDArray mask) {
    List<ParameterGradient> ofTerms = new ArrayList<>();
    INDArray byLogits = null;
    INDArray probabilities = null;
    for (int i = 0; i < terms.size(); i++) {
      Backprop pass = new Backprop(network, images, true);
      INDArray logits = pass.outputs().get(head.logits());
      Evaluation evaluation =
          terms.get(i).weighted().evaluate(labels, logits, head.activation(), mask, true);
      if (probabilities == null) {
        probabilities = probabilities(head.activation(), logits);
      }
      // The way back may work in the array that it is given.
      INDArray gradient = evaluation.gradient().dup('c');
      parts.get(i).add(gradient, probabilities, labels, mask);
      byLogits = byLogits == null ? gradient.dup() : byLogits.addi(gradient);
      ofTerms.add(pass.back(head.logits(), gradient));
    }
    whole.add(byLogits, probabilities, labels, mask);
    weights.add(ofTerms, images.size(0));
  }

  /** Probabilities of logits [N, channels, H, W]. */
  static INDArray probabilities(IActivation activation, INDArray logits) {
    if (activation instanceof ActivationSoftmax) {
      INDArray result = logits.ulike();
      Batch.softmax(logits, result);
      return result;
    }
    return activation.getActivation(logits.dup(), false);
  }

  /**
   * What was found.
   *
   * @throws IllegalStateException without a batch
   */
  public GradientFacts facts() {
    List<String> names = terms.stream().map(LossTerm::name).toList();
    return new GradientFacts(terms, weights.facts(names), whole, parts);
  }
}
