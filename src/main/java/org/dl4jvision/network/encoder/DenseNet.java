package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;

/**
 * Densely connected networks (Huang, Liu, van der Maaten and Weinberger, "Densely Connected
 * Convolutional Networks", 2017) as torchvision has them: every layer of a block sees the maps of
 * all layers before it. The maps of an encoder are those that transitions begin with, normalized.
 */
public final class DenseNet extends PublishedEncoder {

  private static final int BASE = 64;
  private static final int GROWTH = 32;
  private static final int BOTTLENECK = 4;

  private final int[] layers;

  /**
   * @param layers of each of the four blocks
   */
  DenseNet(String name, String published, String help, int... layers) {
    super(name, published, help, BASE);
    this.layers = layers.clone();
  }

  @Override
  public String article() {
    return "Huang et al., Densely Connected Convolutional Networks, 2017";
  }

  @Override
  public List<Feature> addTo(GraphWriter graph, Feature input, EncoderOptions options) {
    requireDepth(options);
    Modules modules = new Modules(graph);
    Kernel first = Kernel.of(7, options.baseChannels()).stride(options.step(1));
    Feature last = modules.convolution("features.conv0", first, input);
    last = modules.relu("features.relu0", modules.normalization("features.norm0", last));
    List<Feature> maps = new ArrayList<>();
    maps.add(last);
    for (int block = 1; block < options.depth(); block++) {
      if (block == 1) {
        last = modules.maxPooling("features.pool0", 3, options.step(2), 1, last);
      } else {
        last = halve(modules, "features.transition" + (block - 1), options.step(block + 1), last);
      }
      last = block(modules, block, options, last);
      if (block == layers.length) {
        last = modules.relu("relu", modules.normalization("features.norm5", last));
      } else {
        String transition = "features.transition" + block;
        last = modules.normalization(transition + ".norm", last);
        last = modules.relu(transition + ".relu", last);
      }
      maps.add(last);
    }
    return Feature.deepestOfEachStride(maps);
  }

  private static Feature halve(Modules modules, String name, int stride, Feature input) {
    int channels = Math.max(1, input.channels() / 2);
    Feature last = modules.convolution(name + ".conv", Kernel.of(1, channels), input);
    return stride == 1 ? last : modules.averagePooling(name + ".pool", stride, stride, 0, last);
  }

  private Feature block(Modules modules, int block, EncoderOptions options, Feature input) {
    String name = "features.denseblock" + block;
    int growth = width(GROWTH, options);
    int number = layers[block - 1];
    Feature all = input;
    for (int layer = 1; layer <= number; layer++) {
      String at = name + ".denselayer" + layer;
      boolean deepest = block == options.depth() - 1 && layer == number;
      Kernel growing =
          Kernel.of(3, growth)
              .dilation(options.dilation(block + 1))
              .dropping(deepest ? options.dropout() : 0);
      Feature last = modules.relu(at + ".relu1", modules.normalization(at + ".norm1", all));
      last = modules.convolution(at + ".conv1", Kernel.of(1, BOTTLENECK * growth), last);
      last = modules.relu(at + ".relu2", modules.normalization(at + ".norm2", last));
      last = modules.convolution(at + ".conv2", growing, last);
      String together = layer == number ? name : name + ".concat" + layer;
      all = modules.graph().concatenation(together, all, last);
    }
    return all;
  }

  @Override
  public DenseNet with(Arguments arguments) {
    arguments.irrelevant("memory_efficient", "drop_rate");
    return this;
  }

  /** The last ReLU works in place. */
  @Override
  public Map<String, String> overwritten() {
    return Map.of("features.norm5", "relu");
  }

  @Override
  public Feature addClassifierTo(
      GraphWriter graph, Feature input, EncoderOptions options, int classes) {
    List<Feature> maps = addTo(graph, input, options);
    Modules modules = new Modules(graph);
    Feature pooled = modules.globalAverage("avgpool", maps.get(maps.size() - 1));
    return modules.linear("classifier", classes, pooled);
  }
}
