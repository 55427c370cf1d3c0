package org.dl4jvision.layer;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.DataFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.params.EmptyParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Output layer for feature maps of one, two or three spatial dimensions. It takes the place of
 * DL4J's {@code CnnLossLayer}, {@code Cnn3DLossLayer} and {@code RnnLossLayer}.
 *
 * <p>Those cut the feature map into rows of pixels, so that a loss no longer knows which pixels
 * form an image. This layer hands the loss the whole array, {@code [N, C, spatial...]}, which lets
 * it define one number an image (Dice, a mean over the valid pixels, ...).
 *
 * <h2>Shapes</h2>
 *
 * <table>
 *   <caption>Input and output, from the preceding layer's format</caption>
 *   <tr><th></th><th>channels first</th><th>channels last</th></tr>
 *   <tr><td>1-D</td><td>NCW {@code [N, C, T]}</td><td>NWC {@code [N, T, C]}</td></tr>
 *   <tr><td>2-D</td><td>NCHW {@code [N, C, H, W]}</td><td>NHWC {@code [N, H, W, C]}</td></tr>
 *   <tr><td>3-D</td><td>NCDHW {@code [N, C, D, H, W]}</td>
 *       <td>NDHWC {@code [N, D, H, W, C]}</td></tr>
 * </table>
 *
 * Labels are in the same format, either with the shape of the input (one-hot or soft) or with one
 * channel (class indices). Masks are {@code [N, 1]}, {@code [N, spatial...]}, or of the input's
 * rank with one or with C channels; what a mask weight means is the loss's affair. The loss always
 * sees channels first: for the channels-last formats it gets permuted views, never copies.
 *
 * <h2>Score and gradient</h2>
 *
 * The loss returns the sum over the examples. The network's score is that sum divided by N, plus
 * the regularization term, and DL4J's updater divides the gradient by N as well. With {@code
 * miniBatch(false)} the updater does not divide, so the score is then the sum: score and gradient
 * always agree.
 *
 * <h2>Requirements on the loss</h2>
 *
 * An {@link ILossFunction} that takes {@code [N, C, spatial...]} arrays and leaves them unmodified,
 * such as those of {@code org.dl4jvision.loss}. DL4J's built-in losses take rows only and are
 * refused.
 *
 * <p>With a loss that {@link VisionLoss#learnedWeights learns weights}, such as {@code
 * LossUncertainty}, the layer has them as parameters. They start at 0, and are neither regularized
 * nor touched by any other loss. With any other loss it has no parameters.
 *
 * <p>The activation defaults to softmax over the channels, whatever the network's global activation
 * is. Dropout is not applied to the input of the layer.
 */
public final class SegmentationLossLayer extends FeedForwardLayer {

  static final String ONE_CHANNEL_SOFTMAX =
      "softmax over one channel is always 1, so nothing can be learned;"
          + " use activation(Activation.SIGMOID) for one channel, or two channels";

  private static final String ROW_LOSSES = "org.nd4j.linalg.lossfunctions.impl.";

  private ILossFunction lossFn;
  private boolean channelsLast;

  /** Whether anyone said so: transfer learning adds layers without. */
  private transient boolean formatKnown;

  /** Jackson needs this constructor to read saved networks. */
  @SuppressWarnings("unused")
  private SegmentationLossLayer() {}

  private SegmentationLossLayer(Builder builder) {
    super(builder);
    this.lossFn = builder.lossFn;
    this.channelsLast = builder.channelsLast;
    this.formatKnown = builder.formatKnown;
    // Both are saved, and each sets the other when read back.
    setNIn(Math.max(nIn, nOut));
  }

  /** The loss, which takes {@code [N, C, spatial...]} arrays. */
  public ILossFunction getLossFn() {
    return lossFn;
  }

  /** Whether the channels are the last dimension (NWC, NHWC, NDHWC) instead of the second. */
  public boolean isChannelsLast() {
    return channelsLast;
  }

  /** Sets the number of channels: this layer has as many outputs as inputs. */
  @Override
  public void setNIn(long channels) {
    super.setNIn(channels);
    super.setNOut(channels);
  }

  /** Sets the number of channels: this layer has as many outputs as inputs. */
  @Override
  public void setNOut(long channels) {
    setNIn(channels);
  }

  /** Takes the data format and the number of channels from the preceding layer. */
  @Override
  public void setNIn(InputType inputType, boolean override) {
    Channels channels = channels(inputType, "");
    setNIn(channels.count());
    channelsLast = channels.last();
    formatKnown = true;
  }

  /** Whether the format is the default only because nobody said which it is. */
  boolean isFormatGuessed() {
    return !formatKnown && !channelsLast;
  }

  /** Sets the format that the arrays show. */
  void foundFormat(boolean last) {
    channelsLast = last;
    formatKnown = true;
  }

  /**
   * Returns the input type: this layer changes no shape.
   *
   * @throws IllegalStateException if the input is no feature map, or if it has one channel and the
   *     activation is softmax, which would always be 1
   */
  @Override
  public InputType getOutputType(int layerIndex, InputType inputType) {
    String where = " (layer index " + layerIndex + ")";
    if (channels(inputType, where).count() == 1 && activationFn instanceof ActivationSoftmax) {
      throw new IllegalStateException(describe() + where + ": " + ONE_CHANNEL_SOFTMAX);
    }
    return inputType instanceof InputType.InputTypeConvolutionalFlat flat
        ? flat.getUnflattenedType()
        : inputType;
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    channels(inputType, ""); // refuses what is no feature map
    return inputType instanceof InputType.InputTypeConvolutionalFlat flat
        ? new FeedForwardToCnnPreProcessor(flat.getHeight(), flat.getWidth(), flat.getDepth())
        : null;
  }

  /** How many channels there are, and whether they are the last dimension. */
  private record Channels(long count, boolean last) {}

  private Channels channels(InputType inputType, String where) {
    if (inputType instanceof InputType.InputTypeRecurrent sequence) {
      return new Channels(sequence.getSize(), isChannelsLast(sequence.getFormat()));
    }
    if (inputType instanceof InputType.InputTypeConvolutional image) {
      return new Channels(image.getChannels(), isChannelsLast(image.getFormat()));
    }
    if (inputType instanceof InputType.InputTypeConvolutional3D volume) {
      return new Channels(volume.getChannels(), isChannelsLast(volume.getDataFormat()));
    }
    if (inputType instanceof InputType.InputTypeConvolutionalFlat flat) {
      return channels(flat.getUnflattenedType(), where);
    }
    throw new IllegalStateException(
        describe()
            + where
            + ": the input must be a feature map (InputType.recurrent, convolutional,"
            + " convolutionalFlat or convolutional3D), got "
            + inputType);
  }

  private String describe() {
    return "SegmentationLossLayer \"" + getLayerName() + "\"";
  }

  private static boolean isChannelsLast(DataFormat format) {
    return format == RNNFormat.NWC
        || format == CNN2DFormat.NHWC
        || format == Convolution3D.DataFormat.NDHWC;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    SegmentationLossLayerImpl layer = new SegmentationLossLayerImpl(conf, networkDataType);
    layer.setListeners(trainingListeners);
    layer.setIndex(layerIndex);
    layer.setParamsViewArray(layerParamsView);
    layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
    layer.setConf(conf);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    int count = lossFn instanceof VisionLoss loss ? loss.learnedWeights() : 0;
    return count > 0 ? new LearnedWeightInitializer(count) : EmptyParamInitializer.getInstance();
  }

  /** Nothing beyond the activations and their gradients, which DL4J counts itself. */
  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    return new LayerMemoryReport.Builder(getLayerName(), getClass(), inputType, inputType)
        .standardMemory(initializer().numParams(this), 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SegmentationLossLayer other
        && super.equals(other)
        && channelsLast == other.channelsLast
        && Objects.equals(lossFn, other.lossFn);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), channelsLast, lossFn);
  }

  @Override
  public String toString() {
    return String.format(
        "SegmentationLossLayer(name=%s, loss=%s, activation=%s, channelsLast=%s)",
        getLayerName(), lossFn, activationFn, channelsLast);
  }

  /** Builder of {@link SegmentationLossLayer}. */
  @SuppressWarnings("unchecked") // build() overrides a generic method, as in DL4J's own builders
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {

    private final ILossFunction lossFn;
    private boolean channelsLast;
    private boolean formatKnown;

    /**
     * @param lossFunction the loss, which takes {@code [N, C, spatial...]} arrays
     * @throws IllegalArgumentException if it is one of DL4J's built-in losses, which take rows
     *     only, or if it would be lost when the network is saved and read
     */
    public Builder(ILossFunction lossFunction) {
      requireNonNull(lossFunction, "lossFunction");
      if (lossFunction.getClass().getName().startsWith(ROW_LOSSES)) {
        throw new IllegalArgumentException(
            "lossFunction: "
                + lossFunction.getClass().getSimpleName()
                + " takes rows [N, C] only; SegmentationLossLayer needs a loss that takes"
                + " [N, C, spatial...], such as those of org.dl4jvision.loss");
      }
      RestorableLoss.require("lossFunction", lossFunction);
      this.lossFn = lossFunction;
      setActivationFn(Activation.SOFTMAX.getActivationFunction());
    }

    /**
     * Data format of input, output, labels and masks: an {@link RNNFormat}, a {@link CNN2DFormat}
     * or a {@link Convolution3D.DataFormat}. Needed only in a network whose input type is not set;
     * otherwise the preceding layer's format counts. Default: what the labels of the first batch
     * show, else channels first.
     */
    public Builder dataFormat(DataFormat format) {
      this.channelsLast = isChannelsLast(requireNonNull(format, "format"));
      this.formatKnown = true;
      return this;
    }

    @Override
    public SegmentationLossLayer build() {
      requireNonNull(getActivationFn(), "activation");
      return new SegmentationLossLayer(this);
    }
  }
}
