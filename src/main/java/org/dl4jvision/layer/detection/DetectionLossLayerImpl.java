package org.dl4jvision.layer.detection;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.dl4jvision.box.BoxLabels;
import org.dl4jvision.check.Check;
import org.dl4jvision.layer.LossOnlyLayer;
import org.dl4jvision.loss.evaluation.Evaluation;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link DetectionLossLayer} configures. */
final class DetectionLossLayerImpl extends LossOnlyLayer<DetectionLossLayer> {

  DetectionLossLayerImpl(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    return workspaceMgr.dup(ArrayType.ACTIVATIONS, input, 'c');
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(true);
    Evaluation evaluation = evaluate(true);
    foundLoss(evaluation.sum());
    INDArray gradient =
        workspaceMgr.createUninitialized(
            ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
    return new Pair<>(new DefaultGradient(), gradient.assign(evaluation.gradient()));
  }

  @Override
  protected double loss() {
    return evaluate(false).sum();
  }

  @Override
  public INDArray computeScoreForExamples(double fullNetRegTerm, LayerWorkspaceMgr workspaceMgr) {
    assertInputSet(false);
    INDArray scores = evaluate(false).scores(input.dataType()).addi(fullNetRegTerm);
    return workspaceMgr.leverageTo(ArrayType.ACTIVATIONS, scores);
  }

  private Evaluation evaluate(boolean wantGradient) {
    return BatchLoss.of(
        layerConf().getHead(),
        BoxLabels.objects(presentLabels()),
        input,
        weights(),
        getIterationCount(),
        wantGradient);
  }

  private double[] weights() {
    if (maskArray == null) {
      return null;
    }
    Check.that(
        maskArray.length() == input.size(0),
        "shape of " + describe("mask"),
        Arrays.toString(maskArray.shape()),
        "one weight an image, [" + input.size(0) + ", 1]");
    return maskArray.castTo(DataType.DOUBLE).dup('c').data().asDouble();
  }

  @Override
  public Type type() {
    return Type.CONVOLUTIONAL;
  }

  @Override
  public double f1Score(INDArray examples, INDArray labels) {
    throw new UnsupportedOperationException("detections have no F1 without a threshold: use mAP");
  }

  @Override
  @Deprecated
  public int numLabels() {
    return layerConf().getHead().classes();
  }
}
