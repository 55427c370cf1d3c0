package org.dl4jvision.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The weights that a loss learns, as parameters of its layer: zeros at first. */
final class LearnedWeightInitializer implements ParamInitializer {

  /** Saved models have log-variances by this name. */
  static final String KEY = "logVariances";

  private final int count;

  LearnedWeightInitializer(int count) {
    this.count = count;
  }

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return count;
  }

  @Override
  public long numParams(Layer layer) {
    return count;
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(KEY);
  }

  /** No key is one of weights, as only weights are regularized. */
  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return false;
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    if (initializeParams) {
      paramsView.assign(0);
    }
    conf.addVariable(KEY);
    return named(paramsView);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return named(gradientView);
  }

  private Map<String, INDArray> named(INDArray view) {
    Map<String, INDArray> result = new LinkedHashMap<>();
    result.put(KEY, view.reshape(1, count));
    return result;
  }
}
