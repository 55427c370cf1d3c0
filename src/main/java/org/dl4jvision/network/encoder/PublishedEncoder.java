package org.dl4jvision.network.encoder;

import java.util.List;
import java.util.Map;
import org.dl4jvision.check.Check;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;

/**
 * An encoder that was published as a classifier, for which there are weights. Its vertices are
 * named as the modules of {@link #published}, whose names are those in checkpoints.
 *
 * <p>With another number of base channels all widths are changed in proportion; published weights
 * fit the default alone.
 */
public abstract class PublishedEncoder implements Encoder {

  private final String name;
  private final String published;
  private final String help;
  private final int baseChannels;

  /**
   * @param published its name where it was published, such as {@code torchvision.resnet18}
   */
  PublishedEncoder(String name, String published, String help, int baseChannels) {
    this.name = name;
    this.published = published;
    this.help = help;
    this.baseChannels = baseChannels;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String help() {
    return help;
  }

  @Override
  public final int baseChannels() {
    return baseChannels;
  }

  @Override
  public final int depth() {
    return 5;
  }

  /** The name under which weights are published, such as {@code torchvision.resnet18}. */
  public final String published() {
    return published;
  }

  /** The options of the network as it was published. */
  public final EncoderOptions publishedOptions() {
    return new EncoderOptions(baseChannels, depth(), EncoderOptions.ANY_STRIDE, 0);
  }

  /**
   * Adds the layers of the published network, from images to the logits of classes.
   *
   * @param input the images
   * @return [N, classes]
   */
  public abstract Feature addClassifierTo(
      GraphWriter graph, Feature input, EncoderOptions options, int classes);

  /**
   * Adds the layers of the classifiers that helped to train the published network, each with an
   * input of its own. They are no part of what it computes, but of its files of weights.
   *
   * @return their logits; by default, and unless {@link #with} was asked for them, none
   */
  public List<Feature> addAuxiliaryTo(GraphWriter graph, int classes) {
    return List.of();
  }

  /**
   * Vertices that give what modules of other names give where the network was published, because
   * these are overwritten there.
   */
  public Map<String, String> overwritten() {
    return Map.of();
  }

  /**
   * This encoder with arguments of the function that makes the published network; those that it
   * does not know stay untouched.
   */
  public PublishedEncoder with(Arguments arguments) {
    return this;
  }

  /** A published width in proportion to the base channels that are asked for, at least 1. */
  final int width(int channels, EncoderOptions options) {
    long scaled = Math.round((double) channels * options.baseChannels() / baseChannels);
    return (int) Math.max(1, Math.min(scaled, Integer.MAX_VALUE));
  }

  /** Refuses options with which there is no such network. */
  final void requireDepth(EncoderOptions options) {
    Check.between("depth", options.depth(), 1, maxDepth());
  }
}
