package org.dl4jvision.loss;

import java.util.List;
import org.dl4jvision.check.Excerpt;
import org.dl4jvision.check.Registry;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;
import org.dl4jvision.loss.registry.LossParser;
import org.dl4jvision.loss.registry.LossType;

/**
 * Losses by name.
 *
 * <p>An expression is a sum of losses, each optionally with a weight and named options:
 *
 * <pre>2*dice(squared=false) + cross-entropy(labelSmoothing=0.1, classWeights=[1, 3])</pre>
 *
 * {@code uncertainty(x, y)} learns the weights of its losses ({@link LossUncertainty}).
 */
public final class Losses {

  /** Every loss that has a name stands here, those of users too. */
  public static final Registry<LossType<? extends VisionLoss>> REGISTRY =
      new Registry<>(
          "loss",
          "losses",
          LossType.of(LossAlphaIoU.class),
          LossType.of(LossBalancedL1.class),
          LossType.of(LossBarron.class),
          LossType.of(LossBinaryCrossEntropy.class),
          LossType.of(LossBoundary.class),
          LossType.of(LossCIoU.class),
          LossType.of(LossCharbonnier.class),
          LossType.of(LossClDice.class),
          LossType.of(LossCrossEntropy.class),
          LossType.of(LossDIoU.class),
          LossType.of(LossDice.class),
          LossType.of(LossDistributionFocal.class),
          LossType.of(LossEIoU.class),
          LossType.of(LossFocal.class),
          LossType.of(LossGIoU.class),
          LossType.of(LossGeneralizedCrossEntropy.class),
          LossType.of(LossGeneralizedDice.class),
          LossType.of(LossHausdorff.class),
          LossType.of(LossHuber.class),
          LossType.of(LossIoU.class),
          LossType.of(LossJaccard.class),
          LossType.of(LossLogCosh.class),
          LossType.of(LossLogCoshDice.class),
          LossType.of(LossLogDice.class),
          LossType.of(LossLovasz.class),
          LossType.of(LossMcc.class),
          LossType.of(LossMeanL1.class),
          LossType.of(LossMeanL2.class),
          LossType.of(LossNacl.class),
          LossType.of(LossPoly1.class),
          LossType.of(LossQualityFocal.class),
          LossType.of(LossQuantile.class),
          LossType.of(LossSIoU.class),
          LossType.of(LossSmoothL1.class),
          LossType.of(LossSsim.class),
          LossType.of(LossTotalVariation.class),
          LossType.of(LossTversky.class),
          LossType.of(LossUncertainty.class),
          LossType.of(LossUnifiedFocal.class),
          LossType.of(LossVarifocal.class),
          LossType.of(LossWassersteinDice.class));

  private Losses() {}

  /** Every loss that has a name, in order of names. */
  public static List<LossType<? extends VisionLoss>> types() {
    return REGISTRY.all();
  }

  /**
   * Makes a loss of one's own known to expressions.
   *
   * @param type a class with {@link LossInfo} and a constructor without parameters; its fields with
   *     {@link LossOption} are its options, besides those of its family
   * @throws IllegalArgumentException if another class has the name
   */
  public static void register(Class<? extends VisionLoss> type) {
    REGISTRY.register(LossType.of(type));
  }

  /** Takes back {@link #register}; a class that is not known is left alone. */
  public static void unregister(Class<? extends VisionLoss> type) {
    REGISTRY.unregister(LossType.of(type));
  }

  /**
   * Reads a loss expression. Names of a {@link ClassWeighting} are for trainings, which put numbers
   * in their place.
   *
   * @throws IllegalArgumentException if it is no expression, or names a loss, option or value that
   *     does not exist; the message lists those that do
   */
  public static VisionLoss parse(String expression) {
    ClassWeighting.refuse(
        "loss expression \"" + Excerpt.of(expression) + "\"",
        expression,
        "is counted on training images, and there are none here: give a weight a class, such as"
            + " classWeights=[1, 2]; trainings print them");
    return new LossParser<VisionLoss>(REGISTRY, LossSum::new, expression).parse();
  }
}
