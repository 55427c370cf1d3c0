package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;

/**
 * Inception-v3 (Szegedy et al., "Rethinking the Inception Architecture for Computer Vision", 2016)
 * as torchvision has it. As published its layers lose the borders of maps; as an encoder they are
 * padded, so that sizes follow from strides.
 */
public final class InceptionV3 extends PublishedEncoder {

  private static final int BASE = 32;
  private static final double EPSILON = 1e-3;
  private static final double DROPOUT = 0.5;

  private final boolean auxiliary;

  InceptionV3() {
    this(false);
  }

  private InceptionV3(boolean auxiliary) {
    super(
        "inception-v3",
        "torchvision.inception_v3",
        "modules of many kernels side by side, 1x7 and 7x1 among them",
        BASE);
    this.auxiliary = auxiliary;
  }

  @Override
  public InceptionV3 with(Arguments arguments) {
    arguments.irrelevant("init_weights", "dropout");
    arguments.refuse("transform_input", false);
    return new InceptionV3(arguments.flag("aux_logits", true));
  }

  @Override
  public String article() {
    return "Szegedy et al., Rethinking the Inception Architecture, 2016";
  }

  @Override
  public List<Feature> addTo(GraphWriter graph, Feature input, EncoderOptions options) {
    return addTo(graph, input, options, true);
  }

  private List<Feature> addTo(
      GraphWriter graph, Feature input, EncoderOptions options, boolean padded) {
    requireDepth(options);
    int border = padded ? Kernel.HALF : 0;
    int poolBorder = padded ? 1 : 0;
    Modules modules = new Modules(graph, EPSILON);
    Kernel first = Kernel.of(3, width(32, options)).stride(options.step(1)).padding(border);
    Feature last = modules.normalizedRelu("Conv2d_1a_3x3", first, input);
    Kernel second = Kernel.of(3, width(32, options)).padding(border);
    last = modules.normalizedRelu("Conv2d_2a_3x3", second, last);
    last = modules.normalizedRelu("Conv2d_2b_3x3", Kernel.of(3, width(64, options)), last);
    List<Feature> maps = new ArrayList<>();
    maps.add(last);
    if (options.depth() >= 2) {
      last = modules.maxPooling("maxpool1", 3, options.step(2), poolBorder, last);
      last = modules.normalizedRelu("Conv2d_3b_1x1", Kernel.of(1, width(80, options)), last);
      Kernel third =
          Kernel.of(3, width(192, options)).padding(border).dilation(options.dilation(2));
      last = modules.normalizedRelu("Conv2d_4a_3x3", third, last);
      maps.add(last);
    }
    if (options.depth() >= 3) {
      last = modules.maxPooling("maxpool2", 3, options.step(3), poolBorder, last);
      InceptionBlocks blocks = blocks(modules, options, 3, border);
      last = blocks.fine("Mixed_5b", 32, last);
      last = blocks.fine("Mixed_5c", 64, last);
      last = blocks.fine("Mixed_5d", 64, last);
      maps.add(last);
    }
    if (options.depth() >= 4) {
      last = blocks(modules, options, 3, border).toSeventeen("Mixed_6a", options.step(4), last);
      InceptionBlocks blocks = blocks(modules, options, 4, border);
      last = blocks.middle("Mixed_6b", 128, last);
      last = blocks.middle("Mixed_6c", 160, last);
      last = blocks.middle("Mixed_6d", 160, last);
      last = blocks.middle("Mixed_6e", 192, last);
      maps.add(last);
    }
    if (options.depth() >= 5) {
      last = blocks(modules, options, 4, border).toEight("Mixed_7a", options.step(5), last);
      InceptionBlocks blocks = blocks(modules, options, 5, border);
      last = blocks.coarse("Mixed_7b", 0, last);
      last = blocks.coarse("Mixed_7c", options.dropout(), last);
      maps.add(last);
    }
    return Feature.deepestOfEachStride(maps);
  }

  private InceptionBlocks blocks(Modules modules, EncoderOptions options, int stage, int border) {
    return new InceptionBlocks(
        modules, channels -> width(channels, options), options.dilation(stage), border);
  }

  @Override
  public Feature addClassifierTo(
      GraphWriter graph, Feature input, EncoderOptions options, int classes) {
    List<Feature> maps = addTo(graph, input, options, false);
    Modules modules = new Modules(graph);
    Feature pooled = modules.globalAverage("avgpool", maps.get(maps.size() - 1));
    return modules.linear("fc", classes, DROPOUT, pooled);
  }

  @Override
  public List<Feature> addAuxiliaryTo(GraphWriter graph, int classes) {
    if (!auxiliary) {
      return List.of();
    }
    Modules modules = new Modules(graph, EPSILON);
    Feature last = graph.input("AuxLogits_input", 768);
    last = modules.averagePooling("AuxLogits.pool", 5, 3, 0, last);
    last = modules.normalizedRelu("AuxLogits.conv0", Kernel.of(1, 128), last);
    last = modules.normalizedRelu("AuxLogits.conv1", Kernel.of(5, 768).padding(0), last);
    last = modules.globalAverage("AuxLogits.avgpool", last);
    return List.of(modules.linear("AuxLogits.fc", classes, last));
  }
}
