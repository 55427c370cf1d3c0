package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.task.gradient.OneImage;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Occlusion: how much the mean probability of a class, over the pixels that were taken for it,
 * falls where a gray square hides a part of the image. It needs no derivative, only many
 * predictions.
 *
 * @see <a href="https://arxiv.org/abs/1311.2901">Zeiler, Fergus (2014)</a>
 */
final class Occlusion {

  /** Squares along the longer side of an image, half of each over its neighbors. */
  private static final int SQUARES = 8;

  private static final int AT_ONCE = 8;

  private final ComputationGraph network;

  Occlusion(ComputationGraph network) {
    this.network = network;
  }

  private record Square(int top, int left, int bottom, int right) {}

  /** The mean fall over the squares on each pixel, row by row of what the network sees. */
  double[] map(SaliencyTarget target) {
    INDArray image = SegmentationSubject.image(target.batch(), target.image());
    int height = target.padded().height();
    int width = target.padded().width();
    List<Square> squares = squares(height, width);
    double before = probability(network.outputSingle(image), 0, target);
    double[] falls = new double[height * width];
    int[] counts = new int[falls.length];
    for (int from = 0; from < squares.size(); from += AT_ONCE) {
      List<Square> some = squares.subList(from, Math.min(squares.size(), from + AT_ONCE));
      INDArray output = network.outputSingle(hidden(image, some));
      for (int i = 0; i < some.size(); i++) {
        double fall = before - probability(output, i, target);
        Square square = some.get(i);
        for (int y = square.top; y < square.bottom; y++) {
          for (int x = square.left; x < square.right; x++) {
            falls[y * width + x] += fall;
            counts[y * width + x]++;
          }
        }
      }
    }
    for (int i = 0; i < falls.length; i++) {
      falls[i] /= counts[i];
    }
    return falls;
  }

  private static List<Square> squares(int height, int width) {
    int side = Math.max(2, Math.max(height, width) / SQUARES);
    List<Square> squares = new ArrayList<>();
    for (int top = 0; top == 0 || top + side / 2 < height; top += side / 2) {
      for (int left = 0; left == 0 || left + side / 2 < width; left += side / 2) {
        squares.add(
            new Square(top, left, Math.min(height, top + side), Math.min(width, left + side)));
      }
    }
    return squares;
  }

  /** The image as often as there are squares, each hidden by the image's mean. */
  private static INDArray hidden(INDArray image, List<Square> squares) {
    INDArray images = Nd4j.concat(0, squares.stream().map(s -> image).toArray(INDArray[]::new));
    INDArray means = image.mean(2, 3);
    for (int i = 0; i < squares.size(); i++) {
      Square square = squares.get(i);
      for (int c = 0; c < image.size(1); c++) {
        images
            .get(
                new INDArrayIndex[] {
                  NDArrayIndex.point(i),
                  NDArrayIndex.point(c),
                  NDArrayIndex.interval(square.top, square.bottom),
                  NDArrayIndex.interval(square.left, square.right)
                })
            .assign(means.getDouble(0, c));
      }
    }
    return images;
  }

  /** The mean probability of the class over the pixels that were taken for it. */
  private static double probability(INDArray output, int image, SaliencyTarget target) {
    double[] of = OneImage.values(output, image);
    int first = target.channel() * target.pixels().length;
    double sum = 0;
    for (int i = 0; i < target.pixels().length; i++) {
      sum += target.pixels()[i] ? of[first + i] : 0;
    }
    double mean = sum / target.count();
    return target.sign() > 0 ? mean : 1 - mean;
  }
}
