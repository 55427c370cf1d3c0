package org.dl4jvision.network.encoder;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.layer.activation.Silu;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.blocks.InvertedResidual;
import org.dl4jvision.network.blocks.Modules;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;

/**
 * EfficientNet-B0 (Tan and Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural
 * Networks", 2019) as torchvision has it, but no block is left out at random during training.
 */
public final class EfficientNet extends InvertedResiduals {

  private static final double CLASSIFIER_DROPOUT = 0.2;
  private static final int SQUEEZE = 4;

  /** Expansion, kernel, first stride, channels and blocks of every stage. */
  private static final int[][] STAGES = {
    {1, 3, 1, 16, 1},
    {6, 3, 2, 24, 2},
    {6, 5, 2, 40, 2},
    {6, 3, 2, 80, 3},
    {6, 5, 1, 112, 3},
    {6, 5, 2, 192, 4},
    {6, 3, 1, 320, 1}
  };

  EfficientNet() {
    super(
        "efficientnet-b0",
        "torchvision.efficientnet_b0",
        "inverted residuals with squeeze-and-excitation and SiLU: accurate for its size",
        32,
        1e-5,
        new InvertedResidual.Style("block", true, new Silu(), new ActivationSigmoid()));
  }

  @Override
  public String article() {
    return "Tan and Le, EfficientNet, 2019";
  }

  @Override
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    int input = baseChannels();
    for (int s = 0; s < STAGES.length; s++) {
      int[] stage = STAGES[s];
      for (int i = 0; i < stage[4]; i++) {
        blocks.add(
            new Block(
                "features." + (s + 1) + "." + i,
                stage[1],
                i == 0 ? stage[2] : 1,
                stage[0] * input,
                Math.max(1, input / SQUEEZE),
                stage[3],
                activation()));
        input = stage[3];
      }
    }
    return blocks;
  }

  @Override
  IActivation activation() {
    return new Silu();
  }

  @Override
  String last() {
    return "features.8";
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
