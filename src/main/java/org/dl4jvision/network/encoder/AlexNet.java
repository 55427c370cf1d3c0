package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;

/**
 * AlexNet (Krizhevsky, "One weird trick for parallelizing convolutional neural networks", 2014, as
 * torchvision has it): an 11x11 convolution of stride 4, then four more. As published its layers
 * lose the borders of maps; as an encoder they are padded, so that sizes follow from strides.
 */
public final class AlexNet extends PublishedEncoder {

  private static final int BASE = 64;
  private static final int POOLED = 6;
  private static final int HIDDEN = 4096;
  private static final double DROPOUT = 0.5;

  AlexNet() {
    super(
        "alexnet",
        "torchvision.alexnet",
        "the network of 2012, fast and coarse: its finest map has stride 4",
        BASE);
  }

  @Override
  public String article() {
    return "Krizhevsky, One weird trick for parallelizing convolutional neural networks, 2014";
  }

  @Override
  public AlexNet with(Arguments arguments) {
    arguments.irrelevant("dropout");
    return this;
  }

  @Override
  public List<Feature> addTo(GraphWriter graph, Feature input, EncoderOptions options) {
    return addTo(graph, input, options, true);
  }

  private List<Feature> addTo(
      GraphWriter graph, Feature input, EncoderOptions options, boolean padded) {
    requireDepth(options);
    Modules modules = new Modules(graph);
    int border = padded ? 1 : 0;
    Kernel first =
        Kernel.of(11, width(64, options))
            .biased()
            .padding(padded ? 5 : 2)
            .stride(options.stride(Math.min(options.depth(), 2)));
    Feature last = modules.convolution("features.0", first, input);
    last = modules.relu("features.1", last);
    List<Feature> maps = new ArrayList<>();
    maps.add(last);
    if (options.depth() >= 3) {
      last = modules.maxPooling("features.2", 3, options.step(3), border, last);
      Kernel second = Kernel.of(5, width(192, options)).biased().dilation(options.dilation(3));
      last = modules.relu("features.4", modules.convolution("features.3", second, last));
      maps.add(last);
    }
    if (options.depth() >= 4) {
      last = modules.maxPooling("features.5", 3, options.step(4), border, last);
      int module = 6;
      for (int channels : new int[] {384, 256, 256}) {
        Kernel kernel =
            Kernel.of(3, width(channels, options))
                .biased()
                .dilation(options.dilation(4))
                .dropping(module == 10 ? options.dropout() : 0);
        last = modules.convolution("features." + module, kernel, last);
        last = modules.relu("features." + (module + 1), last);
        module += 2;
      }
      maps.add(last);
    }
    if (options.depth() >= 5) {
      maps.add(modules.maxPooling("features.12", 3, options.step(5), border, last));
    }
    return Feature.deepestOfEachStride(maps);
  }

  @Override
  public Feature addClassifierTo(
      GraphWriter graph, Feature input, EncoderOptions options, int classes) {
    List<Feature> maps = addTo(graph, input, options, false);
    Modules modules = new Modules(graph);
    int hidden = width(HIDDEN, options);
    Feature last = modules.adaptiveAverage("avgpool", POOLED, maps.get(maps.size() - 1));
    last = modules.flatLinear("classifier.1", hidden, POOLED, DROPOUT, last);
    last = modules.relu("classifier.2", last);
    last = modules.linear("classifier.4", hidden, DROPOUT, last);
    last = modules.relu("classifier.5", last);
    return modules.linear("classifier.6", classes, last);
  }
}
