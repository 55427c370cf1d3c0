package org.dl4jvision.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;

/**
 * A loss as PyTorch's users write it, operation by operation, and its automatic derivative. The
 * value is the sum over images that the loss of this library gives.
 */
final class PyTorchLoss implements LossEvaluator {

  private final LossProblem problem;
  private final NDManager manager = PyTorch.manager();
  private final NDArray logits;
  private final NDArray labels;
  private NDManager scope = manager.newSubManager();

  PyTorchLoss(LossInputs inputs) {
    problem = inputs.problem();
    boolean index = problem.labels() == LabelKind.INDEX;
    Shape images = new Shape(problem.images(), problem.classes(), problem.pixels());
    logits = manager.create(inputs.logits().data().asFloat(), images);
    NDArray numbers =
        manager.create(
            inputs.labels().data().asFloat(),
            new Shape(problem.images(), index ? 1 : problem.classes(), problem.pixels()));
    labels = index ? numbers.toType(DataType.INT64, false) : numbers;
  }

  @Override
  public Outcome evaluate() {
    scope.close();
    scope = manager.newSubManager();
    // Views, of which the first has no gradient yet that would have to be added to.
    NDArray z = in(scope, logits);
    z.setRequiresGradient(true);
    try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
      NDArray loss = new Formulas(problem, z, in(scope, labels)).loss(problem.loss());
      collector.backward(loss);
      return new Outcome(loss.getFloat(), i -> z.getGradient().flatten().getFloat(i));
    }
  }

  private static NDArray in(NDManager scope, NDArray array) {
    NDArray view = array.stopGradient();
    view.attach(scope);
    return view;
  }

  @Override
  public void close() {
    scope.close();
    manager.close();
  }

  /** The losses of one pair of arrays, [images, classes, pixels]. */
  private static final class Formulas {
    private static final float SMOOTH = 1e-5f;

    private final LossProblem problem;
    private final NDArray z;
    private final NDArray labels;
    private final NDArray one;

    Formulas(LossProblem problem, NDArray z, NDArray labels) {
      this.problem = problem;
      this.z = z;
      this.labels = labels;
      one = z.getManager().create(1f);
    }

    NDArray loss(String name) {
      return switch (name) {
        case "cross-entropy" -> crossEntropy();
        case "binary-cross-entropy" -> binaryCrossEntropy(labels).sum().div(problem.pixels());
        case "dice" -> dice();
        case "focal" -> problem.classes() == 1 ? binaryFocal() : focal();
        case "tversky" -> tversky();
        case "lovasz" -> lovasz();
        case LossProblem.SMOOTH_L1 -> smoothL1();
        case "dice + cross-entropy" -> dice().add(crossEntropy());
        case "dice + binary-cross-entropy" -> dice().add(loss("binary-cross-entropy"));
        default -> throw new IllegalArgumentException("loss " + name + " is not written down");
      };
    }

    private NDArray crossEntropy() {
      NDArray logP = z.logSoftmax(1);
      NDArray chosen =
          problem.labels() == LabelKind.INDEX ? logP.gather(labels, 1) : logP.mul(labels);
      return chosen.sum().div(-problem.pixels());
    }

    /** Computes (1 - t) z + log(1 + exp(-z)) at every pixel. */
    private NDArray binaryCrossEntropy(NDArray t) {
      return one.sub(t).mul(z).add(z.neg().getNDArrayInternal().softPlus());
    }

    private NDArray focal() {
      NDArray logP = z.logSoftmax(1);
      return one.sub(logP.exp()).square().mul(logP).mul(oneHot()).sum().div(-problem.pixels());
    }

    private NDArray binaryFocal() {
      NDArray p = sigmoid();
      NDArray right = p.mul(labels).add(one.sub(p).mul(one.sub(labels)));
      NDArray terms = binaryCrossEntropy(labels).mul(one.sub(right).square());
      return terms.sum().div(problem.pixels());
    }

    private NDArray dice() {
      NDArray p = region(probabilities());
      NDArray t = region(oneHot());
      int[] space = {2};
      NDArray intersection = p.mul(t).sum(space).mul(2).add(SMOOTH);
      NDArray size = p.square().sum(space).add(t.square().sum(space)).add(SMOOTH);
      return ofImages(one.sub(intersection.div(size)));
    }

    private NDArray tversky() {
      NDArray p = region(probabilities());
      NDArray t = region(oneHot());
      int[] space = {2};
      NDArray intersection = p.mul(t).sum(space);
      NDArray wrong = p.sum(space).sub(intersection).add(t.sum(space).sub(intersection)).mul(0.5);
      return ofImages(one.sub(intersection.add(SMOOTH).div(intersection.add(wrong).add(SMOOTH))));
    }

    /** Computes it as its authors wrote it, all classes and images at once. */
    private NDArray lovasz() {
      boolean hinge = problem.classes() == 1;
      NDArray t = region(oneHot());
      NDArray errors =
          hinge ? one.sub(z.mul(t.mul(2).sub(1))) : t.sub(region(probabilities())).abs();
      NDArray order = errors.stopGradient().neg().argSort(2, true);
      NDArray positive = t.gather(order, 2);
      NDArray size = t.sum(new int[] {2}, true);
      NDArray intersection = size.sub(positive.cumSum(2));
      NDArray union = size.add(one.sub(positive).cumSum(2));
      NDArray jaccard = one.sub(intersection.div(union));
      NDArray steps = jaccard.get(":, :, 1:").sub(jaccard.get(":, :, :-1"));
      NDArray derivatives = jaccard.get(":, :, :1").concat(steps, 2);
      NDArray sorted = errors.gather(order, 2);
      NDArray losses =
          (hinge ? sorted.getNDArrayInternal().relu() : sorted).mul(derivatives).sum(new int[] {2});
      if (hinge) {
        return ofImages(losses);
      }
      NDArray present = size.squeeze(2).gt(0).toType(DataType.FLOAT32, false);
      NDArray ofImage = losses.mul(present).sum(new int[] {1}).div(present.sum(new int[] {1}));
      return ofImages(ofImage.expandDims(1));
    }

    private NDArray smoothL1() {
      NDArray size = z.sub(oneHot()).abs();
      NDArray bent = size.clip(0, 1);
      NDArray terms = bent.square().mul(0.5).add(size.sub(bent));
      return terms.mean().mul(problem.images());
    }

    private NDArray probabilities() {
      return problem.classes() == 1 ? sigmoid() : z.softmax(1);
    }

    private NDArray sigmoid() {
      return z.getNDArrayInternal().sigmoid();
    }

    private NDArray oneHot() {
      if (problem.labels() != LabelKind.INDEX) {
        return labels;
      }
      NDArray classes =
          z.getManager()
              .arange(0, problem.classes(), 1, DataType.INT64)
              .reshape(1, problem.classes(), 1);
      return labels.eq(classes).toType(DataType.FLOAT32, false);
    }

    /** Rows without space are one region, of which each row's loss is that of all. */
    private NDArray region(NDArray array) {
      return problem.isFlat() ? array.transpose(2, 1, 0) : array;
    }

    /** The sum over images of the mean over classes. */
    private NDArray ofImages(NDArray losses) {
      return losses.mean(new int[] {1}).sum().mul(problem.isFlat() ? problem.images() : 1);
    }
  }
}
