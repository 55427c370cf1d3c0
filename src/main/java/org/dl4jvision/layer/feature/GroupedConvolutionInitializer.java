package org.dl4jvision.layer.feature;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a grouped convolution are those of one that has the input channels of one group
 * only.
 */
final class GroupedConvolutionInitializer implements ParamInitializer {

  private static final ParamInitializer OF_A_GROUP = ConvolutionParamInitializer.getInstance();

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return OF_A_GROUP.numParams(ofAGroup(layer));
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return OF_A_GROUP.paramKeys(layer);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return OF_A_GROUP.weightKeys(layer);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return OF_A_GROUP.biasKeys(layer);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return OF_A_GROUP.isWeightParam(layer, key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return OF_A_GROUP.isBiasParam(layer, key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
    paramKeys(conf.getLayer()).forEach(conf::addVariable);
    return OF_A_GROUP.init(ofAGroup(conf), paramsView, initializeParams);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return OF_A_GROUP.getGradientsFromFlattened(ofAGroup(conf), gradientView);
  }

  private static NeuralNetConfiguration ofAGroup(NeuralNetConfiguration conf) {
    NeuralNetConfiguration result = conf.clone();
    result.setLayer(ofAGroup(conf.getLayer()));
    return result;
  }

  private static Layer ofAGroup(Layer layer) {
    GroupedConvolutionLayer result = ((GroupedConvolutionLayer) layer).clone();
    result.setNIn(result.getNIn() / result.getGroups());
    return result;
  }
}
