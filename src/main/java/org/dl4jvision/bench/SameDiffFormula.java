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

  private final transient LossCase of;
  private final transient Formula formula;

  private SameDiffFormula(LossCase of, Formula formula) {
    this.of = of;
    this.formula = formula;
    // Not in the first call: there its constants would lie in a workspace that is soon overwritten.
    createSameDiffInstance(DataType.FLOAT);
  }

  /**
   * Whether there is one: not for Lovász, since SameDiff cannot differentiate a sort, nor for class
   * indices, which SameDiffLoss refuses.
   */
  static boolean exists(LossCase of) {
    return of.labels() != LabelKind.INDEX && formula(of, of.loss()).isPresent();
  }

  static SameDiffFormula of(LossCase of) {
    return new SameDiffFormula(of, formula(of, of.loss()).orElseThrow());
  }

  private static Optional<Formula> formula(LossCase of, String loss) {
    return Optional.ofNullable(
        switch (loss) {
          case "cross-entropy" -> (p, t) -> perPixel(of, logOf(p).mul(t).neg());
          case "binary-cross-entropy" ->
              (p, t) -> perPixel(of, logOf(p).mul(t).add(logOf(no(p)).mul(no(t))).neg());
          case "focal" -> of.classes() == 1 ? binaryFocal(of) : focal(of);
          case "dice" -> (p, t) -> dice(of, p, t);
          case "tversky" -> (p, t) -> tversky(of, p, t);
          case LossCase.SMOOTH_L1 -> (p, t) -> perPixel(of, smoothL1(p.sub(t))).div(of.classes());
          case "dice + cross-entropy", "dice + binary-cross-entropy" -> {
            Formula second = formula(of, loss.substring("dice + ".length())).orElseThrow();
            yield (p, t) -> dice(of, p, t).add(second.of(p, t));
          }
          default -> null;
        });
  }

  /** Rows without space are one region: their mean is then not by pixels but by rows. */
  @Override
  public SDVariable defineLoss(SameDiff sd, SDVariable layerInput, SDVariable labels) {
    long[] shape = {
      of.isFlat() ? 1 : of.images(), of.isFlat() ? of.images() : of.pixels(), of.classes()
    };
    SDVariable losses = formula.of(layerInput.reshape(shape), labels.reshape(shape));
    return of.isFlat() ? losses.mul(of.images()) : losses;
  }

  private static Formula focal(LossCase of) {
    return (p, t) -> perPixel(of, no(p).mul(no(p)).mul(t).mul(logOf(p)).neg());
  }

  private static Formula binaryFocal(LossCase of) {
    return (p, t) -> {
      SDVariable positive = no(p).mul(no(p)).mul(t).mul(logOf(p));
      SDVariable negative = p.mul(p).mul(no(t)).mul(logOf(no(p)));
      return perPixel(of, positive.add(negative).neg());
    };
  }

  private static SDVariable dice(LossCase of, SDVariable p, SDVariable t) {
    SDVariable overlap = p.mul(t).sum(1).mul(2).add(SMOOTH);
    SDVariable size = p.mul(p).sum(1).add(t.mul(t).sum(1)).add(SMOOTH);
    return meanOfClasses(of, no(overlap.div(size)));
  }

  private static SDVariable tversky(LossCase of, SDVariable p, SDVariable t) {
    SDVariable overlap = p.mul(t).sum(1);
    SDVariable wrong = p.sum(1).sub(overlap).add(t.sum(1).sub(overlap)).mul(0.5);
    return meanOfClasses(of, no(overlap.add(SMOOTH).div(overlap.add(wrong).add(SMOOTH))));
  }

  private static SDVariable smoothL1(SDVariable error) {
    SDVariable size = error.getSameDiff().math().abs(error);
    SDVariable bent = error.getSameDiff().math().min(size, error.getSameDiff().onesLike(size));
    return bent.mul(bent).mul(0.5).add(size.sub(bent));
  }

  private static SDVariable perPixel(LossCase of, SDVariable terms) {
    return terms.sum().div(of.isFlat() ? of.images() : of.pixels());
  }

  private static SDVariable meanOfClasses(LossCase of, SDVariable losses) {
    return losses.sum().div(of.classes());
  }

  private static SDVariable no(SDVariable x) {
    return x.rsub(1);
  }

  private static SDVariable logOf(SDVariable x) {
    return x.getSameDiff().math().log(x);
  }
}
