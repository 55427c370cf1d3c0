package org.dl4jvision.study.explain;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.data.ExampleInfo;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.task.gradient.TruthMap;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A batch of images with what a network makes of them.
 *
 * @param examples where each image comes from
 * @param images as the network sees them, [N, channels, H, W]
 * @param labels class indices [N, 1, H, W]
 * @param mask [N, 1, H, W], 0 where a pixel does not count; null where all do
 * @param logits [N, classes or 1, H, W]
 * @param activation what makes probabilities of them
 * @param truths the labels of each image
 */
record ExplainedBatch(
    List<ExampleInfo> examples,
    INDArray images,
    INDArray labels,
    INDArray mask,
    INDArray logits,
    IActivation activation,
    List<TruthMap> truths) {

  static ExplainedBatch of(
      List<ExampleInfo> examples,
      INDArray images,
      INDArray labels,
      INDArray mask,
      INDArray logits,
      IActivation activation) {
    List<TruthMap> truths =
        IntStream.range(0, examples.size()).mapToObj(i -> TruthMap.of(labels, mask, i)).toList();
    return new ExplainedBatch(examples, images, labels, mask, logits, activation, truths);
  }

  int size() {
    return examples.size();
  }

  int channels() {
    return (int) logits.size(1);
  }

  /** The loss of every image. */
  double[] losses(VisionLoss loss) {
    return losses(loss, logits);
  }

  /** The loss of every image with other logits. */
  double[] losses(VisionLoss loss, INDArray others) {
    return loss.evaluate(labels, others, activation, mask, false).perExample();
  }

  /** The sum of the losses of the images with other logits. */
  double loss(VisionLoss loss, INDArray others) {
    return loss.evaluate(labels, others, activation, mask, false).sum();
  }
}
