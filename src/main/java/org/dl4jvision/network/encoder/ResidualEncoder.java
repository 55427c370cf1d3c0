package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.network.blocks.Convolutions;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.nd4j.linalg.activations.Activation;

/**
 * A small residual network: a 3x3 convolution of stride 2, then one stage of residual blocks (He,
 * Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", 2015) for each stride from 4
 * to 32, with 1, 2, 4, 8 and 8 times the channels of the first.
 */
public final class ResidualEncoder implements Encoder {

  private static final int[] MULTIPLES = {1, 2, 4, 8, 8};

  private final String name;
  private final String help;
  private final int baseChannels;
  private final int blocks;
  private final int pyramidChannels;

  /**
   * @param blocks residual blocks a stage
   * @param pyramidChannels channels that suit a pyramid on top
   */
  ResidualEncoder(String name, String help, int baseChannels, int blocks, int pyramidChannels) {
    this.name = name;
    this.help = help;
    this.baseChannels = baseChannels;
    this.blocks = blocks;
    this.pyramidChannels = pyramidChannels;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String help() {
    return help;
  }

  @Override
  public int baseChannels() {
    return baseChannels;
  }

  @Override
  public int depth() {
    return MULTIPLES.length;
  }

  @Override
  public int pyramidChannels() {
    return pyramidChannels;
  }

  @Override
  public String article() {
    return "He et al., Deep Residual Learning, 2015";
  }

  @Override
  public List<Feature> addTo(GraphWriter graph, Feature input, EncoderOptions options) {
    List<Feature> maps = new ArrayList<>();
    Feature last =
        graph.normalizedConvolution(
            "stem",
            Convolutions.dilated(3, options.baseChannels(), options.dilation(1))
                .stride(options.step(1), options.step(1)),
            Activation.RELU,
            input);
    maps.add(last);
    for (int stage = 1; stage < options.depth(); stage++) {
      for (int block = 0; block < blocks; block++) {
        boolean deepest = stage == options.depth() - 1 && block == blocks - 1;
        last =
            Convolutions.residual(
                graph,
                "stage" + stage + "_block" + block,
                options.baseChannels() * MULTIPLES[stage],
                block == 0 ? options.step(stage + 1) : 1,
                options.dilation(stage + 1),
                deepest ? options.dropout() : 0,
                last);
      }
      maps.add(last);
    }
    return Feature.deepestOfEachStride(maps);
  }
}
