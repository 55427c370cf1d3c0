package org.dl4jvision.network;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jvision.check.Check;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.dl4jvision.network.encoder.Encoder;
import org.dl4jvision.network.encoder.EncoderOptions;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.network.weights.ModuleNames;
import org.dl4jvision.network.weights.TensorSource;
import org.dl4jvision.network.weights.WeightLoader;
import org.dl4jvision.network.weights.WeightReport;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A network that begins with an encoder. Weights are drawn by He's rule. Instances are immutable.
 */
public abstract class EncoderNetwork implements VisionNetwork {

  private final int inputChannels;
  private final Encoder encoder;
  private final EncoderOptions options;
  private final double l1;
  private final double l2;
  private final IUpdater updater;
  private final long seed;
  private final DataType dataType;
  private final boolean batchNormalization;
  private final boolean frozenNormalization;

  /**
   * @param depth how often the encoder halves the size
   * @param outputStride the largest stride of its maps
   */
  EncoderNetwork(Builder<?> builder, int depth, int outputStride) {
    inputChannels = builder.inputChannels;
    encoder = builder.encoder;
    Check.between("depth", depth, 1, encoder.maxDepth());
    int baseChannels = builder.baseChannels != null ? builder.baseChannels : encoder.baseChannels();
    options = new EncoderOptions(baseChannels, depth, outputStride, builder.dropout);
    l1 = builder.l1;
    l2 = builder.l2;
    updater = builder.updater;
    seed = builder.seed;
    dataType = builder.dataType;
    batchNormalization = builder.batchNormalization;
    frozenNormalization = builder.frozenNormalization;
  }

  /** The encoder, which finds the features. */
  public final Encoder encoder() {
    return encoder;
  }

  /** How large the encoder is. */
  public final EncoderOptions encoderOptions() {
    return options;
  }

  /** Channels of the input images. */
  public final int inputChannels() {
    return inputChannels;
  }

  /**
   * How many numbers the largest array between two layers has for one image.
   *
   * @param height of the image, a multiple of {@link #multipleOf}
   * @param width likewise
   */
  public final long largestMap(int height, int width) {
    return configuration()
        .getLayerActivationTypes(InputType.convolutional(height, width, inputChannels))
        .values()
        .stream()
        .mapToLong(InputType::arrayElementsPerExample)
        .max()
        .orElseThrow();
  }

  /**
   * Copies weights of a published encoder into one of this network's graphs.
   *
   * @return what became of them; what is missing keeps its values
   * @throws IllegalArgumentException if they belong to another encoder
   */
  public final WeightReport loadEncoder(ComputationGraph network, TensorSource weights) {
    return new WeightLoader(network, encoderVertices()::contains, ModuleNames.SAME).load(weights);
  }

  /**
   * Copies weights of a whole network into one of this network's graphs. Those of other shapes, as
   * of the last layer where it was trained for other classes, are left out.
   *
   * @return what became of them; what is missing keeps its values
   * @throws IllegalArgumentException if the encoder is another one, or nothing behind it fits
   */
  public final WeightReport load(ComputationGraph network, TensorSource weights) {
    Set<String> encoder = encoderVertices();
    WeightLoader rest = new WeightLoader(network, v -> !encoder.contains(v), ModuleNames.SAME);
    return loadEncoder(network, weights).with(rest.tolerant().load(weights));
  }

  private Set<String> encoderVertices() {
    return encoderStages().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The names of the encoder's layers, stage by stage: those that lead to its first map, those that
   * lead from there to the second, and so on.
   */
  public final List<Set<String>> encoderStages() {
    GraphWriter graph = newGraph();
    List<Feature> maps = addEncoderTo(graph, graph.input("input", inputChannels));
    return EncoderStages.of(maps, graph.build(maps.get(maps.size() - 1)).getVertexInputs());
  }

  @Override
  public final int multipleOf() {
    return options.stride(options.depth());
  }

  @Override
  public final ComputationGraphConfiguration configuration() {
    GraphWriter graph = newGraph();
    return graph.build(addTo(graph, graph.input("input", inputChannels)));
  }

  /** An empty graph with what all layers share. */
  final GraphWriter newGraph() {
    return new GraphWriter(
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(dataType)
            .updater(updater.clone())
            .weightInit(WeightInit.RELU)
            .l1(l1)
            .l2(l2),
        batchNormalization);
  }

  /** Adds all layers, down to the one with the loss. */
  abstract Feature addTo(GraphWriter graph, Feature input);

  /** Adds the layers of the encoder. */
  final List<Feature> addEncoderTo(GraphWriter graph, Feature input) {
    Supplier<List<Feature>> maps = () -> encoder.addTo(graph, input, options);
    return frozenNormalization ? graph.frozen(maps) : maps.get();
  }

  /**
   * Options of all networks; methods throw IllegalArgumentException for a bad value.
   *
   * @param <B> the builder's own type
   */
  public abstract static class Builder<B extends Builder<B>> {
    private int inputChannels;
    private Encoder encoder;
    private Integer baseChannels;
    private double dropout;
    private double l1;
    private double l2;
    private IUpdater updater = new Adam(1e-3);
    private long seed = 12345;
    private DataType dataType = DataType.FLOAT;
    private boolean batchNormalization = true;
    private boolean frozenNormalization;

    Builder(int inputChannels, String encoder) {
      this.inputChannels = inputChannels;
      this.encoder = Encoders.get(encoder);
    }

    abstract B self();

    final Encoder encoder() {
      return encoder;
    }

    /** Channels of the input images; default 1 to segment, 3 to detect. */
    public final B inputChannels(int number) {
      inputChannels = Check.atLeast("inputChannels", number, 1);
      return self();
    }

    /**
     * What finds the features, by its name in {@link Encoders}; default plain to segment, small to
     * detect.
     */
    public final B encoder(String name) {
      return encoder(Encoders.get(name));
    }

    /** What finds the features; by default as {@link #encoder(String)} says. */
    public final B encoder(Encoder chosen) {
      encoder = Check.given("encoder", chosen);
      return self();
    }

    /** Channels of the encoder's first stage; default (null): the encoder's own. */
    public final B baseChannels(Integer number) {
      baseChannels = number == null ? null : Check.atLeast("baseChannels", number, 1);
      return self();
    }

    /** Share of values dropped before the encoder's last convolution, [0, 1), default 0. */
    public final B dropout(double share) {
      dropout = Check.belowOne("dropout", share);
      return self();
    }

    /**
     * Whether the 3x3 convolutions of U-Net, its plain encoder and its decoders, are normalized by
     * the batch (Ioffe and Szegedy, 2015), default true: they learn faster by far. The U-Net of
     * 2015 has none. Encoders of other publications always have what is published.
     */
    public final B batchNormalization(boolean normalized) {
      batchNormalization = normalized;
      return self();
    }

    /**
     * Whether the encoder's batch normalization stays as it is, as {@link
     * org.dl4jvision.layer.feature.FrozenBatchNormalization} does; default false.
     */
    public final B frozenNormalization(boolean frozen) {
      frozenNormalization = frozen;
      return self();
    }

    /** L1 regularization of the weights, default 0. */
    public final B l1(double coefficient) {
      l1 = Check.notNegative("l1", coefficient);
      return self();
    }

    /** L2 regularization of the weights, default 0. */
    public final B l2(double coefficient) {
      l2 = Check.notNegative("l2", coefficient);
      return self();
    }

    /** Trains with Adam at this learning rate, default 0.001. */
    public final B learningRate(double rate) {
      return updater(new Adam(Check.positive("learningRate", rate)));
    }

    /** Trains with this updater, default Adam at 0.001. */
    public final B updater(IUpdater chosen) {
      updater = Check.given("updater", chosen);
      return self();
    }

    /** Seed of the initial weights and of dropout, default 12345. */
    public final B seed(long number) {
      seed = number;
      return self();
    }

    /** Type of weights and activations, default FLOAT. */
    public final B dataType(DataType type) {
      Check.that(
          type == DataType.FLOAT || type == DataType.DOUBLE || type == DataType.HALF,
          "dataType",
          type,
          "FLOAT, DOUBLE or HALF");
      dataType = type;
      return self();
    }
  }
}
