package org.dl4jvision.layer.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A scale, at first 1, and a shift, at first 0, for each channel. */
final class ScaleAndShiftInitializer implements ParamInitializer {

  static final String SCALE = BatchNormalizationParamInitializer.GAMMA;
  static final String SHIFT = BatchNormalizationParamInitializer.BETA;

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return 2 * channels(layer);
  }

  private static long channels(Layer layer) {
    return ((FeedForwardLayer) layer).getNOut();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(SCALE, SHIFT);
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
    Map<String, INDArray> params = named(conf, paramsView);
    if (initializeParams) {
      params.get(SCALE).assign(1);
      params.get(SHIFT).assign(0);
    }
    params.keySet().forEach(conf::addVariable);
    return params;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return named(conf, gradientView);
  }

  private static Map<String, INDArray> named(NeuralNetConfiguration conf, INDArray view) {
    long channels = channels(conf.getLayer());
    INDArray all = view.reshape('c', true, 2 * channels);
    Map<String, INDArray> result = new LinkedHashMap<>();
    result.put(SCALE, part(all, 0, channels));
    result.put(SHIFT, part(all, channels, channels));
    return result;
  }

  private static INDArray part(INDArray all, long from, long length) {
    return all.get(NDArrayIndex.interval(from, from + length)).reshape('c', true, 1, length);
  }
}
