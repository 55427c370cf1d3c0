package org.dl4jvision.network;

import java.util.Locale;

/**
 * What finds the features in a {@link DetectionModel}: a 3x3 convolution of stride 2 and one stage
 * of residual blocks (He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", 2015)
 * for each stride from 4 on, then a pyramid of equal channels.
 */
public enum Backbone {
  /** 16, 32, 64, 128, 128 channels at strides 2, 4, 8, 16, 32; one block a stage; pyramid of 48. */
  SMALL(new int[] {16, 32, 64, 128, 128}, 1, 48, 1),
  /**
   * 24, 48, 96, 192, 192 channels at strides 2, 4, 8, 16, 32; two blocks a stage; pyramid of 64.
   */
  MEDIUM(new int[] {24, 48, 96, 192, 192}, 2, 64, 1);

  private final int[] channels;
  private final int blocks;
  private final int pyramidChannels;
  private final int towerDepth;

  Backbone(int[] channels, int blocks, int pyramidChannels, int towerDepth) {
    this.channels = channels;
    this.blocks = blocks;
    this.pyramidChannels = pyramidChannels;
    this.towerDepth = towerDepth;
  }

  /** The last stage; stage k has stride 2 * 2^k. */
  int stages() {
    return channels.length - 1;
  }

  /** Channels at stride 2 * 2^stage. */
  int channels(int stage) {
    return channels[stage];
  }

  /** Residual blocks a stage. */
  int blocks() {
    return blocks;
  }

  /** Channels of every level of the pyramid. */
  int pyramidChannels() {
    return pyramidChannels;
  }

  /** 3x3 convolutions between a level of the pyramid and its predictions. */
  int towerDepth() {
    return towerDepth;
  }

  /** The name as options have it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
