package org.dl4jvision.network.decoder;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.dl4jvision.layer.feature.ChannelScaleVertex;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;
import org.nd4j.linalg.activations.Activation;

/**
 * The head "LR-ASPP" of MobileNetV3 (Howard et al., "Searching for MobileNetV3", 2019) as
 * torchvision has it: the channels of the last map, of stride 16, are weighed by what the whole
 * image shows; the scores are added to those of the map of stride 8.
 */
public final class LrAsppDecoder implements Decoder {

  private static final int CHANNELS = 128;
  private static final int LOW_STRIDE = 8;

  @Override
  public String name() {
    return "lraspp";
  }

  @Override
  public String help() {
    return "the light head of MobileNetV3: weighs the last map by the whole image, adds stride 8";
  }

  @Override
  public String article() {
    return "Howard et al., Searching for MobileNetV3, 2019";
  }

  @Override
  public int outputStride() {
    return 16;
  }

  @Override
  public Feature addTo(GraphWriter graph, List<Feature> maps, int classes) {
    Feature high = maps.get(maps.size() - 1);
    Feature low = maps.stream().filter(map -> map.stride() >= LOW_STRIDE).findFirst().orElse(high);
    return addTo(graph, low, high, classes);
  }

  /** Adds the layers on two maps. */
  public static Feature addTo(GraphWriter graph, Feature low, Feature high, int classes) {
    Modules modules = new Modules(graph);
    Feature last = modules.convolution("classifier.cbr.0", Kernel.of(1, CHANNELS), high);
    last = modules.relu("classifier.cbr.2", modules.normalization("classifier.cbr.1", last));
    Feature scale =
        graph.add(
            high.as("classifier.scale.0"),
            new GlobalPoolingLayer.Builder(PoolingType.AVG).collapseDimensions(false).build(),
            high);
    scale = modules.convolution("classifier.scale.1", Kernel.of(1, CHANNELS), scale);
    scale = graph.activation("classifier.scale.2", Activation.SIGMOID, scale);
    last = graph.add(last.as("classifier.scaled"), new ChannelScaleVertex(), last, scale);
    last = graph.resized("classifier.enlarged", last, low);
    Kernel scores = Kernel.of(1, classes).biased();
    return graph.sum(
        "classifier",
        modules.convolution("classifier.low_classifier", scores, low),
        modules.convolution("classifier.high_classifier", scores, last));
  }
}
