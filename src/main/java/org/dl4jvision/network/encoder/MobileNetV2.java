package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.InvertedResidual;
import org.dl4jvision.network.blocks.Modules;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU6;

/**
 * MobileNetV2 (Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks", 2018) as
 * torchvision has it.
 */
public final class MobileNetV2 extends InvertedResiduals {

  private static final double CLASSIFIER_DROPOUT = 0.2;

  /** Expansion, channels, blocks and the first block's stride, of each stage. */
  private static final int[][] STAGES = {
    {1, 16, 1, 1},
    {6, 24, 2, 2},
    {6, 32, 3, 2},
    {6, 64, 4, 2},
    {6, 96, 3, 1},
    {6, 160, 3, 2},
    {6, 320, 1, 1}
  };

  MobileNetV2() {
    super(
        "mobilenet-v2",
        "torchvision.mobilenet_v2",
        "inverted residuals of depthwise convolutions: few parameters and multiply-adds",
        32,
        1e-5,
        new InvertedResidual.Style("conv", false, null, null));
  }

  @Override
  public String article() {
    return "Sandler et al., MobileNetV2, 2018";
  }

  @Override
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    int input = baseChannels();
    for (int[] stage : STAGES) {
      for (int i = 0; i < stage[2]; i++) {
        String name = "features." + (blocks.size() + 1);
        int stride = i == 0 ? stage[3] : 1;
        blocks.add(new Block(name, 3, stride, stage[0] * input, 0, stage[1], activation()));
        input = stage[1];
      }
    }
    return blocks;
  }

  @Override
  IActivation activation() {
    return new ActivationReLU6();
  }

  @Override
  String last() {
    return "features.18";
  }

  @Override
  int lastChannels() {
    return 1280;
  }

  @Override
  public Feature addClassifierTo(
      GraphWriter graph, Feature input, EncoderOptions options, int classes) {
    return new Modules(graph)
        .linear("classifier.1", classes, CLASSIFIER_DROPOUT, pooled(graph, input, options));
  }
}
