package org.dl4jvision.layer.feature;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.InputTypeUtil;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Normalizes groups of channels of every example to mean 0 and variance 1, then scales and shifts
 * every channel (Wu and He, "Group Normalization", 2018): as good in batches of one as of many, and
 * the same in training and after. Maps are [N, C, H, W].
 *
 * <p>A scale "gamma" and a shift "beta" for each channel are learned, and never regularized.
 */
public final class GroupNormalizationLayer extends FeedForwardLayer {

  private int groups;
  private double eps;

  /** For reading saved models. */
  GroupNormalizationLayer() {}

  private GroupNormalizationLayer(Builder builder) {
    super(builder);
    groups = builder.groups;
    eps = builder.eps;
    setNIn(Math.max(nIn, nOut));
  }

  /** Into how many groups the channels are split. */
  public int getGroups() {
    return groups;
  }

  /** What is added to variances. */
  public double getEps() {
    return eps;
  }

  /** Sets the number of channels: this layer has as many outputs as inputs. */
  @Override
  public void setNIn(long channels) {
    Check.that(
        groups == 0 || channels % groups == 0,
        "channels",
        channels,
        "multiples of the groups, " + groups);
    super.setNIn(channels);
    super.setNOut(channels);
  }

  /** Sets the number of channels: this layer has as many outputs as inputs. */
  @Override
  public void setNOut(long channels) {
    setNIn(channels);
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    if (nIn <= 0 || override) {
      setNIn(MapLayer.maps(GroupNormalizationLayer.class, inputType).getChannels());
    }
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    return MapLayer.maps(GroupNormalizationLayer.class, inputType);
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return InputTypeUtil.getPreProcessorForInputTypeCnnLayers(inputType, getLayerName());
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    LayerValidation.assertNInNOutSet(
        "GroupNormalizationLayer", getLayerName(), layerIndex, getNIn(), getNOut());
    return Instance.of(
        new GroupNormalizationLayerImpl(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public ParamInitializer initializer() {
    return new ScaleAndShiftInitializer();
  }

  @Override
  public java.util.List<Regularization> getRegularizationByParam(String name) {
    return java.util.List.of();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return new LayerMemoryReport.Builder(
            getLayerName(), GroupNormalizationLayer.class, inputType, inputType)
        .standardMemory(2 * nIn, getIUpdater().stateSize(2 * nIn))
        .workingMemory(
            0, 0, 2 * inputType.arrayElementsPerExample(), 2 * inputType.arrayElementsPerExample())
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GroupNormalizationLayer layer
        && super.equals(other)
        && groups == layer.groups
        && eps == layer.eps;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), groups, eps);
  }

  @Override
  public String toString() {
    return "GroupNormalizationLayer(groups=" + groups + ", channels=" + nIn + ")";
  }

  /** Options. */
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {

    private final int groups;
    private double eps = 1e-5;

    /**
     * @param groups into which the channels are split, which must be multiples
     */
    public Builder(int groups) {
      this.groups = Check.atLeast("groups", groups, 1);
    }

    /** What is added to variances, default 1e-5. */
    public Builder eps(double number) {
      eps = Check.positive("eps", number);
      return this;
    }

    @Override
    public GroupNormalizationLayer build() {
      return new GroupNormalizationLayer(this);
    }
  }
}
