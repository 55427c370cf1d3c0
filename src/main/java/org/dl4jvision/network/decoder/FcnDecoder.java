package org.dl4jvision.network.decoder;

import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.Kernel;
import org.dl4jvision.network.blocks.Modules;

/**
 * The head of the fully convolutional networks that torchvision has weights for (after Long,
 * Shelhamer and Darrell, "Fully Convolutional Networks for Semantic Segmentation", 2015): a 3x3 and
 * a 1x1 convolution of the last map.
 */
public final class FcnDecoder implements Decoder {

  private static final double DROPOUT = 0.1;
  private static final int REDUCTION = 4;

  @Override
  public String name() {
    return "fcn";
  }

  @Override
  public String help() {
    return "a fully convolutional head on the last map alone, of stride 8: simple, and slow";
  }

  @Override
  public String article() {
    return "Long et al., Fully Convolutional Networks, 2015";
  }

  @Override
  public int outputStride() {
    return 8;
  }

  @Override
  public Feature addTo(GraphWriter graph, List<Feature> maps, int classes) {
    Modules modules = new Modules(graph);
    Feature last = maps.get(maps.size() - 1);
    Kernel narrow = Kernel.of(3, Math.max(1, last.channels() / REDUCTION));
    last = modules.convolution("classifier.0", narrow, last);
    last = modules.relu("classifier.2", modules.normalization("classifier.1", last));
    Kernel scores = Kernel.of(1, classes).biased().dropping(DROPOUT);
    return modules.convolution("classifier.4", scores, last);
  }
}
