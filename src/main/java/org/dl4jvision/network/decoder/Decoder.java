package org.dl4jvision.network.decoder;

import java.util.List;
import org.dl4jvision.check.Named;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.encoder.EncoderOptions;

/**
 * The second half of a network that segments: from an encoder's maps to one that has the size of
 * the image.
 *
 * <p>Instances are immutable; {@link Decoders} knows them by name.
 */
public interface Decoder extends Named {

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
   * @return a map of stride 1, which a 1x1 convolution turns into the classes
   */
  Feature addTo(GraphWriter graph, List<Feature> maps);
}
