package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.check.Check;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;

/**
 * Residual networks (He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", 2015)
 * as torchvision has them: the stride is in the 3x3 convolution, and stages beyond the output
 * stride are dilated from their second block on, the first by what the stage before had.
 */
public final class ResNet extends PublishedEncoder {

  private static final int BASE = 64;
  private static final int EXPANSION = 4;

  private final Blocks blocks;
  private final int outputStride;

  /**
   * What the four stages are made of.
   *
   * @param bottleneck whether a block has a 3x3 convolution between two of 1x1, or two of 3x3
   * @param groups of the 3x3 convolution between two others
   * @param groupWidth channels of a group in the first stage
   * @param squeezed whether channels are scaled at the end of a block
   * @param numbers of blocks, one a stage
   */
  private record Blocks(
      boolean bottleneck, int groups, int groupWidth, boolean squeezed, List<Integer> numbers) {

    Blocks grouped(int newGroups, int newWidth) {
      return new Blocks(bottleneck, newGroups, newWidth, squeezed, numbers);
    }
  }

  private ResNet(String name, String published, String help, Blocks blocks, int outputStride) {
    super(name, published, help, BASE);
    this.blocks = blocks;
    this.outputStride = outputStride;
  }

  /** Blocks of two 3x3 convolutions, so many in each of the four stages. */
  static ResNet basic(String name, String published, String help, Integer... blocks) {
    return new ResNet(
        name,
        published,
        help,
        new Blocks(false, 1, BASE, false, List.of(blocks)),
        EncoderOptions.ANY_STRIDE);
  }

  /** Blocks of a 3x3 convolution between two of 1x1, so many in each of the four stages. */
  static ResNet bottleneck(String name, String published, String help, Integer... blocks) {
    return new ResNet(
        name,
        published,
        help,
        new Blocks(true, 1, BASE, false, List.of(blocks)),
        EncoderOptions.ANY_STRIDE);
  }

  /** With 3x3 convolutions in groups of so many channels in the first stage. */
  ResNet grouped(int groups, int groupWidth) {
    return new ResNet(
        name(), published(), help(), blocks.grouped(groups, groupWidth), outputStride);
  }

  /**
   * With squeeze-and-excitation (Hu, Shen and Sun, "Squeeze-and-Excitation Networks", 2018) at the
   * end of every block, as timm has it.
   */
  ResNet squeezed() {
    return new ResNet(
        name(),
        published(),
        help(),
        new Blocks(blocks.bottleneck, blocks.groups, blocks.groupWidth, true, blocks.numbers),
        outputStride);
  }

  @Override
  public ResNet with(Arguments arguments) {
    arguments.irrelevant("zero_init_residual");
    int groups = arguments.wholeNumber("groups", 1, blocks.groups);
    int groupWidth = arguments.wholeNumber("width_per_group", 1, blocks.groupWidth);
    if (!blocks.bottleneck) {
      Check.that(groups == 1, "argument groups", groups, "1");
      Check.that(groupWidth == BASE, "argument width_per_group", groupWidth, "" + BASE);
    }
    String key = "replace_stride_with_dilation";
    List<Boolean> dilated = arguments.flags(key, List.of(false, false, false));
    int kept = dilated.contains(true) ? dilated.indexOf(true) : dilated.size();
    Check.that(
        !dilated.subList(kept, dilated.size()).contains(false),
        "argument " + key,
        dilated,
        "false for the first stages, true for those that follow");
    return new ResNet(name(), published(), help(), blocks.grouped(groups, groupWidth), 4 << kept);
  }

  @Override
  public String article() {
    if (blocks.squeezed) {
      return "Hu et al., Squeeze-and-Excitation Networks, 2018";
    } else if (blocks.groups > 1) {
      return "Xie et al., Aggregated Residual Transformations, 2017";
    }
    return blocks.groupWidth == BASE
        ? "He et al., Deep Residual Learning, 2015"
        : "Zagoruyko and Komodakis, Wide Residual Networks, 2016";
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
    Inner inner = inner(stage, options);
    // The maximum pooling before the first stage has its stride.
    int stride = stage == 1 ? 1 : options.step(stage + 1);
    for (int i = 0; i < blocks.numbers.get(stage - 1); i++) {
      boolean deepest = stage == options.depth() - 1 && i == blocks.numbers.get(stage - 1) - 1;
      int dilation = options.dilation(i == 0 ? stage : stage + 1);
      Block block =
          new Block(
              "layer" + stage + "." + i,
              width,
              inner,
              i == 0 ? stride : 1,
              dilation,
              deepest ? options.dropout() : 0);
      last = block(modules, block, last);
    }
    return last;
  }

  /** The convolution between two others: its channels in all, and their groups. */
  private record Inner(int channels, int groups) {}

  private Inner inner(int stage, EncoderOptions options) {
    int channels = (BASE << (stage - 1)) * blocks.groupWidth / BASE;
    if (blocks.groups == 1) {
      return new Inner(width(channels, options), 1);
    }
    int groups = width(blocks.groups, options);
    return new Inner(channels * groups, groups);
  }

  private record Block(
      String name, int width, Inner inner, int stride, int dilation, double dropout) {}

  private Feature block(Modules modules, Block block, Feature input) {
    String name = block.name + ".";
    Feature last;
    if (blocks.bottleneck) {
      Kernel wide =
          Kernel.of(3, block.inner.channels)
              .groups(block.inner.groups)
              .stride(block.stride)
              .dilation(block.dilation);
      last = modules.convolution(name + "conv1", Kernel.of(1, block.inner.channels), input);
      last = modules.relu(name + "relu1", modules.normalization(name + "bn1", last));
      last = modules.convolution(name + "conv2", wide, last);
      last = modules.relu(name + "relu2", modules.normalization(name + "bn2", last));
      Kernel expanding = Kernel.of(1, EXPANSION * block.width).dropping(block.dropout);
      last = modules.convolution(name + "conv3", expanding, last);
      last = modules.normalization(name + "bn3", last);
    } else {
      Kernel wide = Kernel.of(3, block.width).stride(block.stride).dilation(block.dilation);
      last = modules.convolution(name + "conv1", wide, input);
      last = modules.relu(name + "relu1", modules.normalization(name + "bn1", last));
      Kernel second = Kernel.of(3, block.width).dilation(block.dilation).dropping(block.dropout);
      last = modules.convolution(name + "conv2", second, last);
      last = modules.normalization(name + "bn2", last);
    }
    if (blocks.squeezed) {
      last = squeezeExcitation(modules, name + "se", last);
    }
    Feature shortcut = input;
    if (block.stride != 1 || input.channels() != last.channels()) {
      Kernel fitting = Kernel.of(1, last.channels()).stride(block.stride);
      shortcut = modules.convolution(name + "downsample.0", fitting, input);
      shortcut = modules.normalization(name + "downsample.1", shortcut);
    }
    return modules.relu(block.name, modules.graph().sum(name + "add", last, shortcut));
  }

  /** Channels are squeezed to a sixteenth, in multiples of eight. */
  private static Feature squeezeExcitation(Modules modules, String name, Feature input) {
    int squeezed = Math.max(8, (input.channels() / 16 + 4) / 8 * 8);
    return modules.squeezeExcitation(
        name, squeezed, new ActivationReLU(), new ActivationSigmoid(), input);
  }

  @Override
  public Feature addClassifierTo(
      GraphWriter graph, Feature input, EncoderOptions options, int classes) {
    EncoderOptions dilated =
        new EncoderOptions(
            options.baseChannels(),
            options.depth(),
            Math.min(options.outputStride(), outputStride),
            options.dropout());
    List<Feature> maps = addTo(graph, input, dilated);
    Modules modules = new Modules(graph);
    Feature pooled = modules.globalAverage("avgpool", maps.get(maps.size() - 1));
    return modules.linear("fc", classes, pooled);
  }
}
