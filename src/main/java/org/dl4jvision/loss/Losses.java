package org.dl4jvision.loss;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Losses by name.
 *
 * <p>An expression is a sum of losses, each optionally with a weight and named options:
 *
 * <pre>2*dice(squared=false) + cross-entropy(labelSmoothing=0.1, classWeights=[1, 3])</pre>
 */
public final class Losses {

  private static final Map<String, LossType> TYPES = new TreeMap<>();

  static {
    Stream.of(
            LossAlphaIoU.class,
            LossBalancedL1.class,
            LossBarron.class,
            LossBinaryCrossEntropy.class,
            LossCIoU.class,
            LossCharbonnier.class,
            LossCrossEntropy.class,
            LossDIoU.class,
            LossDice.class,
            LossDistributionFocal.class,
            LossEIoU.class,
            LossFocal.class,
            LossGIoU.class,
            LossGeneralizedCrossEntropy.class,
            LossGeneralizedDice.class,
            LossHuber.class,
            LossIoU.class,
            LossJaccard.class,
            LossLogCosh.class,
            LossLogCoshDice.class,
            LossLogDice.class,
            LossLovasz.class,
            LossMcc.class,
            LossMeanL1.class,
            LossMeanL2.class,
            LossPoly1.class,
            LossQualityFocal.class,
            LossQuantile.class,
            LossSIoU.class,
            LossSmoothL1.class,
            LossTversky.class,
            LossVarifocal.class,
            LossWassersteinDice.class)
        .map(LossType::of)
        .forEach(type -> TYPES.put(type.name(), type));
  }

  private Losses() {}

  /** Every loss that has a name, in order of names. */
  public static List<LossType> types() {
    return List.copyOf(TYPES.values());
  }

  /**
   * Reads a loss expression.
   *
   * @throws IllegalArgumentException if it is no expression, or names a loss, option or value that
   *     does not exist; the message lists those that do
   */
  public static VisionLoss parse(String expression) {
    return new LossParser(expression).parse();
  }

  static LossType type(String name) {
    LossType type = TYPES.get(name);
    if (type == null) {
      throw new IllegalArgumentException(
          "there is no loss " + name + "; losses are " + String.join(", ", TYPES.keySet()));
    }
    return type;
  }
}
