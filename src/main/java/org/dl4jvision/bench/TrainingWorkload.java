package org.dl4jvision.bench;

import org.dl4jvision.network.SegmentationNetwork;
import org.nd4j.linalg.learning.config.Adam;

/** A U-Net and a batch of images for a training step. */
public enum TrainingWorkload {
  UNET_16("unet-16-1x256", 16, 1, 256),
  UNET_8("unet-8-4x128", 8, 4, 128);

  private final String text;
  private final int baseChannels;
  private final int images;
  private final int size;

  TrainingWorkload(String text, int baseChannels, int images, int size) {
    this.text = text;
    this.baseChannels = baseChannels;
    this.images = images;
    this.size = size;
  }

  /** The name in tables and JSON: channels of the first level, images x their side. */
  @Override
  public String toString() {
    return text;
  }

  int baseChannels() {
    return baseChannels;
  }

  /** The shape of the images, [N, 1, H, W]. */
  long[] shape() {
    return new long[] {images, 1, size, size};
  }

  /** The network, trained by Adam at 0.001 on a loss that is a mean over pixels. */
  SegmentationNetwork model() {
    return modelOfLossTimes(1);
  }

  /** The same for a loss that is multiplied: so is what Adam adds to the size of gradients. */
  SegmentationNetwork modelOfLossTimes(double factor) {
    return SegmentationNetwork.builder()
        .inputChannels(1)
        .classes(1)
        .baseChannels(baseChannels)
        .updater(new Adam(1e-3, 0.9, 0.999, 1e-8 * factor))
        .build();
  }
}
