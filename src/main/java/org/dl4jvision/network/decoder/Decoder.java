package org.dl4jvision.network.decoder;

import java.util.List;
import org.dl4jvision.check.Named;
import org.dl4jvision.network.blocks.Convolutions;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.encoder.EncoderOptions;
import org.nd4j.linalg.activations.Activation;

/**
 * The second half of a network that segments: from an encoder's maps to one of logits.
 *
 * <p>Instances are immutable; {@link Decoders} knows them by name.
 */
public interface Decoder extends Named {

  /** The article that it is from; empty if there is none. */
  default String article() {
    return "";
  }

  /**
   * The largest stride of a map that this decoder wants to see, a power of two; encoders dilate
   * what would go beyond. By default there is no such limit.
   */
  default int outputStride() {
    return EncoderOptions.ANY_STRIDE;
  }

  /**
   * Adds the layers.
   *
   * @param maps an encoder's, in order of their strides, one a stride
   * @param classes channels of the result
   * @return the logits, of any stride: the network enlarges them to the size of the image
   */
  Feature addTo(GraphWriter graph, List<Feature> maps, int classes);

  /** Adds the 1x1 convolution that most decoders end with. */
  static Feature logits(GraphWriter graph, int classes, Feature map) {
    return graph.convolution(
        "logits", Convolutions.of(1, classes).activation(Activation.IDENTITY), map);
  }
}
