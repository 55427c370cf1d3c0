package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;

/**
 * Residual networks (He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", 2015)
 * as torchvision has them: the stride is in the 3x3 convolution, and stages beyond the output
 * stride are dilated from their second block on, the first by what the stage before had.
 */
public final class ResNet extends PublishedEncoder {

  private static final int BASE = 64;
  private static final int EXPANSION = 4;

  private final boolean bottleneck;
  private final int[] blocks;

  /**
   * @param bottleneck whether a block has a 3x3 convolution between two of 1x1, or two of 3x3
   * @param blocks of each of the four stages
   */
  ResNet(String name, String published, String help, boolean bottleneck, int... blocks) {
    super(name, published, help, BASE);
    this.bottleneck = bottleneck;
    this.blocks = blocks.clone();
  }

  @Override
  public List<Feature> addTo(GraphWriter graph, Feature input, EncoderOptions options) {
    Modules modules = new Modules(graph);
    Feature last =
        modules.convolution(
            "conv1",
            Kernel.of(7, options.baseChannels())
                .stride(options.step(1))
                .dilation(options.dilation(1)),
            input);
    last = modules.relu("relu", modules.normalization("bn1", last));
    List<Feature> maps = new ArrayList<>();
    maps.add(last);
    for (int stage = 1; stage < options.depth(); stage++) {
      if (stage == 1) {
        last = modules.maxPooling("maxpool", 3, options.step(2), 1, last);
      }
      last = stage(modules, stage, options, last);
      maps.add(last);
    }
    return Feature.deepestOfEachStride(maps);
  }

  private Feature stage(Modules modules, int stage, EncoderOptions options, Feature input) {
    Feature last = input;
    int width = options.baseChannels() << (stage - 1);
    // The maximum pooling before the first stage has its stride.
    int stride = stage == 1 ? 1 : options.step(stage + 1);
    for (int i = 0; i < blocks[stage - 1]; i++) {
      boolean deepest = stage == options.depth() - 1 && i == blocks[stage - 1] - 1;
      int dilation = options.dilation(i == 0 ? stage : stage + 1);
      Block block =
          new Block(
              "layer" + stage + "." + i,
              width,
              i == 0 ? stride : 1,
              dilation,
              deepest ? options.dropout() : 0);
      last = block(modules, block, last);
    }
    return last;
  }

  private record Block(String name, int width, int stride, int dilation, double dropout) {}

  private Feature block(Modules modules, Block block, Feature input) {
    String name = block.name + ".";
    Kernel wide = Kernel.of(3, block.width).stride(block.stride).dilation(block.dilation);
    Feature last;
    if (bottleneck) {
      last = modules.convolution(name + "conv1", Kernel.of(1, block.width), input);
      last = modules.relu(name + "relu1", modules.normalization(name + "bn1", last));
      last = modules.convolution(name + "conv2", wide, last);
      last = modules.relu(name + "relu2", modules.normalization(name + "bn2", last));
      Kernel expanding = Kernel.of(1, EXPANSION * block.width).dropping(block.dropout);
      last = modules.convolution(name + "conv3", expanding, last);
      last = modules.normalization(name + "bn3", last);
    } else {
      last = modules.convolution(name + "conv1", wide, input);
      last = modules.relu(name + "relu1", modules.normalization(name + "bn1", last));
      Kernel second = Kernel.of(3, block.width).dilation(block.dilation).dropping(block.dropout);
      last = modules.convolution(name + "conv2", second, last);
      last = modules.normalization(name + "bn2", last);
    }
    Feature shortcut = input;
    if (block.stride != 1 || input.channels() != last.channels()) {
      Kernel fitting = Kernel.of(1, last.channels()).stride(block.stride);
      shortcut = modules.convolution(name + "downsample.0", fitting, input);
      shortcut = modules.normalization(name + "downsample.1", shortcut);
    }
    return modules.relu(block.name, modules.graph().sum(name + "add", last, shortcut));
  }

  @Override
  public Feature addClassifierTo(
      GraphWriter graph, Feature input, EncoderOptions options, int classes) {
    List<Feature> maps = addTo(graph, input, options);
    Modules modules = new Modules(graph);
    Feature pooled = modules.globalAverage("avgpool", maps.get(maps.size() - 1));
    return modules.linear("fc", classes, pooled);
  }
}
