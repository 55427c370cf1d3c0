package org.dl4jvision.bench;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.SameDiffLoss;

/**
 * Losses of images as users of Deeplearning4j would write them for {@link SameDiffLoss}: with
 * automatic derivatives, of rows of probabilities. Each is the sum over images that the loss of
 * this library gives.
 */
final class SameDiffFormula extends SameDiffLoss {

  private static final long serialVersionUID = 1;
  private static final double SMOOTH = 1e-5;

  /**
   * The sum over images, of prediction and label, both [images, pixels, classes]. A number for each
   * image is no choice: SameDiff's derivatives of vectors fail where a dimension is 1.
   */
  @FunctionalInterface
  private interface Formula {
    SDVariable of(SDVariable p, SDVariable t);
  }

  private final transient LossProblem problem;
  private final transient Formula formula;

  private SameDiffFormula(LossProblem problem, Formula formula) {
    this.problem = problem;
    this.formula = formula;
    // Not in the first call: there its constants would lie in a workspace that is soon overwritten.
    createSameDiffInstance(DataType.FLOAT);
  }

  /**
   * Whether there is one: not for Lovász, since SameDiff cannot differentiate a sort, nor for class
   * indices, which SameDiffLoss refuses.
   */
  static boolean exists(LossProblem problem) {
    return problem.labels() != LabelKind.INDEX && formula(problem, problem.loss()).isPresent();
  }

  static SameDiffFormula of(LossProblem problem) {
    return new SameDiffFormula(problem, formula(problem, problem.loss()).orElseThrow());
  }

  private static Optional<Formula> formula(LossProblem problem, String loss) {
    return Optional.ofNullable(
        switch (loss) {
          case "cross-entropy" -> (p, t) -> perPixel(problem, logOf(p).mul(t).neg());
          case "binary-cross-entropy" ->
              (p, t) -> perPixel(problem, logOf(p).mul(t).add(logOf(no(p)).mul(no(t))).neg());
          case "focal" -> problem.classes() == 1 ? binaryFocal(problem) : focal(problem);
          case "dice" -> (p, t) -> dice(problem, p, t);
          case "tversky" -> (p, t) -> tversky(problem, p, t);
          case LossProblem.SMOOTH_L1 ->
              (p, t) -> perPixel(problem, smoothL1(p.sub(t))).div(problem.classes());
          case "dice + cross-entropy", "dice + binary-cross-entropy" -> {
            Formula second = formula(problem, loss.substring("dice + ".length())).orElseThrow();
            yield (p, t) -> dice(problem, p, t).add(second.of(p, t));
          }
          default -> null;
        });
  }

  /** Rows without space are one region: their mean is then not by pixels but by rows. */
  @Override
  public SDVariable defineLoss(SameDiff sd, SDVariable layerInput, SDVariable labels) {
    long[] shape = {
      problem.isFlat() ? 1 : problem.images(),
      problem.isFlat() ? problem.images() : problem.pixels(),
      problem.classes()
    };
    SDVariable losses = formula.of(layerInput.reshape(shape), labels.reshape(shape));
    return problem.isFlat() ? losses.mul(problem.images()) : losses;
  }

  private static Formula focal(LossProblem problem) {
    return (p, t) -> perPixel(problem, no(p).mul(no(p)).mul(t).mul(logOf(p)).neg());
  }

  private static Formula binaryFocal(LossProblem problem) {
    return (p, t) -> {
      SDVariable positive = no(p).mul(no(p)).mul(t).mul(logOf(p));
      SDVariable negative = p.mul(p).mul(no(t)).mul(logOf(no(p)));
      return perPixel(problem, positive.add(negative).neg());
    };
  }

  private static SDVariable dice(LossProblem problem, SDVariable p, SDVariable t) {
    SDVariable intersection = p.mul(t).sum(1).mul(2).add(SMOOTH);
    SDVariable size = p.mul(p).sum(1).add(t.mul(t).sum(1)).add(SMOOTH);
    return meanOfClasses(problem, no(intersection.div(size)));
  }

  private static SDVariable tversky(LossProblem problem, SDVariable p, SDVariable t) {
    SDVariable intersection = p.mul(t).sum(1);
    SDVariable wrong = p.sum(1).sub(intersection).add(t.sum(1).sub(intersection)).mul(0.5);
    return meanOfClasses(
        problem, no(intersection.add(SMOOTH).div(intersection.add(wrong).add(SMOOTH))));
  }

  private static SDVariable smoothL1(SDVariable error) {
    SDVariable size = error.getSameDiff().math().abs(error);
    SDVariable bent = error.getSameDiff().math().min(size, error.getSameDiff().onesLike(size));
    return bent.mul(bent).mul(0.5).add(size.sub(bent));
  }

  private static SDVariable perPixel(LossProblem problem, SDVariable terms) {
    return terms.sum().div(problem.isFlat() ? problem.images() : problem.pixels());
  }

  private static SDVariable meanOfClasses(LossProblem problem, SDVariable losses) {
    return losses.sum().div(problem.classes());
  }

  private static SDVariable no(SDVariable x) {
    return x.rsub(1);
  }

  private static SDVariable logOf(SDVariable x) {
    return x.getSameDiff().math().log(x);
  }
}
