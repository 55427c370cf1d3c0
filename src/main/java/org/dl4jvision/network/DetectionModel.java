package org.dl4jvision.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.dl4jvision.layer.detection.DetectionLossLayer;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.LevelsVertex;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A network that finds objects: a {@link Backbone}, a feature pyramid (Lin et al., "Feature Pyramid
 * Networks for Object Detection", 2017) and a {@link Head}.
 *
 * <p>Every level of the pyramid adds a 1x1 convolution of the backbone's map to the level above,
 * doubled in size. From each, 3x3 convolutions lead to the classes on one side, to boxes and
 * quality on the other; each level has its own. Every convolution but the last ones is followed by
 * batch normalization, without which these networks learn several times slower. Input [N, channels,
 * height, width], labels as {@link org.dl4jvision.layer.detection.DetectionLabels}, output as
 * {@link org.dl4jvision.layer.detection.DetectionDecoder} takes it.
 *
 * <p>Instances are immutable.
 */
public final class DetectionModel {

  private static final int FIRST_STRIDE = 4;
  private static final double FINAL_DEVIATION = 0.01;

  private final int inputChannels;
  private final Head head;
  private final Backbone backbone;
  private final double l2;
  private final IUpdater updater;
  private final long seed;
  private final DataType dataType;

  private DetectionModel(Builder builder) {
    inputChannels = builder.inputChannels;
    head = builder.head;
    backbone = builder.backbone;
    l2 = builder.l2;
    updater = builder.updater;
    seed = builder.seed;
    dataType = builder.dataType;
    checkStrides();
    int last = head.strides()[head.strides().length - 1];
    check(head.imageWidth() % last == 0, "imageWidth", head.imageWidth(), "multiples of " + last);
    check(
        head.imageHeight() % last == 0, "imageHeight", head.imageHeight(), "multiples of " + last);
  }

  private void checkStrides() {
    int[] strides = head.strides();
    boolean ok = strides[0] >= FIRST_STRIDE && Integer.bitCount(strides[0]) == 1;
    for (int i = 1; i < strides.length; i++) {
      ok &= strides[i] == 2 * strides[i - 1];
    }
    ok &= stage(strides[strides.length - 1]) <= backbone.stages();
    check(
        ok,
        "strides of the head",
        Arrays.toString(strides),
        "each twice the one before, from 4 to " + (2 << backbone.stages()));
  }

  /** A builder with the defaults named at its methods. */
  public static Builder builder(Head head) {
    return new Builder(head);
  }

  /** What the network's output means. */
  public Head head() {
    return head;
  }

  /** The configuration of the network; every call returns a new one. */
  public ComputationGraphConfiguration configuration() {
    return new Wiring().build();
  }

  /** Builds the network and draws its initial weights. */
  public ComputationGraph init() {
    ComputationGraph graph = new ComputationGraph(configuration());
    graph.init();
    return graph;
  }

  /** The stage of the backbone that has a stride: 1 for stride 4. */
  private static int stage(int stride) {
    return Integer.numberOfTrailingZeros(stride) - 1;
  }

  /** A graph in the making. */
  private final class Wiring {
    private final GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(dataType)
            .updater(updater.clone())
            .weightInit(WeightInit.RELU)
            .l2(l2)
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("input");

    ComputationGraphConfiguration build() {
      List<String> predictions = new ArrayList<>();
      List<String> levels = pyramid(backboneMaps());
      for (int i = 0; i < levels.size(); i++) {
        predictions.add(predictions("level" + head.strides()[i], levels.get(i)));
      }
      graph.addVertex("levels", new LevelsVertex(), predictions.toArray(String[]::new));
      add("output", new DetectionLossLayer.Builder(head).build(), "levels");
      return graph.setOutputs("output").build();
    }

    /** The backbone's maps at the strides of the head. */
    private List<String> backboneMaps() {
      List<String> maps = new ArrayList<>();
      int channels = backbone.channels(0);
      String last = convolution("stem", "input", 3, 2, inputChannels, channels, Activation.RELU);
      int deepest = stage(head.strides()[head.strides().length - 1]);
      for (int stage = 1; stage <= deepest; stage++) {
        for (int block = 0; block < backbone.blocks(); block++) {
          String name = "stage" + stage + "_block" + block;
          last = residual(name, last, channels, backbone.channels(stage), block == 0 ? 2 : 1);
          channels = backbone.channels(stage);
        }
        if (stage >= stage(head.strides()[0])) {
          maps.add(last);
        }
      }
      return maps;
    }

    private String residual(String name, String input, int in, int out, int stride) {
      String first = convolution(name + "_conv1", input, 3, stride, in, out, Activation.RELU);
      String second = convolution(name + "_conv2", first, 3, 1, out, out, Activation.IDENTITY);
      String shortcut =
          in == out && stride == 1
              ? input
              : convolution(name + "_shortcut", input, 1, stride, in, out, Activation.IDENTITY);
      String sum = sum(name + "_add", second, shortcut);
      return add(name, new ActivationLayer.Builder().activation(Activation.RELU).build(), sum);
    }

    /** The levels of the pyramid, finest first. */
    private List<String> pyramid(List<String> maps) {
      List<String> levels = new ArrayList<>();
      String above = null;
      for (int i = maps.size() - 1; i >= 0; i--) {
        String name = "pyramid" + head.strides()[i];
        int in = backbone.channels(stage(head.strides()[i]));
        String lateral =
            convolution(
                name + "_lateral",
                maps.get(i),
                1,
                1,
                in,
                backbone.pyramidChannels(),
                Activation.IDENTITY);
        if (above != null) {
          String doubled = add(name + "_upsample", new Upsampling2D.Builder(2).build(), above);
          lateral = sum(name + "_add", lateral, doubled);
        }
        above = lateral;
        levels.add(lateral);
      }
      Collections.reverse(levels);
      return levels;
    }

    /** All numbers of the predictions of a level. */
    private String predictions(String name, String level) {
      int anchors = head.anchors();
      String classTower = tower(name + "_class", level);
      String boxTower = tower(name + "_box", level);
      List<String> parts = new ArrayList<>();
      parts.add(
          last(name + "_classes", classTower, anchors * head.outputClasses(), head.classBias()));
      parts.add(last(name + "_boxes", boxTower, anchors * 4, head.boxBias()));
      if (head.hasQuality()) {
        parts.add(last(name + "_quality", boxTower, anchors, head.qualityBias()));
      }
      graph.addVertex(name, new MergeVertex(), parts.toArray(String[]::new));
      return name;
    }

    private String tower(String name, String input) {
      String last = input;
      int channels = backbone.pyramidChannels();
      for (int i = 0; i < backbone.towerDepth(); i++) {
        last = convolution(name + "_conv" + i, last, 3, 1, channels, channels, Activation.RELU);
      }
      return last;
    }

    private String last(String name, String input, int out, double bias) {
      return add(
          name,
          new ConvolutionLayer.Builder(3, 3)
              .nIn(backbone.pyramidChannels())
              .nOut(out)
              .activation(Activation.IDENTITY)
              .weightInit(new NormalDistribution(0, FINAL_DEVIATION))
              .biasInit(bias)
              .build(),
          input);
    }

    /** A convolution, batch normalization and activation. */
    private String convolution(
        String name, String input, int kernel, int stride, int in, int out, Activation activation) {
      String convolved =
          add(
              name + "_conv",
              new ConvolutionLayer.Builder(kernel, kernel)
                  .stride(stride, stride)
                  .nIn(in)
                  .nOut(out)
                  .hasBias(false)
                  .activation(Activation.IDENTITY)
                  .build(),
              input);
      boolean active = activation != Activation.IDENTITY;
      String normalized =
          add(
              active ? name + "_norm" : name,
              new BatchNormalization.Builder().nIn(out).nOut(out).build(),
              convolved);
      return active
          ? add(name, new ActivationLayer.Builder().activation(activation).build(), normalized)
          : normalized;
    }

    private String sum(String name, String... inputs) {
      graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), inputs);
      return name;
    }

    private String add(String name, Layer layer, String input) {
      graph.addLayer(name, layer, input);
      return name;
    }
  }

  private static void check(boolean ok, String name, Object value, String allowed) {
    if (!ok) {
      throw new IllegalArgumentException(name + " is " + value + ", allowed: " + allowed);
    }
  }

  /**
   * Options of a {@link DetectionModel}; methods throw IllegalArgumentException for a bad value.
   */
  public static final class Builder {
    private final Head head;
    private int inputChannels = 3;
    private Backbone backbone = Backbone.SMALL;
    private double l2;
    private IUpdater updater = new Adam(1e-3);
    private long seed = 12345;
    private DataType dataType = DataType.FLOAT;

    private Builder(Head head) {
      this.head = Objects.requireNonNull(head, "head");
    }

    /** Channels of the input images, default 3. */
    public Builder inputChannels(int channels) {
      check(channels >= 1, "inputChannels", channels, "at least 1");
      inputChannels = channels;
      return this;
    }

    /** What finds the features, default {@link Backbone#SMALL}. */
    public Builder backbone(Backbone chosen) {
      backbone = Objects.requireNonNull(chosen, "backbone");
      return this;
    }

    /** L2 regularization of the weights, default 0. */
    public Builder l2(double coefficient) {
      check(
          coefficient >= 0 && Double.isFinite(coefficient),
          "l2",
          coefficient,
          "a finite number >= 0");
      l2 = coefficient;
      return this;
    }

    /** Trains with Adam at this learning rate, default 0.001. */
    public Builder learningRate(double rate) {
      check(rate > 0 && Double.isFinite(rate), "learningRate", rate, "a finite number > 0");
      return updater(new Adam(rate));
    }

    /** Trains with this updater, default Adam at 0.001. */
    public Builder updater(IUpdater chosen) {
      updater = Objects.requireNonNull(chosen, "updater");
      return this;
    }

    /** Seed of the initial weights, default 12345. */
    public Builder seed(long number) {
      seed = number;
      return this;
    }

    /** Type of weights and activations, default FLOAT. */
    public Builder dataType(DataType type) {
      check(
          type == DataType.FLOAT || type == DataType.DOUBLE || type == DataType.HALF,
          "dataType",
          type,
          "FLOAT, DOUBLE or HALF");
      dataType = type;
      return this;
    }

    /**
     * The model.
     *
     * @throws IllegalArgumentException if the head's strides are none of the backbone's, or the
     *     image's size is no multiple of the largest
     */
    public DetectionModel build() {
      return new DetectionModel(this);
    }
  }
}
