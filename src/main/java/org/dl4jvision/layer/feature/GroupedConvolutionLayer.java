package org.dl4jvision.layer.feature;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.ConvolutionUtils;
import org.dl4jvision.check.Check;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution whose channels are split into groups: each group of output channels sees its own
 * group of input channels only, as in ResNeXt (Xie et al., "Aggregated Residual Transformations for
 * Deep Neural Networks", 2017) and RegNet. As many groups as input channels make it depthwise.
 *
 * <p>Everything else is as in {@link ConvolutionLayer}: stride, dilation, padding, modes, formats,
 * bias. Its weights are [nOut, nIn / groups, height, width], in PyTorch's order.
 */
public final class GroupedConvolutionLayer extends ConvolutionLayer {

  private int groups = 1;

  /** For reading saved models. */
  GroupedConvolutionLayer() {}

  private GroupedConvolutionLayer(Builder builder) {
    super(builder);
    groups = builder.groups;
    checkChannels("nIn", nIn);
    checkChannels("nOut", nOut);
  }

  /** Into how many groups the channels of input and output are split. */
  public int getGroups() {
    return groups;
  }

  /** The number of channels is 0 until it is known. */
  private void checkChannels(String name, long channels) {
    Check.that(channels % groups == 0, name, channels, "multiples of the groups, " + groups);
  }

  @Override
  public void setNIn(InputType inputType, boolean override) {
    super.setNIn(inputType, override);
    checkChannels("nIn", nIn);
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
        "GroupedConvolutionLayer", getLayerName(), layerIndex, getNIn(), getNOut());
    checkChannels("nIn", nIn);
    return Instance.of(
        new GroupedConvolutionLayerImpl(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public ParamInitializer initializer() {
    return new GroupedConvolutionInitializer();
  }

  @Override
  public GroupedConvolutionLayer clone() {
    return (GroupedConvolutionLayer) super.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GroupedConvolutionLayer layer
        && super.equals(other)
        && groups == layer.groups;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), groups);
  }

  @Override
  public String toString() {
    return "GroupedConvolutionLayer(groups=" + groups + ", " + super.toString() + ")";
  }

  /** Options; those that are not here are DL4J's of any convolution. */
  public static final class Builder extends ConvolutionLayer.Builder {

    private final int groups;

    /**
     * @param groups into which the channels of input and output are split; both must be multiples
     * @param kernelSize height and width
     */
    public Builder(int groups, int... kernelSize) {
      super(kernelSize);
      this.groups = Check.atLeast("groups", groups, 1);
    }

    /**
     * Builds the layer.
     *
     * @throws IllegalArgumentException if channels are no multiple of the groups
     */
    @Override
    public GroupedConvolutionLayer build() {
      ConvolutionUtils.validateConvolutionModePadding(getConvolutionMode(), getPadding());
      ConvolutionUtils.validateCnnKernelStridePadding(getKernelSize(), getStride(), getPadding());
      return new GroupedConvolutionLayer(this);
    }
  }
}
