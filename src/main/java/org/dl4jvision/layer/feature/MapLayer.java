package org.dl4jvision.layer.feature;

import java.util.Collection;
import java.util.function.BiFunction;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InvalidInputTypeException;
import org.deeplearning4j.nn.conf.layers.InputTypeUtil;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer without parameters from maps [N, C, H, W] to maps of the same channels and of another
 * height and width.
 */
abstract class MapLayer extends NoParamLayer {

  /** The height of the output for one of the input. */
  abstract int outputHeight(int height);

  /** The width of the output for one of the input. */
  abstract int outputWidth(int width);

  /** Makes the layer that computes. */
  abstract BiFunction<NeuralNetConfiguration, DataType, MapLayerImpl> implementation();

  @Override
  public final Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> trainingListeners,
      int layerIndex,
      INDArray layerParamsView,
      boolean initializeParams,
      DataType networkDataType) {
    return Instance.of(
        implementation().apply(conf, networkDataType),
        conf,
        trainingListeners,
        layerIndex,
        layerParamsView,
        initializeParams);
  }

  @Override
  public final InputType getOutputType(int layerIndex, InputType inputType) {
    InputType.InputTypeConvolutional map = maps(getClass(), inputType);
    return InputType.convolutional(
        outputHeight((int) map.getHeight()),
        outputWidth((int) map.getWidth()),
        map.getChannels(),
        CNN2DFormat.NCHW);
  }

  /** Maps with their channels first. */
  static InputType.InputTypeConvolutional maps(Class<?> layer, InputType inputType) {
    if (inputType instanceof InputType.InputTypeConvolutional map
        && map.getFormat() == CNN2DFormat.NCHW) {
      return map;
    }
    throw new InvalidInputTypeException(
        layer.getSimpleName() + " takes maps [N, C, H, W], got " + inputType);
  }

  @Override
  public final InputPreProcessor getPreProcessorForInputType(InputType inputType) {
    return InputTypeUtil.getPreProcessorForInputTypeCnnLayers(inputType, getLayerName());
  }

  @Override
  public final LayerMemoryReport getMemoryReport(InputType inputType) {
    return new LayerMemoryReport.Builder(
            getLayerName(), getClass(), inputType, getOutputType(-1, inputType))
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }
}
