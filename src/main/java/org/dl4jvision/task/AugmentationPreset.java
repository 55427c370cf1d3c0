package org.dl4jvision.task;

import org.dl4jvision.data.detection.DetectionAugmentation;
import org.dl4jvision.data.segmentation.Augmentation;

/** Sets of random changes of training images, besides crops. */
public enum AugmentationPreset {
  /** Images as they are. */
  NONE,
  /** Left and right mirrored, brightness and contrast: images with an up and a down. */
  UPRIGHT,
  /** All flips and quarter turns, brightness and contrast: microscopes, satellites. */
  ALL;

  public Augmentation withCrop(int crop) {
    Augmentation.Builder builder = Augmentation.builder().crop(crop);
    if (this != NONE) {
      builder.horizontalFlip(true).brightness(0.2).contrast(0.2);
    }
    return builder.verticalFlip(this == ALL).quarterTurns(this == ALL).build();
  }

  /**
   * For detectors: also the objects' size and place, and colors.
   *
   * @param mosaic share of samples that are put together with others
   */
  public DetectionAugmentation ofObjects(double mosaic) {
    DetectionAugmentation.Builder builder = DetectionAugmentation.builder();
    if (this != NONE) {
      builder
          .horizontalFlip(true)
          .scale(0.75, 1.35)
          .stretch(1.1)
          .brightness(0.2)
          .contrast(0.2)
          .saturation(0.2);
    }
    return builder.verticalFlip(this == ALL).quarterTurns(this == ALL).mosaic(mosaic).build();
  }
}
