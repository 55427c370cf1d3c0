package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;

/**
 * RegNetY-400MF (Radosavovic et al., "Designing Network Design Spaces", 2020) as torchvision has
 * it: residual blocks of grouped convolutions with squeeze-and-excitation.
 */
public final class RegNet extends PublishedEncoder {

  private static final int STEM = 32;
  private static final int GROUP = 8;
  private static final double SQUEEZE = 0.25;
  private static final int[] WIDTHS = {48, 104, 208, 440};
  private static final int[] DEPTHS = {1, 3, 6, 6};

  RegNet() {
    super(
        "regnet-y-400mf",
        "torchvision.regnet_y_400mf",
        "residual with grouped convolutions and squeeze-and-excitation: regular, and fast",
        STEM);
  }

  @Override
  public String article() {
    return "Radosavovic et al., Designing Network Design Spaces, 2020";
  }

  @Override
  public List<Feature> addTo(GraphWriter graph, Feature input, EncoderOptions options) {
    requireDepth(options);
    Modules modules = new Modules(graph);
    Kernel stem = Kernel.of(3, options.baseChannels());
    Feature last =
        modules.normalizedConvolution(
            "stem",
            stem.stride(options.step(1)).dilation(options.dilation(1)),
            new ActivationReLU(),
            input);
    List<Feature> maps = new ArrayList<>(List.of(last));
    for (int stage = 1; stage < options.depth(); stage++) {
      for (int i = 0; i < DEPTHS[stage - 1]; i++) {
        boolean deepest = stage == options.depth() - 1 && i == DEPTHS[stage - 1] - 1;
        Block block =
            new Block(
                "trunk_output.block" + stage + ".block" + stage + "-" + i,
                GROUP * width(WIDTHS[stage - 1] / GROUP, options),
                i == 0 ? options.step(stage + 1) : 1,
                options.dilation(i == 0 ? stage : stage + 1),
                deepest ? options.dropout() : 0);
        last = block(modules, block, last);
      }
      maps.add(last);
    }
    return Feature.deepestOfEachStride(maps);
  }

  private record Block(String name, int channels, int stride, int dilation, double dropout) {}

  private static Feature block(Modules modules, Block block, Feature input) {
    IActivation relu = new ActivationReLU();
    String prefix = block.name + ".";
    Feature shortcut = input;
    if (block.stride != 1 || block.channels != input.channels()) {
      Kernel fitting = Kernel.of(1, block.channels).stride(block.stride);
      shortcut = modules.normalizedConvolution(prefix + "proj", fitting, null, input);
    }
    Feature last =
        modules.normalizedConvolution(prefix + "f.a", Kernel.of(1, block.channels), relu, input);
    Kernel grouped =
        Kernel.of(3, block.channels)
            .stride(block.stride)
            .dilation(block.dilation)
            .groups(block.channels / GROUP);
    last = modules.normalizedConvolution(prefix + "f.b", grouped, relu, last);
    int squeezed = (int) Math.max(1, Math.rint(SQUEEZE * input.channels()));
    last =
        modules.squeezeExcitation(prefix + "f.se", squeezed, relu, new ActivationSigmoid(), last);
    Kernel linear = Kernel.of(1, block.channels).dropping(block.dropout);
    last = modules.normalizedConvolution(prefix + "f.c", linear, null, last);
    return modules
        .graph()
        .activation(block.name, relu, modules.graph().sum(prefix + "add", shortcut, last));
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
