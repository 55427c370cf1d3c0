package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;

/**
 * SqueezeNet 1.1 (Iandola et al., "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters",
 * 2016) as torchvision has it. As an encoder its first convolution is padded, so that sizes follow
 * from strides, and a maximum pooling at the end leads to stride 32.
 */
public final class SqueezeNet extends PublishedEncoder {

  private static final int BASE = 64;
  private static final double DROPOUT = 0.5;

  /** Channels squeezed to, of each module of a stage; eight times as many come out. */
  private static final int[][] STAGES = {{16, 16}, {32, 32}, {48, 48, 64, 64}};

  private static final int EXPANSION = 4;

  SqueezeNet() {
    super(
        "squeezenet",
        "torchvision.squeezenet1_1",
        "convolutions of few channels before many: a million parameters",
        BASE);
  }

  @Override
  public String article() {
    return "Iandola et al., SqueezeNet, 2016";
  }

  @Override
  public List<Feature> addTo(GraphWriter graph, Feature input, EncoderOptions options) {
    List<Feature> maps = new ArrayList<>(addTo(graph, input, options, true));
    if (options.depth() == depth()) {
      Feature deepest = maps.get(maps.size() - 1);
      maps.add(new Modules(graph).maxPooling("pool", 3, options.step(5), 1, deepest));
    }
    return Feature.deepestOfEachStride(maps);
  }

  private List<Feature> addTo(
      GraphWriter graph, Feature input, EncoderOptions options, boolean padded) {
    requireDepth(options);
    Modules modules = new Modules(graph);
    Kernel first =
        Kernel.of(3, options.baseChannels())
            .biased()
            .padding(padded ? 1 : 0)
            .stride(options.step(1));
    Feature last = modules.convolution("features.0", first, input);
    last = modules.relu("features.1", last);
    List<Feature> maps = new ArrayList<>();
    maps.add(last);
    int module = 2;
    int stages = Math.min(options.depth() - 1, STAGES.length);
    for (int stage = 0; stage < stages; stage++) {
      last = modules.ceilMaxPooling("features." + module++, 3, options.step(stage + 2), last);
      for (int i = 0; i < STAGES[stage].length; i++) {
        boolean deepest = stage == stages - 1 && i == STAGES[stage].length - 1;
        last =
            fire(
                modules,
                "features." + module++,
                width(STAGES[stage][i], options),
                options.dilation(stage + 2),
                deepest ? options.dropout() : 0,
                last);
      }
      maps.add(last);
    }
    return maps;
  }

  private static Feature fire(
      Modules modules, String name, int squeezed, int dilation, double dropout, Feature input) {
    Feature squeeze = activated(modules, name + ".squeeze", Kernel.of(1, squeezed).biased(), input);
    Kernel one = Kernel.of(1, EXPANSION * squeezed).biased();
    Kernel three = Kernel.of(3, EXPANSION * squeezed).biased().dilation(dilation).dropping(dropout);
    Feature first = activated(modules, name + ".expand1x1", one, squeeze);
    Feature second = activated(modules, name + ".expand3x3", three, squeeze);
    return modules.graph().concatenation(name, first, second);
  }

  private static Feature activated(Modules modules, String name, Kernel kernel, Feature input) {
    return modules.relu(name + "_activation", modules.convolution(name, kernel, input));
  }

  @Override
  public SqueezeNet with(Arguments arguments) {
    arguments.irrelevant("dropout");
    return this;
  }

  @Override
  public Feature addClassifierTo(
      GraphWriter graph, Feature input, EncoderOptions options, int classes) {
    List<Feature> maps = addTo(graph, input, options, false);
    Modules modules = new Modules(graph);
    Kernel last = Kernel.of(1, classes).biased().dropping(DROPOUT);
    Feature logits = modules.convolution("classifier.1", last, maps.get(maps.size() - 1));
    return modules.globalAverage("classifier.3", modules.relu("classifier.2", logits));
  }
}
