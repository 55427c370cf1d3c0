package org.dl4jvision.network;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.LossCrossEntropy;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.encoder.EncoderOptions;
import org.dl4jvision.network.encoder.PublishedEncoder;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A network that says which class an image as a whole belongs to: an encoder with the classifier
 * that it was published with. Input [N, channels, height, width], output [N, classes] after a
 * softmax; {@link #logits} names the vertex before it.
 *
 * <p>Instances are immutable.
 */
public final class ClassificationNetwork extends EncoderNetwork {

  private static final String OUTPUT = "output";

  private final int classes;
  private final ILossFunction loss;
  private final PublishedEncoder published;

  private ClassificationNetwork(Builder builder) {
    super(builder, builder.encoder().depth(), EncoderOptions.ANY_STRIDE);
    classes = builder.classes;
    loss = builder.loss;
    Check.that(
        encoder() instanceof PublishedEncoder,
        "encoder",
        encoder().name(),
        "encoders that were published as classifiers, such as resnet18");
    published = (PublishedEncoder) encoder();
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder() {
    return new Builder();
  }

  /** The number of classes. */
  public int classes() {
    return classes;
  }

  /** The vertex that gives the logits. */
  public String logits() {
    return configuration().getVertexInputs().get(OUTPUT).get(0);
  }

  /**
   * The classifiers that helped to train the published network, as a graph of their own, if the
   * encoder was asked for them.
   */
  public Optional<ComputationGraphConfiguration> auxiliary() {
    GraphWriter graph = newGraph();
    List<Feature> logits = published.addAuxiliaryTo(graph, classes);
    return logits.isEmpty()
        ? Optional.empty()
        : Optional.of(graph.build(logits.toArray(Feature[]::new)));
  }

  @Override
  Feature addTo(GraphWriter graph, Feature input) {
    Feature logits = published.addClassifierTo(graph, input, encoderOptions(), classes);
    return graph.add(
        logits.as(OUTPUT),
        new LossLayer.Builder(loss).activation(Activation.SOFTMAX).build(),
        logits);
  }

  /** Options, all of which have defaults. */
  public static final class Builder extends EncoderNetwork.Builder<Builder> {
    private int classes = 1000;
    private ILossFunction loss = new LossCrossEntropy();

    private Builder() {
      super(3, "resnet18");
    }

    @Override
    Builder self() {
      return this;
    }

    /** Sets the number of classes, default 1000, those of ImageNet. */
    public Builder classes(int number) {
      classes = Check.atLeast("classes", number, 1);
      return this;
    }

    /** Sets the loss, default cross-entropy. */
    public Builder loss(ILossFunction function) {
      loss = Check.given("loss", function);
      return this;
    }

    /**
     * Builds the network.
     *
     * @throws IllegalArgumentException for an encoder without a classifier
     */
    public ClassificationNetwork build() {
      return new ClassificationNetwork(this);
    }
  }
}
