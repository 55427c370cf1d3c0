package org.dl4jvision.network.reference;

import java.util.Map;
import org.dl4jvision.network.SegmentationNetwork;
import org.dl4jvision.network.encoder.Arguments;
import org.dl4jvision.network.encoder.Encoder;
import org.dl4jvision.network.weights.ModuleNames;
import org.nd4j.linalg.api.buffer.DataType;

/** A network that segments, of an encoder and a decoder that are known here. */
final class ReferenceSegmentation implements ReferenceNetwork {

  private static final int CLASSES = 21;

  private final String name;
  private final Encoder encoder;
  private final String decoder;
  private final int outputStride;
  private final ModuleNames names;

  /**
   * @param outputStride the largest stride of the encoder's maps
   * @param features how names of the encoder's vertices begin, which is "backbone." where it was
   *     published
   */
  ReferenceSegmentation(
      String name, Encoder encoder, String decoder, int outputStride, String features) {
    this.name = name;
    this.encoder = encoder;
    this.decoder = decoder;
    this.outputStride = outputStride;
    names =
        ModuleNames.SAME
            .with("classifier", "classifier")
            .with("out", "out")
            .with(features, "backbone.");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String help() {
    return "segments with the decoder " + decoder + " on " + encoder.name();
  }

  @Override
  public ReferenceGraph build(Arguments arguments, DataType type) {
    SegmentationNetwork network =
        SegmentationNetwork.builder()
            .inputChannels(3)
            .encoder(encoder)
            .decoder(decoder)
            .outputStride(outputStride)
            .classes(arguments.wholeNumber("num_classes", 2, CLASSES))
            .dataType(type)
            .build();
    return new ReferenceGraph(network.configuration(), names, Map.of());
  }
}
