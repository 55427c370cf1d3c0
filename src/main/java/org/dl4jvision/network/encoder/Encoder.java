package org.dl4jvision.network.encoder;

import java.util.List;
import org.dl4jvision.check.Named;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;

/**
 * The first half of a network: from an image to maps of features, from fine to coarse.
 *
 * <p>Instances are immutable; {@link Encoders} knows them by name.
 */
public interface Encoder extends Named {

  /** The default number of channels of the first stage. */
  int baseChannels();

  /** How often the size is halved by default. */
  int depth();

  /** How often the size can be halved at most. */
  default int maxDepth() {
    return depth();
  }

  /** Channels that suit every level of a feature pyramid on top of this encoder. */
  default int pyramidChannels() {
    return 64;
  }

  /** The article that it is from; empty if there is none. */
  default String article() {
    return "";
  }

  /**
   * Adds the layers.
   *
   * @param input the images
   * @return the maps in order of their strides, one a stride: the deepest that has it. The last
   *     stride is {@code options.stride(options.depth())}, each other half the next
   */
  List<Feature> addTo(GraphWriter graph, Feature input, EncoderOptions options);
}
