package org.dl4jvision.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.dl4jvision.check.Check;
import org.dl4jvision.layer.detection.DetectionLossLayer;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.LevelsVertex;
import org.dl4jvision.network.blocks.Convolutions;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.FeaturePyramid;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.encoder.EncoderOptions;
import org.nd4j.linalg.activations.Activation;

/**
 * A network that finds objects: an encoder, a {@link FeaturePyramid} on its maps of the head's
 * strides, and a {@link Head}.
 *
 * <p>From every level of the pyramid, 3x3 convolutions lead to the classes on one side, to boxes
 * and quality on the other; each level has its own. Every convolution but the last ones is followed
 * by batch normalization, without which these networks learn several times slower. Input [N,
 * channels, height, width], labels as {@link org.dl4jvision.box.BoxLabels}, output as {@link
 * org.dl4jvision.layer.detection.DetectionDecoder} takes it.
 *
 * <p>Instances are immutable.
 */
public final class DetectionNetwork extends EncoderNetwork {

  private static final double FINAL_DEVIATION = 0.01;

  private final Head head;

  private DetectionNetwork(Builder builder) {
    super(builder, depth(builder), EncoderOptions.ANY_STRIDE);
    head = builder.head;
    Check.that(
        head.imageWidth() % multipleOf() == 0,
        "imageWidth",
        head.imageWidth(),
        "multiples of " + multipleOf());
    Check.that(
        head.imageHeight() % multipleOf() == 0,
        "imageHeight",
        head.imageHeight(),
        "multiples of " + multipleOf());
    configuration();
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder(Head head) {
    return new Builder(head);
  }

  /** What the network's output means. */
  public Head head() {
    return head;
  }

  /** How often the encoder must halve the size to reach the coarsest stride of the head. */
  private static int depth(Builder builder) {
    int[] strides = builder.head.strides();
    int coarsest = 1 << builder.encoder().maxDepth();
    boolean fits = Integer.bitCount(strides[0]) == 1 && strides[strides.length - 1] <= coarsest;
    for (int i = 1; i < strides.length; i++) {
      fits &= strides[i] == 2 * strides[i - 1];
    }
    checkStrides(fits, strides, "powers of two, each twice the one before, up to " + coarsest);
    return Integer.numberOfTrailingZeros(strides[strides.length - 1]);
  }

  private static void checkStrides(boolean fits, int[] strides, String allowed) {
    Check.that(fits, "strides of the head", Arrays.toString(strides), allowed);
  }

  @Override
  Feature addTo(GraphWriter graph, Feature input) {
    List<Feature> maps = addEncoderTo(graph, input);
    int[] strides = head.strides();
    int skipped = maps.size() - strides.length;
    checkStrides(
        skipped >= 0,
        strides,
        "those of the encoder " + encoder().name() + ", from " + maps.get(0).stride() + " on");
    List<Feature> levels =
        FeaturePyramid.addTo(
            graph, encoder().pyramidChannels(), maps.subList(skipped, maps.size()));
    Feature[] predictions =
        levels.stream().map(level -> predictions(graph, level)).toArray(Feature[]::new);
    // The locations of all levels stand in one row, so these maps have no stride of their own.
    Feature all = graph.add(predictions[0].as("levels"), new LevelsVertex(), predictions);
    return graph.add(all.as("output"), new DetectionLossLayer.Builder(head).build(), all);
  }

  /** The predictions of a level: classes, boxes and, where the head has it, quality. */
  private Feature predictions(GraphWriter graph, Feature level) {
    String name = "level" + level.stride();
    int anchors = head.anchors();
    Feature forClasses = tower(graph, name + "_class", level);
    Feature forBoxes = tower(graph, name + "_box", level);
    List<Feature> parts = new ArrayList<>();
    parts.add(
        last(
            graph,
            name + "_classes",
            anchors * head.outputClasses(),
            head.classBias(),
            forClasses));
    parts.add(last(graph, name + "_boxes", anchors * 4, head.boxBias(), forBoxes));
    if (head.hasQuality()) {
      parts.add(last(graph, name + "_quality", anchors, head.qualityBias(), forBoxes));
    }
    return graph.concatenation(name, parts.toArray(Feature[]::new));
  }

  private static Feature tower(GraphWriter graph, String name, Feature level) {
    return graph.normalizedConvolution(
        name + "_conv0", Convolutions.of(3, level.channels()), Activation.RELU, level);
  }

  private static Feature last(
      GraphWriter graph, String name, int channels, double bias, Feature input) {
    return graph.convolution(
        name,
        Convolutions.of(3, channels)
            .activation(Activation.IDENTITY)
            .weightInit(new NormalDistribution(0, FINAL_DEVIATION))
            .biasInit(bias),
        input);
  }

  /** Options, all of which have defaults. */
  public static final class Builder extends EncoderNetwork.Builder<Builder> {
    private final Head head;

    private Builder(Head head) {
      super(3, "small");
      this.head = Check.given("head", head);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Builds the network.
     *
     * @throws IllegalArgumentException if the head's strides are none of the encoder's, or the
     *     image's size is no multiple of the largest
     */
    public DetectionNetwork build() {
      return new DetectionNetwork(this);
    }
  }
}
