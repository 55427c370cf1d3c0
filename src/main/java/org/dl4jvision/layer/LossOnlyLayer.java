package org.dl4jvision.layer;

import java.util.List;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * What output layers that only measure have in common: labels, and a score that is found along with
 * the gradient.
 *
 * @param <C> its configuration
 */
public abstract class LossOnlyLayer<C extends BaseLayer>
    extends org.deeplearning4j.nn.layers.BaseLayer<C> implements IOutputLayer {

  private INDArray labels;
  private double score;

  /**
   * The loss that the backward pass has found for the present input and labels, for the score that
   * DL4J asks next.
   */
  private Double lossOfBackprop;

  protected LossOnlyLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    HalfPrecision.warn(dataType, conf.getLayer());
  }

  /** Returns the sum of the losses of all examples, not their mean. */
  protected abstract double loss();

  /** Tells the loss that {@link #loss} would find for the present input and labels. */
  protected final void foundLoss(double loss) {
    lossOfBackprop = loss;
  }

  @Override
  public final double computeScore(
      double fullNetRegTerm, boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    double sum = lossOfBackprop != null ? lossOfBackprop : loss();
    lossOfBackprop = null;
    // As the updater does with the gradient, so that both stay in step.
    double loss = conf().isMiniBatch() ? sum / input.size(0) : sum;
    score = loss + fullNetRegTerm;
    return score;
  }

  @Override
  public final double score() {
    return score;
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
    super.setInput(input, workspaceMgr);
    lossOfBackprop = null;
  }

  @Override
  public void setMaskArray(INDArray maskArray) {
    super.setMaskArray(maskArray);
    lossOfBackprop = null;
  }

  @Override
  public final boolean needsLabels() {
    return true;
  }

  @Override
  public void setLabels(INDArray labels) {
    this.labels = labels;
    lossOfBackprop = null;
  }

  @Override
  public INDArray getLabels() {
    return labels;
  }

  /** Returns the labels; throws IllegalStateException if there are none. */
  protected final INDArray presentLabels() {
    if (labels == null) {
      throw new IllegalStateException(describe("labels") + " are not set");
    }
    return labels;
  }

  /** Returns a message that begins with this layer's name, so that users find it. */
  protected final String describe(String subject) {
    return layerConf().getClass().getSimpleName()
        + " \""
        + layerConf().getLayerName()
        + "\" (layer index "
        + index
        + "): "
        + subject;
  }

  @Override
  public void clear() {
    super.clear();
    labels = null;
    lossOfBackprop = null;
  }

  /** Keeps the mask for the loss; nothing follows this layer. */
  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray maskArray, MaskState currentMaskState, int minibatchSize) {
    setMaskArray(maskArray);
    return null;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {
    // No parameters.
  }

  @Override
  public double f1Score(DataSet data) {
    return f1Score(data.getFeatures(), data.getLabels());
  }

  @Override
  public void fit(DataSetIterator iterator) {
    throw fitTheNetwork();
  }

  @Override
  public void fit(INDArray examples, INDArray labels) {
    throw fitTheNetwork();
  }

  @Override
  public void fit(DataSet data) {
    throw fitTheNetwork();
  }

  @Override
  public void fit(INDArray examples, int[] labels) {
    throw fitTheNetwork();
  }

  @Override
  public int[] predict(INDArray examples) {
    throw fitTheNetwork();
  }

  @Override
  public List<String> predict(DataSet dataSet) {
    throw fitTheNetwork();
  }

  private UnsupportedOperationException fitTheNetwork() {
    return new UnsupportedOperationException(
        layerConf().getClass().getSimpleName()
            + " is no network: call the network's fit or output instead");
  }
}
