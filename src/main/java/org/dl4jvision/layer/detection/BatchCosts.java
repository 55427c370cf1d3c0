package org.dl4jvision.layer.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dl4jvision.box.BoxLabels;
import org.dl4jvision.box.ObjectBox;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss of a batch taken apart, prediction by prediction: what explains a detector asks this.
 * Heads that draw lots draw those of a validation.
 */
public final class BatchCosts {

  private static final long SEED = 0;

  private final Head head;
  private final List<List<ObjectBox>> images;
  private final INDArray output;

  /**
   * @param labels as {@link BoxLabels} has them
   * @param output of the network, [N, channels, locations]
   */
  public BatchCosts(Head head, INDArray labels, INDArray output) {
    this.head = head;
    this.images = BoxLabels.objects(labels);
    this.output = output;
  }

  /** The terms of a head's loss, in the order of their parts. */
  public static List<HeadLoss> terms(Head head) {
    return head.terms().stream().sorted(Comparator.comparing(HeadLoss::part)).toList();
  }

  /** What each prediction adds to some terms; the sum of all is that of the images' losses. */
  public List<PredictionCost> of(List<HeadLoss> terms) {
    List<PredictionCost> costs = new ArrayList<>();
    BatchLoss.costs(head, terms, images, output, SEED, costs);
    return costs;
  }

  /** The derivative of the sum of the images' losses by the output, of some terms. */
  public INDArray gradient(List<HeadLoss> terms) {
    return BatchLoss.costs(head, terms, images, output, SEED, new ArrayList<>());
  }
}
