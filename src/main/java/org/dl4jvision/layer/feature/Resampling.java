package org.dl4jvision.layer.feature;

import java.util.Arrays;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How a row of pixels becomes one of another length: every output is a weighted sum of inputs that
 * lie side by side. Maps are resampled in both directions, one after the other.
 */
public final class Resampling {

  private final int inputs;
  private final int[] first;
  private final double[][] weights;

  private Resampling(int inputs, int[] first, double[][] weights) {
    this.inputs = inputs;
    this.first = first;
    this.weights = weights;
  }

  /**
   * Straight lines between the centers of pixels, as PyTorch draws them where corners are not
   * aligned; beyond the outer centers lies their own value.
   */
  static Resampling bilinear(int inputs, int outputs) {
    int[] first = new int[outputs];
    double[][] weights = new double[outputs][];
    for (int o = 0; o < outputs; o++) {
      double at = Math.max(0, (o + 0.5) * inputs / outputs - 0.5);
      int left = Math.min((int) at, inputs - 1);
      double part = at - left;
      first[o] = left;
      weights[o] = left + 1 < inputs ? new double[] {1 - part, part} : new double[] {1};
    }
    return new Resampling(inputs, first, weights);
  }

  /** Averages of parts, which overlap where the lengths do not divide each other, as PyTorch's. */
  static Resampling averages(int inputs, int outputs) {
    int[] first = new int[outputs];
    double[][] weights = new double[outputs][];
    for (int o = 0; o < outputs; o++) {
      first[o] = (int) ((long) o * inputs / outputs);
      int end = (int) (((o + 1L) * inputs + outputs - 1) / outputs);
      weights[o] = new double[end - first[o]];
      Arrays.fill(weights[o], 1.0 / weights[o].length);
    }
    return new Resampling(inputs, first, weights);
  }

  /** The number of inputs. */
  public int inputs() {
    return inputs;
  }

  /** The number of outputs. */
  public int outputs() {
    return first.length;
  }

  /** The first input that an output sees. */
  public int first(int output) {
    return first[output];
  }

  /** How many inputs an output sees. */
  public int count(int output) {
    return weights[output].length;
  }

  /** The weight of the input at {@code first(output) + i}. */
  public double weight(int output, int i) {
    return weights[output][i];
  }

  /** What takes gradients by the outputs to those by the inputs. */
  public Resampling transposed() {
    int[] start = new int[inputs];
    double[][] back = new double[inputs][0];
    for (int o = 0; o < outputs(); o++) {
      for (int i = 0; i < count(o); i++) {
        int input = first(o) + i;
        if (back[input].length == 0) {
          start[input] = o;
        }
        back[input] = Arrays.copyOf(back[input], o - start[input] + 1);
        back[input][o - start[input]] = weight(o, i);
      }
    }
    return new Resampling(outputs(), start, back);
  }

  /** [inputs, outputs]. */
  private INDArray matrix(DataType type) {
    double[][] matrix = new double[inputs][outputs()];
    for (int o = 0; o < outputs(); o++) {
      for (int i = 0; i < count(o); i++) {
        matrix[first(o) + i][o] = weight(o, i);
      }
    }
    return Nd4j.createFromArray(matrix).castTo(type);
  }

  /**
   * Resamples maps [N, C, H, W] of any precision, on any backend.
   *
   * @param type where the result is to live
   */
  static INDArray apply(
      Resampling rows,
      Resampling columns,
      INDArray map,
      ArrayType type,
      LayerWorkspaceMgr workspaceMgr) {
    long maps = map.size(0) * map.size(1);
    INDArray wide =
        map.dup('c')
            .reshape('c', maps * rows.inputs, columns.inputs)
            .mmul(columns.matrix(map.dataType()))
            .reshape('c', maps, rows.inputs, columns.outputs());
    INDArray high =
        wide.permute(0, 2, 1)
            .dup('c')
            .reshape('c', maps * columns.outputs(), rows.inputs)
            .mmul(rows.matrix(map.dataType()))
            .reshape('c', map.size(0), map.size(1), columns.outputs(), rows.outputs());
    return workspaceMgr.dup(type, high.permute(0, 1, 3, 2), 'c');
  }
}
