package org.dl4jvision.network;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * What a network costs.
 *
 * @param parameters numbers that are trained, without the running statistics of normalization
 * @param multiplyAdds of convolutions and linear layers, for one image
 * @param stepBytes of a training step in single precision with Adam, at most: weights, their
 *     gradients and two averages of these, every map between layers and its gradient
 */
public record NetworkCost(long parameters, long multiplyAdds, long stepBytes) {

  private static final int ARRAYS_OF_WEIGHTS = 4;
  private static final int ARRAYS_OF_MAPS = 2;

  /**
   * Adds up the costs of all layers.
   *
   * @param images in a step, each of {@code channels} x {@code height} x {@code width}
   */
  public static NetworkCost of(
      ComputationGraphConfiguration network, int images, int channels, int height, int width) {
    Map<String, InputType> types =
        network.getLayerActivationTypes(InputType.convolutional(height, width, channels));
    long all = 0;
    long parameters = 0;
    long multiplyAdds = 0;
    for (var vertex : network.getVertices().entrySet()) {
      if (vertex.getValue() instanceof LayerVertex layerVertex) {
        Layer layer = layerVertex.getLayerConf().getLayer();
        long numbers = layer.initializer().numParams(layerVertex.getLayerConf());
        boolean normalizes = layer instanceof BatchNormalization;
        all += numbers;
        // Half of them are running statistics.
        parameters += normalizes ? numbers / 2 : numbers;
        if (!normalizes && layer instanceof FeedForwardLayer linear) {
          String at =
              layer instanceof Deconvolution2D
                  ? network.getVertexInputs().get(vertex.getKey()).get(0)
                  : vertex.getKey();
          multiplyAdds += (numbers - biases(linear)) * locations(types.get(at));
        }
      }
    }
    long maps = types.values().stream().mapToLong(InputType::arrayElementsPerExample).sum();
    return new NetworkCost(
        parameters,
        multiplyAdds,
        Float.BYTES * (ARRAYS_OF_WEIGHTS * all + ARRAYS_OF_MAPS * images * maps));
  }

  private static long biases(FeedForwardLayer layer) {
    boolean has =
        layer instanceof ConvolutionLayer convolution
            ? convolution.hasBias()
            : layer instanceof DenseLayer dense && dense.hasBias();
    return has ? layer.getNOut() : 0;
  }

  private static long locations(InputType type) {
    return type instanceof InputType.InputTypeConvolutional map
        ? map.getHeight() * map.getWidth()
        : 1;
  }
}
