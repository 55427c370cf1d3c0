package org.dl4jvision.network;

import java.util.List;
import org.dl4jvision.check.Check;
import org.dl4jvision.layer.SegmentationLossLayer;
import org.dl4jvision.loss.LossBinaryCrossEntropy;
import org.dl4jvision.loss.LossCrossEntropy;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.decoder.Decoder;
import org.dl4jvision.network.decoder.Decoders;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A network that gives every pixel of an image a value per class: an encoder, and a decoder whose
 * logits are enlarged to the size of the image where they are coarser. Input [N, channels, height,
 * width], output [N, classes, height, width], where height and width are any multiples of {@link
 * #multipleOf()}.
 *
 * <p>The default is the U-Net of Ronneberger, Fischer and Brox, "U-Net: Convolutional Networks for
 * Biomedical Image Segmentation" (2015), with padded convolutions, so that the output has the size
 * of the input. With one input channel and one class it has 535,505 parameters.
 *
 * <p>Instances are immutable.
 */
public final class SegmentationNetwork extends EncoderNetwork {

  private final int classes;
  private final Decoder decoder;
  private final IActivation activation;
  private final ILossFunction loss;

  private SegmentationNetwork(Builder builder) {
    super(
        builder,
        builder.depth != null ? builder.depth : builder.encoder().depth(),
        builder.outputStride != null ? builder.outputStride : builder.decoder.outputStride());
    classes = builder.classes;
    decoder = builder.decoder;
    boolean one = classes == 1;
    activation =
        builder.activation != null
            ? builder.activation
            : (one ? Activation.SIGMOID : Activation.SOFTMAX).getActivationFunction();
    Check.that(
        !one || !(activation instanceof ActivationSoftmax),
        "activation",
        "softmax over one class, which is always 1",
        "sigmoid, or softmax over classes >= 2");
    loss =
        builder.loss != null
            ? builder.loss
            : one ? new LossBinaryCrossEntropy() : new LossCrossEntropy();
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder() {
    return new Builder();
  }

  /** The decoder, which leads the features back to the size of the image. */
  public Decoder decoder() {
    return decoder;
  }

  /**
   * What the network is called: "U-Net" with the default encoder and decoder, else their names,
   * such as "small encoder, unet decoder".
   */
  public String architecture() {
    String first = encoder().name();
    String second = decoder.name();
    return first.equals(Builder.ENCODER) && second.equals(Builder.DECODER)
        ? "U-Net"
        : first + " encoder, " + second + " decoder";
  }

  @Override
  Feature addTo(GraphWriter graph, Feature input) {
    List<Feature> maps = addEncoderTo(graph, input);
    Feature logits = decoder.addTo(graph, maps, classes);
    if (logits.stride() > 1) {
      logits = graph.resized("out", logits, input);
    }
    return graph.add(
        logits.as("output"),
        new SegmentationLossLayer.Builder(loss).activation(activation).build(),
        logits);
  }

  /** Options, all of which have defaults. */
  public static final class Builder extends EncoderNetwork.Builder<Builder> {
    private static final String ENCODER = "plain";
    private static final String DECODER = "unet";

    private int classes = 2;
    private Integer depth;
    private Integer outputStride;
    private Decoder decoder = Decoders.get(DECODER);
    private IActivation activation;
    private ILossFunction loss;

    private Builder() {
      super(1, ENCODER);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Sets the channels of the output, default 2; 1 means foreground against background by a
     * sigmoid.
     */
    public Builder classes(int number) {
      classes = Check.atLeast("classes", number, 1);
      return this;
    }

    /** How often the encoder halves the size; default (null): the encoder's own, 3 for plain. */
    public Builder depth(Integer halvings) {
      depth = halvings == null ? null : Check.atLeast("depth", halvings, 1);
      return this;
    }

    /**
     * The largest stride of the encoder's maps, a power of two: beyond, kernels are dilated
     * instead. Default (null): what the decoder wants.
     */
    public Builder outputStride(Integer pixels) {
      outputStride = pixels == null ? null : Check.atLeast("outputStride", pixels, 1);
      return this;
    }

    /** What leads back to the size of the image, by its name in {@link Decoders}; default unet. */
    public Builder decoder(String name) {
      decoder = Decoders.get(name);
      return this;
    }

    /** Activation of the output, default softmax over the classes, sigmoid for one class. */
    public Builder activation(IActivation function) {
      activation = Check.given("activation", function);
      return this;
    }

    /** Loss, default cross-entropy. */
    public Builder loss(ILossFunction function) {
      loss = Check.given("loss", function);
      return this;
    }

    /**
     * Builds the network.
     *
     * @throws IllegalArgumentException if the encoder does not go so deep, or for a softmax over
     *     one class
     */
    public SegmentationNetwork build() {
      return new SegmentationNetwork(this);
    }
  }
}
