package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.layer.activation.HardSigmoid;
import org.dl4jvision.layer.activation.HardSwish;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.InvertedResidual;
import org.dl4jvision.network.blocks.Modules;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/**
 * The large MobileNetV3 (Howard et al., "Searching for MobileNetV3", 2019) as torchvision has it.
 */
public final class MobileNetV3 extends InvertedResiduals {

  private static final double CLASSIFIER_DROPOUT = 0.2;
  private static final int SQUEEZE = 4;

  /**
   * Kernel, expanded channels, channels, squeeze-and-excitation, hard-swish and stride of every
   * block.
   */
  private static final int[][] BLOCKS = {
    {3, 16, 16, 0, 0, 1},
    {3, 64, 24, 0, 0, 2},
    {3, 72, 24, 0, 0, 1},
    {5, 72, 40, 1, 0, 2},
    {5, 120, 40, 1, 0, 1},
    {5, 120, 40, 1, 0, 1},
    {3, 240, 80, 0, 1, 2},
    {3, 200, 80, 0, 1, 1},
    {3, 184, 80, 0, 1, 1},
    {3, 184, 80, 0, 1, 1},
    {3, 480, 112, 1, 1, 1},
    {3, 672, 112, 1, 1, 1},
    {5, 672, 160, 1, 1, 2},
    {5, 960, 160, 1, 1, 1},
    {5, 960, 160, 1, 1, 1}
  };

  private final boolean first;

  MobileNetV3() {
    this(false);
  }

  private MobileNetV3(boolean first) {
    super(
        "mobilenet-v3-large",
        "torchvision.mobilenet_v3_large",
        "inverted residuals with squeeze-and-excitation and hard-swish: fast on small machines",
        16,
        1e-3,
        new InvertedResidual.Style("block", true, new ActivationReLU(), new HardSigmoid()));
    this.first = first;
  }

  /** One that gives the first map of every stride but the last, as torchvision's LR-ASPP has it. */
  public static MobileNetV3 withFirstMaps() {
    return new MobileNetV3(true);
  }

  @Override
  public String article() {
    return "Howard et al., Searching for MobileNetV3, 2019";
  }

  @Override
  List<Feature> chosen(List<Feature> maps) {
    if (!first) {
      return super.chosen(maps);
    }
    Feature last = maps.get(maps.size() - 1);
    Map<Integer, Feature> firsts = new LinkedHashMap<>();
    maps.forEach(map -> firsts.putIfAbsent(map.stride(), map));
    firsts.put(last.stride(), last);
    return List.copyOf(firsts.values());
  }

  @Override
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (int[] block : BLOCKS) {
      blocks.add(
          new Block(
              "features." + (blocks.size() + 1),
              block[0],
              block[5],
              block[1],
              block[3] == 1 ? multipleOf8((double) block[1] / SQUEEZE) : 0,
              block[2],
              block[4] == 1 ? new HardSwish() : new ActivationReLU()));
    }
    return blocks;
  }

  /** The nearest multiple, and the next one where that would be less than nine tenths. */
  private static int multipleOf8(double channels) {
    int nearest = Math.max(8, (int) (channels + 4) / 8 * 8);
    return nearest < 0.9 * channels ? nearest + 8 : nearest;
  }

  @Override
  IActivation activation() {
    return new HardSwish();
  }

  @Override
  String last() {
    return "features.16";
  }

  @Override
  int lastChannels() {
    return 960;
  }

  @Override
  public Feature addClassifierTo(
      GraphWriter graph, Feature input, EncoderOptions options, int classes) {
    Modules modules = new Modules(graph);
    Feature hidden =
        modules.linear("classifier.0", width(1280, options), pooled(graph, input, options));
    hidden = graph.activation("classifier.1", new HardSwish(), hidden);
    return modules.linear("classifier.3", classes, CLASSIFIER_DROPOUT, hidden);
  }
}
