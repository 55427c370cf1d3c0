package org.dl4jvision.data.augmentation;

import java.util.ArrayList;
import java.util.List;

/** The built-in sets of random changes. */
final class Presets {

  static final Preset NONE = new Preset("none", "Images stay as they are.", "", List.of());

  static final Preset UPRIGHT =
      new Preset(
          "upright",
          "Images that have an up and a down: mirrored left and right, in changing light; for"
              + " objects also in changing size and color.",
          "",
          List.of(new Flip(true, false), new Brightness(), new Contrast(), new Usual()));

  static final Preset ALL =
      new Preset(
          "all",
          "Images of microscopes and satellites: flipped and turned in all ways, in changing"
              + " light; for objects also in changing size and color.",
          "",
          List.of(
              new Flip(true, true),
              new QuarterTurns(),
              new Brightness(),
              new Contrast(),
              new Usual()));

  private static final String NNU_NET = "Isensee et al., nnU-Net, 2021";

  static final Preset STRONG_UPRIGHT =
      new Preset(
          "strong-upright",
          "As upright, and slightly turned, scaled, in other gamma, color, sharpness and noise:"
              + " for long trainings on few photographs.",
          NNU_NET,
          with(
              UPRIGHT,
              new Rotation(10, 0.3),
              new Scaling(0.7, 1.4, 0.3),
              new Gamma(),
              new HueSaturation(),
              new Blur(),
              new Noise()));

  static final Preset STRONG =
      new Preset(
          "strong",
          "As all, and turned by up to 30 degrees, scaled, bent, in other gamma, sharpness and"
              + " noise: for long trainings on few images.",
          NNU_NET,
          with(
              ALL,
              new Rotation(30, 0.3),
              new Scaling(0.7, 1.4, 0.3),
              new Elastic(),
              new Gamma(),
              new Blur(),
              new Noise()));

  private Presets() {}

  private static List<RandomChange> with(Preset preset, RandomChange... more) {
    List<RandomChange> changes = new ArrayList<>(preset.changes());
    changes.addAll(List.of(more));
    return changes;
  }

  /** What a task adds to the presets that change images. */
  private record Usual() implements Setting {
    @Override
    public void applyTo(RandomChanges.Builder<?> builder) {
      builder.usual();
    }
  }
}
