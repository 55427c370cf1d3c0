package org.dl4jvision.layer;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * An image's loss is the sum of w (p - y)^2 over the sum of w, so that it needs the whole image:
 * plain array operations, to test the layer apart from the library's own losses.
 */
class ImageLoss implements ILossFunction {

  @Override
  public double computeScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    double sum = computeScoreArray(labels, preOutput, activation, mask).sumNumber().doubleValue();
    return average ? sum / preOutput.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    INDArray difference = probabilities(preOutput, activation).sub(target(labels, preOutput));
    INDArray weights = weights(mask, preOutput);
    INDArray sums = perImage(difference.mul(difference).muli(weights));
    return sums.divi(perImage(weights));
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    INDArray p = probabilities(preOutput, activation);
    INDArray weights = weights(mask, preOutput);
    long[] oneAnImage = new long[preOutput.rank()];
    Arrays.fill(oneAnImage, 1);
    oneAnImage[0] = preOutput.size(0);
    INDArray scale = perImage(weights).rdivi(2).reshape(oneAnImage);
    INDArray byOutput = p.sub(target(labels, preOutput)).muli(weights).muli(scale);
    if (activation instanceof ActivationSoftmax) {
      return byOutput.sub(byOutput.mul(p).sum(true, 1)).mul(p);
    }
    return activation.backprop(preOutput.dup('c'), byOutput).getFirst();
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    throw new UnsupportedOperationException();
  }

  private static INDArray probabilities(INDArray preOutput, IActivation activation) {
    if (activation instanceof ActivationSoftmax) {
      INDArray exp = Transforms.exp(preOutput.sub(preOutput.max(true, 1)), false);
      return exp.div(exp.sum(true, 1));
    }
    return activation.getActivation(preOutput.dup('c'), true);
  }

  /** Class indices become one-hot. */
  private static INDArray target(INDArray labels, INDArray like) {
    INDArray cast = labels.castTo(like.dataType());
    if (cast.equalShapes(like)) {
      return cast;
    }
    INDArray[] classes = new INDArray[(int) like.size(1)];
    for (int c = 0; c < classes.length; c++) {
      classes[c] = cast.eq(c).castTo(like.dataType());
    }
    return Nd4j.concat(1, classes);
  }

  private static INDArray weights(INDArray mask, INDArray like) {
    INDArray ones = Nd4j.ones(like.dataType(), like.shape());
    if (mask == null) {
      return ones;
    }
    long[] shape = like.shape().clone();
    if (mask.rank() == 2 && mask.size(1) == 1) {
      Arrays.fill(shape, 1, shape.length, 1);
    } else if (mask.rank() == like.rank() - 1) {
      shape[1] = 1;
    } else {
      shape = mask.shape();
    }
    return ones.mul(mask.castTo(like.dataType()).reshape(shape));
  }

  private static INDArray perImage(INDArray array) {
    return array.sum(IntStream.range(1, array.rank()).toArray()).reshape(array.size(0), 1);
  }

  @Override
  public String name() {
    return "ImageLoss";
  }

  @Override
  public String toString() {
    return name();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ImageLoss;
  }

  @Override
  public int hashCode() {
    return 1;
  }
}
