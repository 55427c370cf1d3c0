package org.dl4jvision.study.explain;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.task.gradient.Backprop;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Grad-CAM: the maps of a layer, each weighed by the mean derivative of a score by it, added up;
 * where the sum is positive it speaks for the score. Where the score is the sum of a class's logits
 * over some pixels this is Seg-Grad-CAM.
 *
 * @see <a href="https://arxiv.org/abs/1610.02391">Selvaraju et al. (2017)</a>
 * @see <a href="https://arxiv.org/abs/2002.11434">Vinogradova et al. (2020)</a>
 */
final class GradCam {

  private final Backprop pass;
  private final ImageSize size;

  /**
   * Goes through the network, forward and back.
   *
   * @param network a twin, not accelerated
   * @param image [1, channels, H, W]
   * @param from the vertex whose outputs the score is of
   * @param score makes the score's derivatives of the outputs
   */
  GradCam(ComputationGraph network, INDArray image, String from, UnaryOperator<INDArray> score) {
    pass = new Backprop(network, image, false);
    size = new ImageSize((int) image.size(2), (int) image.size(3));
    pass.back(from, score.apply(pass.outputs().get(from)));
  }

  /** The layer with the smallest maps, the last of them: what the network sees as a whole. */
  String deepest() {
    String best = null;
    long smallest = Long.MAX_VALUE;
    for (Map.Entry<String, INDArray> one : pass.outputs().entrySet()) {
      if (isMap(one)) {
        long area = one.getValue().size(2) * one.getValue().size(3);
        if (area > 1 && area <= smallest) {
          best = one.getKey();
          smallest = area;
        }
      }
    }
    return best;
  }

  /** The last layer with more maps than there are classes: what the classes are told from. */
  String last(long classes) {
    String best = null;
    for (Map.Entry<String, INDArray> one : pass.outputs().entrySet()) {
      if (isMap(one) && one.getValue().size(1) > classes) {
        best = one.getKey();
      }
    }
    return best;
  }

  /** The last layer with maps of this size. */
  String last(int height, int width) {
    String best = null;
    for (Map.Entry<String, INDArray> one : pass.outputs().entrySet()) {
      INDArray maps = one.getValue();
      if (isMap(one) && maps.size(2) == height && maps.size(3) == width) {
        best = one.getKey();
      }
    }
    return best;
  }

  private boolean isMap(Map.Entry<String, INDArray> output) {
    return output.getValue().rank() == 4 && pass.derivative(output.getKey()) != null;
  }

  /** The map of a layer in the size of the image, row by row, 0 where it does not speak for it. */
  double[] map(String layer) {
    INDArray maps = pass.outputs().get(layer).castTo(DataType.DOUBLE);
    INDArray weights = pass.derivative(layer).castTo(DataType.DOUBLE).mean(2, 3);
    long channels = maps.size(1);
    INDArray sum = maps.mul(weights.reshape(1, channels, 1, 1).broadcast(maps.shape())).sum(1);
    double[] small = sum.dup('c').data().asDouble();
    for (int i = 0; i < small.length; i++) {
      small[i] = Math.max(0, small[i]);
    }
    return enlarge(small, (int) maps.size(2), (int) maps.size(3), size);
  }

  /** Values between the centers of the nearest four. */
  static double[] enlarge(double[] map, int height, int width, ImageSize size) {
    double[] result = new double[size.height() * size.width()];
    for (int y = 0; y < size.height(); y++) {
      double v = clamp((y + 0.5) * height / size.height() - 0.5, height - 1);
      int top = (int) v;
      int bottom = Math.min(height - 1, top + 1);
      for (int x = 0; x < size.width(); x++) {
        double u = clamp((x + 0.5) * width / size.width() - 0.5, width - 1);
        int left = (int) u;
        int right = Math.min(width - 1, left + 1);
        double above = mix(map[top * width + left], map[top * width + right], u - left);
        double below = mix(map[bottom * width + left], map[bottom * width + right], u - left);
        result[y * size.width() + x] = mix(above, below, v - top);
      }
    }
    return result;
  }

  private static double clamp(double value, int most) {
    return Math.max(0, Math.min(most, value));
  }

  private static double mix(double first, double second, double part) {
    return first + part * (second - first);
  }
}
