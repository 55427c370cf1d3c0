package org.dl4jvision.layer.detection;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.params.EmptyParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jvision.box.BoxLabels;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Output layer without parameters that makes a detector of a network, with any {@link Head}.
 *
 * <p>Its input is all levels of a feature pyramid together, {@code [N, head.channels(),
 * locations]}, as {@link LevelsVertex} gives it, and so is its output: {@link DetectionDecoder}
 * turns that into boxes. Labels are the objects themselves, see {@link BoxLabels}, and do not
 * depend on the head. A mask [N, 1] weighs images; 0 leaves one out.
 *
 * <p>The score is {@link Head}'s loss of the batch, plus the regularization term. It is the mean
 * over the images of what {@code scoreExamples} gives, which is therefore relative to a batch.
 */
public final class DetectionLossLayer extends BaseLayer {

  private Head head;

  /** Jackson needs this constructor to read saved networks. */
  @SuppressWarnings("unused")
  private DetectionLossLayer() {}

  private DetectionLossLayer(Builder builder) {
    super(builder);
    head = builder.head;
  }

  /** Returns the head, which knows what the network's numbers mean. */
  public Head getHead() {
    return head;
  }

  @Override
  public org.deeplearning4j.nn.api.Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    DetectionLossLayerImpl layer = new DetectionLossLayerImpl(conf, networkDataType);
    layer.setListeners(trainingListeners);
    layer.setIndex(layerIndex);
    layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return EmptyParamInitializer.getInstance();
  }

  /**
   * Returns the input type: this layer changes no shape.
   *
   * @throws IllegalStateException if the input is not that of the head
   */
  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    boolean fits =
        inputType instanceof InputType.InputTypeRecurrent levels
            && levels.getSize() == head.channels()
            && levels.getTimeSeriesLength() == head.levels().locations();
    if (!fits) {
      throw new IllegalStateException(
          "DetectionLossLayer \""
              + getLayerName()
              + "\": the input must be [N, "
              + head.channels()
              + ", "
              + head.levels().locations()
              + "] for "
              + head
              + ", got "
              + inputType);
    }
    return inputType;
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    // The head says what it takes.
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return null;
  }

  @Override
  public boolean isPretrainParam(String paramName) {
    return false;
  }

  /** Nothing beyond the activations and their gradients, which DL4J counts itself. */
  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, inputType)
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof DetectionLossLayer other
        && super.equals(other)
        && Objects.equals(head, other.head);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), head);
  }

  @Override
  public String toString() {
    return "DetectionLossLayer(name=" + getLayerName() + ", head=" + head + ")";
  }

  /** Builder of {@link DetectionLossLayer}. */
  @SuppressWarnings("unchecked") // build() overrides a generic method, as in DL4J's own builders
  public static final class Builder extends BaseLayer.Builder<Builder> {

    private final Head head;

    /** Takes the head whose loss the layer computes; null is refused. */
    public Builder(Head head) {
      this.head = Check.given("head", head);
    }

    @Override
    public DetectionLossLayer build() {
      return new DetectionLossLayer(this);
    }
  }
}
