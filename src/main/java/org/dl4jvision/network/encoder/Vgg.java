package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;

/**
 * The networks of Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image
 * Recognition" (2015), as torchvision has them: 3x3 convolutions and maximum pooling. The finest
 * map of the encoder has the size of the image, the coarsest is what the last pooling gives.
 */
public final class Vgg extends PublishedEncoder {

  private static final int BASE = 64;
  private static final int[] MULTIPLES = {1, 2, 4, 8, 8};
  private static final int POOLED = 7;
  private static final int HIDDEN = 4096;
  private static final double DROPOUT = 0.5;

  private final boolean normalized;
  private final int[] convolutions;

  /**
   * @param normalized whether batch normalization follows every convolution
   * @param convolutions of each of the five stages
   */
  Vgg(String name, String published, String help, boolean normalized, int... convolutions) {
    super(name, published, help, BASE);
    this.normalized = normalized;
    this.convolutions = convolutions.clone();
  }

  @Override
  public String article() {
    return "Simonyan and Zisserman, Very Deep Convolutional Networks, 2015";
  }

  @Override
  public Vgg with(Arguments arguments) {
    arguments.irrelevant("init_weights", "dropout");
    return this;
  }

  @Override
  public List<Feature> addTo(GraphWriter graph, Feature input, EncoderOptions options) {
    requireDepth(options);
    Modules modules = new Modules(graph);
    List<Feature> maps = new ArrayList<>();
    Feature last = input;
    int module = 0;
    for (int stage = 0; stage <= options.depth(); stage++) {
      if (stage > 0) {
        String pool = "features." + module++;
        last = options.step(stage) == 1 ? last : modules.maxPooling(pool, 2, 2, 0, last);
      }
      for (int i = 0; stage < MULTIPLES.length && i < convolutions[stage]; i++) {
        boolean deepest =
            stage == Math.min(options.depth(), MULTIPLES.length - 1)
                && i == convolutions[stage] - 1;
        Kernel kernel =
            Kernel.of(3, options.baseChannels() * MULTIPLES[stage])
                .biased()
                .dilation(options.dilation(stage))
                .dropping(deepest ? options.dropout() : 0);
        last = modules.convolution("features." + module++, kernel, last);
        if (normalized) {
          last = modules.normalization("features." + module++, last);
        }
        last = modules.relu("features." + module++, last);
      }
      maps.add(last);
    }
    return Feature.deepestOfEachStride(maps);
  }

  @Override
  public Feature addClassifierTo(
      GraphWriter graph, Feature input, EncoderOptions options, int classes) {
    List<Feature> maps = addTo(graph, input, options);
    Modules modules = new Modules(graph);
    int hidden = width(HIDDEN, options);
    Feature last = modules.adaptiveAverage("avgpool", POOLED, maps.get(maps.size() - 1));
    last = modules.flatLinear("classifier.0", hidden, POOLED, 0, last);
    last = modules.relu("classifier.1", last);
    last = modules.linear("classifier.3", hidden, DROPOUT, last);
    last = modules.relu("classifier.4", last);
    return modules.linear("classifier.6", classes, DROPOUT, last);
  }
}
