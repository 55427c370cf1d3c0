package org.dl4jvision.data.augmentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.check.ExpressionReader;
import org.dl4jvision.check.Registry;

/**
 * Random changes of training images by name.
 *
 * <p>An expression is a sum of presets and changes, each optionally with named options:
 *
 * <pre>all + rotation(degrees=30) + elastic + mixup(share=0.3)</pre>
 *
 * <p>A change that is named again, or that a preset has, is that of the last time.
 */
public final class Augmentations {

  /** Every change that has a name stands here, those of users too. */
  public static final Registry<AugmentationType> REGISTRY =
      new Registry<>(
          "augmentation",
          "augmentations",
          Presets.NONE,
          Presets.UPRIGHT,
          Presets.ALL,
          Presets.STRONG_UPRIGHT,
          Presets.STRONG,
          ChangeType.of(Blur.class),
          ChangeType.of(Brightness.class),
          ChangeType.of(Contrast.class),
          ChangeType.of(CopyPaste.class),
          ChangeType.of(CutMix.class),
          ChangeType.of(Cutout.class),
          ChangeType.of(Elastic.class),
          ChangeType.of(Flip.class),
          ChangeType.of(Gamma.class),
          ChangeType.of(HueSaturation.class),
          ChangeType.of(Mixup.class),
          ChangeType.of(Mosaic.class),
          ChangeType.of(Noise.class),
          ChangeType.of(QuarterTurns.class),
          ChangeType.of(Rotation.class),
          ChangeType.of(Scaling.class));

  private Augmentations() {}

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException if it is none, or names a change, option or value that does
   *     not exist; the message lists those that do
   */
  public static List<RandomChange> parse(String expression) {
    ExpressionReader reader = new ExpressionReader(REGISTRY, expression);
    reader.requireLength();
    Map<Class<?>, RandomChange> changes = new LinkedHashMap<>();
    Preset preset = null;
    do {
      String name = reader.term();
      AugmentationType type = REGISTRY.get(name);
      if (type instanceof Preset another) {
        if (preset != null) {
          throw new IllegalArgumentException(
              String.format(
                  "augmentation expression has two presets, %s and %s; give one of them",
                  preset.name(), another.name()));
        }
        preset = another;
      }
      for (RandomChange change : type.build(reader.options(name))) {
        changes.remove(change.getClass());
        changes.put(change.getClass(), change);
      }
    } while (reader.take('+'));
    reader.requireEnd();
    return new ArrayList<>(changes.values());
  }
}
