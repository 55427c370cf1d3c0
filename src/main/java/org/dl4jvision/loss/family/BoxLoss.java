package org.dl4jvision.loss.family;

import org.dl4jvision.box.BoxFormat;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.math.Scalar;
import org.dl4jvision.loss.registry.LossOption;

/**
 * A loss of boxes: each row of predictions [N, 4] is a box, and so is each row of labels [N, 4]; a
 * row is an example. Any unit will do, the same for both. A mask [N, 1] multiplies the rows'
 * losses.
 *
 * <p>Activations are identity (for coordinates), sigmoid (for coordinates as shares of an image) or
 * any other of single numbers, such as relu. A formula is computed in double precision whatever the
 * network's type and its derivative is exact: the same everywhere but at kinks, such as where two
 * edges lie on each other; there it is the mean of both sides. Boxes that only touch count as
 * apart.
 *
 * <p>Everything is finite for all finite boxes: disjoint, nested, identical, without area. {@code
 * epsilon} is added to denominators, as in torchvision. A reversed box (right of left edge, bottom
 * above top) overlaps nothing; its width or height is negative in the formulas, as in torchvision,
 * so that the gradient of the losses with an enclosing box unfolds it.
 */
public abstract class BoxLoss extends VisionLoss {

  @LossOption(
      "what the four numbers are: xyxy (edges), xywh (left, top, size) or cxcywh (center, size)")
  private BoxFormat format = BoxFormat.XYXY;

  @LossOption("added to denominators")
  private double epsilon = 1e-7;

  @Override
  public void checkOptions() {
    Check.that(format != null, "format", null, "xyxy, xywh, cxcywh");
    Check.notNegative("epsilon", epsilon);
  }

  /** Returns what is added to denominators, so that none of them is 0. */
  protected final double epsilon() {
    return epsilon;
  }

  /** Returns the loss of one predicted box. */
  protected abstract Scalar loss(Pair pair);

  @Override
  public double[] lossOfExamples(Batch batch, double factor) {
    if (batch.classes() != 4) {
      throw new IllegalArgumentException(
          "predictions have " + batch.classes() + " numbers a row; a box has four: [N, 4]");
    }
    return batch.sweepRows(this::evaluateRow, factor);
  }

  private double evaluateRow(double[] prediction, double[] label, double[] gradient) {
    Scalar.Tape tape = new Scalar.Tape();
    Sides predicted = sides(tape, prediction);
    Scalar loss = loss(new Pair(predicted, sides(tape, label)));
    tape.differentiate(loss);
    double[] byEdges = {
      predicted.left.derivative(),
      predicted.top.derivative(),
      predicted.right.derivative(),
      predicted.bottom.derivative()
    };
    System.arraycopy(format.derivativeFromEdges(byEdges), 0, gradient, 0, 4);
    return loss.value();
  }

  private Sides sides(Scalar.Tape tape, double[] box) {
    double[] edges = format.toEdges(box[0], box[1], box[2], box[3]);
    return new Sides(
        tape.variable(edges[0]),
        tape.variable(edges[1]),
        tape.variable(edges[2]),
        tape.variable(edges[3]));
  }

  /** The edges of a box, and what follows from them. */
  protected record Sides(Scalar left, Scalar top, Scalar right, Scalar bottom) {

    public Scalar width() {
      return right.minus(left);
    }

    public Scalar height() {
      return bottom.minus(top);
    }

    public Scalar area() {
      return width().times(height());
    }

    public Scalar centerX() {
      return left.plus(right).times(0.5);
    }

    public Scalar centerY() {
      return top.plus(bottom).times(0.5);
    }
  }

  /** A predicted and a true box, and what they have in common. */
  protected final class Pair {
    private final Sides prediction;
    private final Sides target;
    private final Scalar intersection;
    private final Scalar union;

    Pair(Sides prediction, Sides target) {
      this.prediction = prediction;
      this.target = target;
      Scalar width =
          prediction.right.min(target.right).minus(prediction.left.max(target.left)).atLeast(0);
      Scalar height =
          prediction.bottom.min(target.bottom).minus(prediction.top.max(target.top)).atLeast(0);
      // Boxes that overlap in one direction only are as good as apart.
      intersection = width.value() > 0 && height.value() > 0 ? width.times(height) : width.times(0);
      union = prediction.area().plus(target.area()).minus(intersection);
    }

    public Sides prediction() {
      return prediction;
    }

    public Sides target() {
      return target;
    }

    public Scalar union() {
      return union;
    }

    /** Returns intersection over union, 0 to 1. */
    public Scalar iou() {
      // With a reversed box the union may be negative; the intersection is then 0.
      return intersection.shareOf(union.atLeast(0).plus(epsilon));
    }

    public Scalar enclosingWidth() {
      return prediction.right.max(target.right).minus(prediction.left.min(target.left)).atLeast(0);
    }

    public Scalar enclosingHeight() {
      return prediction.bottom.max(target.bottom).minus(prediction.top.min(target.top)).atLeast(0);
    }

    /** Returns the horizontal distance from center to center. */
    public Scalar distanceX() {
      return prediction.centerX().minus(target.centerX());
    }

    public Scalar distanceY() {
      return prediction.centerY().minus(target.centerY());
    }

    /**
     * The squared distance between the centers as a share of the squared diagonal of the enclosing
     * box.
     */
    public Scalar distance() {
      Scalar diagonal = enclosingWidth().square().plus(enclosingHeight().square()).plus(epsilon);
      return distanceX().square().plus(distanceY().square()).shareOf(diagonal);
    }
  }

  /**
   * Options of all losses of boxes.
   *
   * @param <L> the loss
   * @param <B> the builder itself
   */
  public static class Builder<L extends BoxLoss, B extends Builder<L, B>>
      extends VisionLoss.Builder<L, B> {

    public Builder(L start) {
      super(start);
    }

    /** Sets what the four numbers of a box are. */
    public B format(BoxFormat format) {
      return set((BoxLoss loss) -> loss.format = format);
    }

    /** Sets what is added to denominators, >= 0. */
    public B epsilon(double epsilon) {
      return set((BoxLoss loss) -> loss.epsilon = epsilon);
    }
  }
}
