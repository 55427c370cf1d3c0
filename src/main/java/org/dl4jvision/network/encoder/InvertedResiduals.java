package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.InvertedResidual;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;
import org.nd4j.linalg.activations.IActivation;

/**
 * Encoders of {@link InvertedResidual} blocks: a 3x3 convolution of stride 2, the blocks, and a 1x1
 * convolution to many channels.
 */
abstract class InvertedResiduals extends PublishedEncoder {

  private final double epsilon;
  private final InvertedResidual.Style style;

  /**
   * @param epsilon what batch normalization adds to variances
   */
  InvertedResiduals(
      String name,
      String published,
      String help,
      int baseChannels,
      double epsilon,
      InvertedResidual.Style style) {
    super(name, published, help, baseChannels);
    this.epsilon = epsilon;
    this.style = style;
  }

  /**
   * A block as it was published.
   *
   * @param name of its module
   * @param expanded channels in between
   * @param squeezed channels of squeeze-and-excitation, 0 for none
   * @param activation its activation
   */
  record Block(
      String name,
      int kernel,
      int stride,
      int expanded,
      int squeezed,
      int channels,
      IActivation activation) {}

  /** All blocks in order. */
  abstract List<Block> blocks();

  /** The activation after the first and the last convolution. */
  abstract IActivation activation();

  /** The name of the last convolution's module. */
  abstract String last();

  /** Channels of the last convolution. */
  abstract int lastChannels();

  @Override
  public final List<Feature> addTo(GraphWriter graph, Feature input, EncoderOptions options) {
    requireDepth(options);
    Modules modules = new Modules(graph, epsilon);
    Kernel stem = Kernel.of(3, options.baseChannels());
    Feature last =
        modules.normalizedConvolution(
            "features.0",
            stem.stride(options.step(1)).dilation(options.dilation(1)),
            activation(),
            input);
    List<Feature> maps = new ArrayList<>(List.of(last));
    List<Block> blocks = upTo(options.depth());
    boolean complete = blocks.size() == blocks().size();
    int halvings = 1;
    for (Block block : blocks) {
      halvings += block.stride == 2 ? 1 : 0;
      boolean deepest = !complete && block.equals(blocks.get(blocks.size() - 1));
      last =
          new InvertedResidual(
                  block.name,
                  block.kernel,
                  block.stride == 2 ? options.step(halvings) : 1,
                  options.dilation(halvings),
                  width(block.expanded, options),
                  block.squeezed == 0 ? 0 : width(block.squeezed, options),
                  width(block.channels, options),
                  deepest ? options.dropout() : 0)
              .addTo(modules, style, block.activation, last);
      maps.add(last);
    }
    if (complete) {
      Kernel wide = Kernel.of(1, width(lastChannels(), options)).dropping(options.dropout());
      maps.add(modules.normalizedConvolution(last(), wide, activation(), last));
    }
    return chosen(maps);
  }

  /** Of all maps, those that decoders see, one a stride. */
  List<Feature> chosen(List<Feature> maps) {
    return Feature.deepestOfEachStride(maps);
  }

  /** The blocks until the size would be halved once more. */
  private List<Block> upTo(int depth) {
    List<Block> blocks = new ArrayList<>();
    int halvings = 1;
    for (Block block : blocks()) {
      halvings += block.stride == 2 ? 1 : 0;
      if (halvings > depth) {
        break;
      }
      blocks.add(block);
    }
    return blocks;
  }

  /** The mean of every channel of the last map. */
  final Feature pooled(GraphWriter graph, Feature input, EncoderOptions options) {
    List<Feature> maps = addTo(graph, input, options);
    return new Modules(graph).globalAverage("avgpool", maps.get(maps.size() - 1));
  }
}
