package org.dl4jvision.layer;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.loss.evaluation.Batch;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.dl4jvision.loss.family.VisionLoss;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** What {@link SegmentationLossLayer} configures. */
final class SegmentationLossLayerImpl extends LossOnlyLayer<SegmentationLossLayer> {

  /** How far the sum of soft labels may be from 1. */
  private static final double ADDS_UP = 1e-3;

  SegmentationLossLayerImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    checkInput();
    IActivation activation = layerConf().getActivationFn();
    if (activation instanceof ActivationSoftmax) {
      // ActivationSoftmax itself normalizes the last dimension whatever the format is.
      INDArray out =
          workspaceMgr.createUninitialized(
              ArrayType.ACTIVATIONS, input.dataType(), input.shape(), 'c');
      Batch.softmax(channelsFirst(input), channelsFirst(out));
      return out;
    }
    return activation.getActivation(workspaceMgr.dup(ArrayType.ACTIVATIONS, input), training);
  }

  @Override
  @SuppressWarnings("try") // the workspace is open for its effect only
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    INDArray predictions = predictions();
    INDArray gradient;
    // The loss allocates where the gradient has to be, which saves a copy.
    try (MemoryWorkspace ignored = workspaceMgr.notifyScopeBorrowed(ArrayType.ACTIVATION_GRAD)) {
      gradient = gradient(predictions);
    }
    if (!gradient.equalShapes(predictions)) {
      throw new IllegalStateException(
          describe(layerConf().getLossFn().getClass().getSimpleName())
              + ".computeGradient must return the shape of its predictions, "
              + Arrays.toString(predictions.shape())
              + ", got "
              + Arrays.toString(gradient.shape()));
    }
    Gradient byParameters = new DefaultGradient();
    if (numParams() > 0) {
      String key = LearnedWeightInitializer.KEY;
      byParameters.setGradientFor(key, gradientViews.get(key));
    }
    return new Pair<>(byParameters, located(networkFormat(gradient), workspaceMgr));
  }

  private INDArray gradient(INDArray predictions) {
    ILossFunction loss = layerConf().getLossFn();
    if (!(loss instanceof VisionLoss visionLoss)) {
      // DL4J never calls computeGradientAndScore, so a loss from elsewhere may not have it right.
      return loss.computeGradient(
          targets(), predictions, layerConf().getActivationFn(), channelsFirstMask());
    }
    Evaluation evaluation = evaluate(visionLoss, true);
    foundLoss(evaluation.sum());
    return evaluation.gradient();
  }

  /** The loss with the weights that it has learned, and their gradient. */
  private Evaluation evaluate(VisionLoss loss, boolean wantGradient) {
    boolean learns = numParams() > 0;
    String key = LearnedWeightInitializer.KEY;
    double[] learned = learns ? getParam(key).dup('c').data().asDouble() : new double[0];
    double[] byLearned = new double[learned.length];
    Evaluation evaluation =
        loss.evaluate(
            targets(),
            predictions(),
            layerConf().getActivationFn(),
            channelsFirstMask(),
            learned,
            byLearned,
            wantGradient);
    if (learns && wantGradient) {
      INDArray view = gradientViews.get(key);
      view.assign(Nd4j.createFromArray(byLearned).reshape(view.shape()));
    }
    return evaluation;
  }

  /**
   * The gradient where and how the preceding layer needs it: in DL4J's workspace, even if the loss
   * made it elsewhere, and in c order, because native convolutions misread other strides. A loss
   * that lays its gradient out like its predictions costs no copy.
   */
  private static INDArray located(INDArray gradient, LayerWorkspaceMgr workspaceMgr) {
    boolean cOrder = gradient.ordering() == 'c' && Shape.hasDefaultStridesForShape(gradient);
    boolean strayed =
        !gradient.isAttached() && !workspaceMgr.isScopedOut(ArrayType.ACTIVATION_GRAD);
    return cOrder && !strayed
        ? workspaceMgr.leverageTo(ArrayType.ACTIVATION_GRAD, gradient)
        : workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, gradient, 'c');
  }

  @Override
  protected double loss() {
    if (layerConf().getLossFn() instanceof VisionLoss loss) {
      return evaluate(loss, false).sum();
    }
    return layerConf()
        .getLossFn()
        .computeScore(
            targets(), predictions(), layerConf().getActivationFn(), channelsFirstMask(), false);
  }

  @Override
  public INDArray computeScoreForExamples(double fullNetRegTerm, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    INDArray scores =
        layerConf().getLossFn() instanceof VisionLoss loss
            ? evaluate(loss, false).scores(input.dataType())
            : layerConf()
                .getLossFn()
                .computeScoreArray(
                    targets(), predictions(), layerConf().getActivationFn(), channelsFirstMask());
    return workspaceMgr.leverageTo(ArrayType.ACTIVATIONS, scores.add(fullNetRegTerm));
  }

  /** The input as {@code [N, C, spatial...]}. */
  private INDArray predictions() {
    findFormat();
    checkInput();
    return channelsFirst(input);
  }

  /** The labels as {@code [N, C, spatial...]} or {@code [N, 1, spatial...]}. */
  private INDArray targets() {
    INDArray labels = presentLabels();
    findFormat();
    if (!matches(labels, input.size(channelDimension())) && !matches(labels, 1)) {
      throw new IllegalArgumentException(
          describe("labels")
              + " must have the shape of the predictions, "
              + Arrays.toString(input.shape())
              + ", or class indices in one channel, "
              + Arrays.toString(shapeWithChannels(1))
              + "; got "
              + Arrays.toString(labels.shape()));
    }
    return channelsFirst(labels);
  }

  /**
   * Finds out whether the channels are last, where a network was made without input types. Class
   * indices have one channel; of one-hot labels those of a pixel add up to 1. Where both formats
   * would do, or neither, the next batch may tell.
   */
  private void findFormat() {
    INDArray labels = getLabels();
    if (!layerConf().isFormatGuessed() || labels == null) {
      return;
    }
    int last = input.rank() - 1;
    boolean first = matches(labels, 1) || addUp(labels, 1);
    long[] one = input.shape().clone();
    one[last] = 1;
    boolean atEnd = Arrays.equals(labels.shape(), one) || addUp(labels, last);
    if (first != atEnd) {
      layerConf().foundFormat(atEnd);
    }
  }

  /** Whether labels of the predictions' shape are probabilities of classes along a dimension. */
  private boolean addUp(INDArray labels, int dimension) {
    if (!labels.equalShapes(input)) {
      return false;
    }
    INDArray sums = labels.castTo(DataType.FLOAT).sum(dimension).subi(1);
    return sums.amaxNumber().doubleValue() < ADDS_UP;
  }

  /**
   * The mask with its channels, if it has any, in second place. Label masks come in the network's
   * format, but DL4J's convolutions pass feature masks on as {@code [N, 1, spatial...]} always.
   */
  private INDArray channelsFirstMask() {
    boolean permute =
        maskArray != null
            && layerConf().isChannelsLast()
            && (matches(maskArray, 1) || matches(maskArray, input.size(channelDimension())));
    return permute ? channelsFirst(maskArray) : maskArray;
  }

  private boolean matches(INDArray array, long channels) {
    return Arrays.equals(array.shape(), shapeWithChannels(channels));
  }

  private long[] shapeWithChannels(long channels) {
    long[] shape = input.shape().clone();
    shape[channelDimension()] = channels;
    return shape;
  }

  private int channelDimension() {
    return layerConf().isChannelsLast() ? input.rank() - 1 : 1;
  }

  /** The array in the network's format as a view with the channels in second place. */
  private INDArray channelsFirst(INDArray array) {
    if (!layerConf().isChannelsLast()) {
      return array;
    }
    int last = array.rank() - 1;
    return array.permute(
        IntStream.rangeClosed(0, last).map(i -> i == 0 ? 0 : i == 1 ? last : i - 1).toArray());
  }

  /** Inverse of {@link #channelsFirst}. */
  private INDArray networkFormat(INDArray array) {
    if (!layerConf().isChannelsLast()) {
      return array;
    }
    int last = array.rank() - 1;
    return array.permute(
        IntStream.rangeClosed(0, last).map(i -> i == 0 ? 0 : i == last ? 1 : i + 1).toArray());
  }

  private void checkInput() {
    if (input.rank() < 3 || input.rank() > 5) {
      throw new IllegalArgumentException(
          describe("input")
              + " must be a feature map "
              + (layerConf().isChannelsLast() ? "[N, spatial..., C]" : "[N, C, spatial...]")
              + " of rank 3, 4 or 5, got shape "
              + Arrays.toString(input.shape()));
    }
    if (input.size(channelDimension()) == 1
        && layerConf().getActivationFn() instanceof ActivationSoftmax) {
      throw new IllegalArgumentException(
          describe("activation") + ": " + SegmentationLossLayer.ONE_CHANNEL_SOFTMAX);
    }
  }

  @Override
  public Type type() {
    return Type.CONVOLUTIONAL;
  }

  /** F1 over the pixels, with one-hot labels and without a mask. */
  @Override
  public double f1Score(INDArray examples, INDArray labels) {
    INDArray out = activate(examples, false, LayerWorkspaceMgr.noWorkspaces());
    var evaluation = new org.nd4j.evaluation.classification.Evaluation();
    evaluation.setAxis(channelDimension());
    evaluation.eval(labels, out);
    return evaluation.f1();
  }

  @Override
  @Deprecated
  public int numLabels() {
    return (int) getLabels().size(channelDimension());
  }
}
