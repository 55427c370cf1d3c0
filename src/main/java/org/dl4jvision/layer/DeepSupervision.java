package org.dl4jvision.layer;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.DataFormat;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.dl4jvision.check.Check;
import org.dl4jvision.loss.LossSum;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Deep supervision: the loss is taken at several levels of a decoder, not only at the last one, so
 * that the deeper ones learn from a shorter path (Dou et al., 2016; nnU-Net).
 *
 * <pre>{@code
 * DeepSupervision supervision =
 *     DeepSupervision.builder(Losses.parse("dice + cross-entropy"), classes)
 *         .level("decoder0", 1)       // full size, weight 1
 *         .level("decoder1", 2)       // half the size, weight 1/2
 *         .build();
 * supervision.addTo(graphBuilder);    // outputs "decoder0-output", "decoder1-output"
 * iterator.setPreProcessor(supervision.labels());
 * }</pre>
 *
 * <p>Each level gets a 1x1 convolution to the classes and a {@link SegmentationLossLayer}; the
 * network's score is the sum of the levels' losses, each times its weight, divided by nothing. The
 * labels of full size are brought to each level's size by {@link #labels()}. Immutable.
 */
public final class DeepSupervision {

  /** A supervised vertex: its size is the labels' divided by {@code factor}. */
  private record Level(String vertex, int factor, double weight) {}

  private final VisionLoss loss;
  private final int classes;
  private final Activation activation;
  private final boolean volumes;
  private final boolean channelsLast;
  private final List<Level> levels;

  private DeepSupervision(Builder builder) {
    loss = builder.loss;
    classes = builder.classes;
    activation = builder.activation;
    volumes = builder.volumes;
    channelsLast = builder.channelsLast;
    levels = List.copyOf(builder.levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("no level is given; add at least one");
    }
  }

  /**
   * @param loss the loss of every level
   * @param classes channels of the outputs, at least 1
   */
  public static Builder builder(VisionLoss loss, int classes) {
    return new Builder(loss, classes);
  }

  /** The names of the outputs that {@link #addTo} adds, the first level's first. */
  public List<String> outputs() {
    return levels.stream().map(level -> level.vertex + "-output").toList();
  }

  /** Adds the levels' layers to a graph and makes them its outputs. */
  public GraphBuilder addTo(GraphBuilder graph) {
    for (Level level : levels) {
      String logits = level.vertex + "-logits";
      graph.addLayer(logits, convolution(), level.vertex);
      VisionLoss weighted =
          level.weight == 1 ? loss : new LossSum(new double[] {level.weight}, loss);
      graph.addLayer(
          level.vertex + "-output",
          new SegmentationLossLayer.Builder(weighted).activation(activation).nOut(classes).build(),
          logits);
    }
    return graph.setOutputs(outputs().toArray(String[]::new));
  }

  private org.deeplearning4j.nn.conf.layers.Layer convolution() {
    if (volumes) {
      return new Convolution3D.Builder(1, 1, 1)
          .nOut(classes)
          .activation(Activation.IDENTITY)
          .dataFormat(
              channelsLast ? Convolution3D.DataFormat.NDHWC : Convolution3D.DataFormat.NCDHW)
          .build();
    }
    return new ConvolutionLayer.Builder(1, 1)
        .nOut(classes)
        .activation(Activation.IDENTITY)
        .dataFormat(channelsLast ? CNN2DFormat.NHWC : CNN2DFormat.NCHW)
        .build();
  }

  /**
   * Replaces the labels, and the label mask if there is one, by one of each level's size. It takes
   * the pixel in the middle of those that become one (the later one of two), which leaves one-hot
   * labels and class indices what they are.
   *
   * <p>The preprocessor throws an IllegalArgumentException where a size is not a multiple of a
   * level's factor.
   */
  public MultiDataSetPreProcessor labels() {
    return this::resize;
  }

  private void resize(MultiDataSet data) {
    data.setLabels(atEachLevel("labels", data.getLabels(0)));
    INDArray mask = data.getLabelsMaskArrays() == null ? null : data.getLabelsMaskArray(0);
    if (mask != null) {
      // A mask of one number an image has no size.
      boolean spatial = mask.rank() > 2;
      INDArray[] masks = new INDArray[levels.size()];
      Arrays.fill(masks, mask);
      data.setLabelsMaskArray(spatial ? atEachLevel("label mask", mask) : masks);
    }
  }

  private INDArray[] atEachLevel(String name, INDArray array) {
    return levels.stream().map(level -> smaller(name, array, level)).toArray(INDArray[]::new);
  }

  private INDArray smaller(String name, INDArray array, Level level) {
    if (level.factor == 1) {
      return array;
    }
    int dimensions = volumes ? 3 : 2;
    boolean hasChannels = array.rank() == dimensions + 2;
    int first = hasChannels && !channelsLast ? 2 : 1;
    INDArrayIndex[] indices = new INDArrayIndex[array.rank()];
    Arrays.fill(indices, NDArrayIndex.all());
    for (int d = first; d < first + dimensions; d++) {
      long size = array.size(d);
      if (size % level.factor != 0) {
        throw new IllegalArgumentException(
            name
                + " of shape "
                + Arrays.toString(array.shape())
                + " cannot be made "
                + level.factor
                + " times smaller for level "
                + level.vertex
                + ": "
                + size
                + " is no multiple of it");
      }
      indices[d] = NDArrayIndex.interval(level.factor / 2, level.factor, size);
    }
    return array.get(indices).dup('c');
  }

  /** Builds a {@link DeepSupervision}. */
  public static final class Builder {
    private final VisionLoss loss;
    private final int classes;
    private final List<Level> levels = new ArrayList<>();
    private Activation activation = Activation.SOFTMAX;
    private boolean volumes;
    private boolean channelsLast;

    private Builder(VisionLoss loss, int classes) {
      this.loss = requireNonNull(loss, "loss");
      this.classes = Check.atLeast("classes", classes, 1);
    }

    /** A vertex whose size is that of the labels divided by {@code factor}; weight 1 / factor. */
    public Builder level(String vertex, int factor) {
      return level(vertex, factor, 1.0 / factor);
    }

    /**
     * @param vertex name of a layer or vertex of the graph
     * @param factor how many times smaller than the labels it is, at least 1
     * @param weight of its loss, &gt; 0
     */
    public Builder level(String vertex, int factor, double weight) {
      Check.positive("weight of level " + vertex, weight);
      Check.atLeast("factor", factor, 1);
      levels.add(new Level(requireNonNull(vertex, "vertex"), factor, weight));
      return this;
    }

    /** The outputs' activation becomes this; the default is softmax. */
    public Builder activation(Activation outputs) {
      activation = requireNonNull(outputs, "activation");
      return this;
    }

    /** A {@link CNN2DFormat} or {@link Convolution3D.DataFormat}; default NCHW. */
    public Builder dataFormat(DataFormat format) {
      volumes = requireNonNull(format, "format") instanceof Convolution3D.DataFormat;
      channelsLast = format == CNN2DFormat.NHWC || format == Convolution3D.DataFormat.NDHWC;
      return this;
    }

    public DeepSupervision build() {
      return new DeepSupervision(this);
    }
  }
}
