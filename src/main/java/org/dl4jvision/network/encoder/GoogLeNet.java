package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;

/**
 * GoogLeNet (Szegedy et al., "Going Deeper with Convolutions", 2015) as torchvision has it: with
 * batch normalization, and with 3x3 convolutions where the article has 5x5.
 */
public final class GoogLeNet extends PublishedEncoder {

  private static final int BASE = 64;
  private static final double EPSILON = 1e-3;
  private static final double DROPOUT = 0.2;

  /** Modules by stage: their channels in the order of {@link #module}. */
  private static final Inception[][] STAGES = {
    {new Inception("3a", 64, 96, 128, 16, 32, 32), new Inception("3b", 128, 128, 192, 32, 96, 64)},
    {
      new Inception("4a", 192, 96, 208, 16, 48, 64),
      new Inception("4b", 160, 112, 224, 24, 64, 64),
      new Inception("4c", 128, 128, 256, 24, 64, 64),
      new Inception("4d", 112, 144, 288, 32, 64, 64),
      new Inception("4e", 256, 160, 320, 32, 128, 128)
    },
    {
      new Inception("5a", 256, 160, 320, 32, 128, 128),
      new Inception("5b", 384, 192, 384, 48, 128, 128)
    }
  };

  private final boolean auxiliary;

  private record Inception(
      String name, int one, int threeReduced, int three, int fiveReduced, int five, int pooled) {}

  GoogLeNet() {
    this(false);
  }

  private GoogLeNet(boolean auxiliary) {
    super(
        "googlenet",
        "torchvision.googlenet",
        "modules of 1x1 and 3x3 convolutions side by side, seven million parameters",
        BASE);
    this.auxiliary = auxiliary;
  }

  @Override
  public GoogLeNet with(Arguments arguments) {
    arguments.irrelevant("init_weights", "dropout", "dropout_aux");
    arguments.refuse("transform_input", false);
    return new GoogLeNet(arguments.flag("aux_logits", true));
  }

  @Override
  public String article() {
    return "Szegedy et al., Going Deeper with Convolutions, 2015";
  }

  @Override
  public List<Feature> addTo(GraphWriter graph, Feature input, EncoderOptions options) {
    requireDepth(options);
    Modules modules = new Modules(graph, EPSILON);
    Feature last =
        modules.normalizedRelu(
            "conv1", Kernel.of(7, width(64, options)).stride(options.step(1)), input);
    List<Feature> maps = new ArrayList<>();
    maps.add(last);
    if (options.depth() >= 2) {
      last = modules.ceilMaxPooling("maxpool1", 3, options.step(2), last);
      last = modules.normalizedRelu("conv2", Kernel.of(1, width(64, options)), last);
      Kernel third = Kernel.of(3, width(192, options)).dilation(options.dilation(2));
      last = modules.normalizedRelu("conv3", third, last);
      maps.add(last);
    }
    for (int stage = 0; stage + 3 <= options.depth(); stage++) {
      // The last pooling has windows that do not overlap.
      int window = stage == STAGES.length - 1 && options.step(stage + 3) == 2 ? 2 : 3;
      last = modules.ceilMaxPooling("maxpool" + (stage + 2), window, options.step(stage + 3), last);
      for (Inception module : STAGES[stage]) {
        boolean deepest =
            stage + 3 == options.depth() && module == STAGES[stage][STAGES[stage].length - 1];
        last =
            module(
                modules,
                module,
                options,
                options.dilation(stage + 3),
                deepest ? options.dropout() : 0,
                last);
      }
      maps.add(last);
    }
    return Feature.deepestOfEachStride(maps);
  }

  private Feature module(
      Modules modules,
      Inception channels,
      EncoderOptions options,
      int dilation,
      double dropout,
      Feature input) {
    String name = "inception" + channels.name;
    Kernel three = Kernel.of(3, width(channels.three, options)).dilation(dilation);
    Kernel five = Kernel.of(3, width(channels.five, options)).dilation(dilation).dropping(dropout);
    Feature first =
        modules.normalizedRelu(
            name + ".branch1", Kernel.of(1, width(channels.one, options)), input);
    Feature second =
        modules.normalizedRelu(
            name + ".branch2.0", Kernel.of(1, width(channels.threeReduced, options)), input);
    second = modules.normalizedRelu(name + ".branch2.1", three, second);
    Feature third =
        modules.normalizedRelu(
            name + ".branch3.0", Kernel.of(1, width(channels.fiveReduced, options)), input);
    third = modules.normalizedRelu(name + ".branch3.1", five, third);
    Feature fourth = modules.maxPooling(name + ".branch4.0", 3, 1, 1, input);
    fourth =
        modules.normalizedRelu(
            name + ".branch4.1", Kernel.of(1, width(channels.pooled, options)), fourth);
    return modules.graph().concatenation(name, first, second, third, fourth);
  }

  @Override
  public Feature addClassifierTo(
      GraphWriter graph, Feature input, EncoderOptions options, int classes) {
    List<Feature> maps = addTo(graph, input, options);
    Modules modules = new Modules(graph);
    Feature pooled = modules.globalAverage("avgpool", maps.get(maps.size() - 1));
    return modules.linear("fc", classes, DROPOUT, pooled);
  }

  @Override
  public List<Feature> addAuxiliaryTo(GraphWriter graph, int classes) {
    if (!auxiliary) {
      return List.of();
    }
    return List.of(auxiliary(graph, "aux1", 512, classes), auxiliary(graph, "aux2", 528, classes));
  }

  private static Feature auxiliary(GraphWriter graph, String name, int channels, int classes) {
    Modules modules = new Modules(graph, EPSILON);
    Feature input = graph.input(name + "_input", channels);
    Feature last = modules.normalizedRelu(name + ".conv", Kernel.of(1, 128), input);
    last = modules.relu(name + ".relu", modules.flatLinear(name + ".fc1", 1024, 4, 0, last));
    return modules.linear(name + ".fc2", classes, 0.7, last);
  }
}
