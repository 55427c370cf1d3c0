package org.dl4jvision.loss;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.dl4jvision.loss.registry.LossOption;
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

  private static final Map<String, LossType> TYPES = new ConcurrentSkipListMap<>();

  static {
    Stream.of(
            LossAlphaIoU.class,
            LossBalancedL1.class,
            LossBarron.class,
            LossBinaryCrossEntropy.class,
            LossBoundary.class,
            LossCIoU.class,
            LossCharbonnier.class,
            LossClDice.class,
            LossCrossEntropy.class,
            LossDIoU.class,
            LossDice.class,
            LossDistributionFocal.class,
            LossEIoU.class,
            LossFocal.class,
            LossGIoU.class,
            LossGeneralizedCrossEntropy.class,
            LossGeneralizedDice.class,
            LossHausdorff.class,
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
            LossNacl.class,
            LossPoly1.class,
            LossQualityFocal.class,
            LossQuantile.class,
            LossSIoU.class,
            LossSmoothL1.class,
            LossSsim.class,
            LossTotalVariation.class,
            LossTversky.class,
            LossUnifiedFocal.class,
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
   * Makes a loss of one's own known to expressions.
   *
   * @param type a public class with {@link LossInfo}, {@code public static builder()} and, for each
   *     {@link LossOption} of the builder, a field of the same name
   * @throws IllegalArgumentException if another class has the name
   */
  public static void register(Class<? extends VisionLoss> type) {
    LossType added = LossType.of(type);
    LossType known = TYPES.putIfAbsent(added.name(), added);
    if (known != null && known.lossClass() != type) {
      throw new IllegalArgumentException(
          "type is " + type.getName() + ", but " + added.name() + " is " + known.lossClass());
    }
  }

  /** Takes back {@link #register}. */
  static void unregister(Class<? extends VisionLoss> type) {
    TYPES.remove(LossType.of(type).name());
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
          "there is no loss "
              + name
              + "; losses are "
              + String.join(", ", TYPES.keySet())
              + ", "
              + LossUncertainty.NAME);
    }
    return type;
  }
}
