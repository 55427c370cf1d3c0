package org.dl4jvision.task.gradient;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.layer.detection.BatchCosts;
import org.dl4jvision.layer.detection.DetectionLossLayer;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.HeadLoss;
import org.dl4jvision.layer.detection.PredictionCost;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Measures the gradients of a detector's loss on batches: each part, classes, boxes and quality, by
 * itself. Batches are normalized by themselves, as in a training; nothing is dropped at random;
 * regularization is left out.
 */
public final class DetectorProbe {

  private final ComputationGraph network;
  private final Head head;
  private final String logits;
  private final List<HeadLoss> terms;
  private final WeightSums weights = new WeightSums();
  private final PredictionGradient whole;
  private final List<PredictionGradient> parts;

  /**
   * @param network is left as it is; its only output is a {@link DetectionLossLayer}
   * @param classNames by class index
   */
  public DetectorProbe(ComputationGraph network, List<String> classNames) {
    String output = network.getConfiguration().getNetworkOutputs().get(0);
    head = ((DetectionLossLayer) network.getLayer(output).conf().getLayer()).getHead();
    logits = network.getConfiguration().getVertexInputs().get(output).get(0);
    this.network = NetworkTwin.of(network);
    Acceleration.enable(this.network);
    terms = BatchCosts.terms(head);
    whole = new PredictionGradient(head, classNames);
    parts = terms.stream().map(term -> new PredictionGradient(head, classNames)).toList();
  }

  /**
   * Adds a batch.
   *
   * @param labels as {@link org.dl4jvision.box.BoxLabels} has them
   */
  public void add(INDArray images, INDArray labels) {
    List<ParameterGradient> ofTerms = new ArrayList<>();
    List<PredictionCost> all = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      Backprop pass = new Backprop(network, images, true);
      INDArray output = pass.outputs().get(logits);
      BatchCosts batch = new BatchCosts(head, labels, output);
      List<PredictionCost> costs = batch.of(terms.subList(i, i + 1));
      parts.get(i).add(costs);
      all.addAll(costs);
      INDArray gradient = batch.gradient(terms.subList(i, i + 1)).castTo(output.dataType());
      ofTerms.add(pass.back(logits, gradient));
    }
    whole.add(all);
    weights.add(ofTerms, images.size(0));
  }

  /**
   * What was found.
   *
   * @throws IllegalStateException without a batch
   */
  public DetectorGradients facts() {
    List<String> names = terms.stream().map(term -> term.part().toString()).toList();
    return new DetectorGradients(weights.facts(names), whole, parts);
  }
}
