package org.dl4jvision.report.page;

import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.metric.segmentation.ConfusionMatrix;

/**
 * What was taken for what.
 *
 * @param title what it shows
 * @param unit what is counted, in the plural
 * @param names of the classes
 * @param counts a row for each true class, a column for each that it was taken for
 */
public record Matrix(String title, String unit, List<String> names, List<List<Long>> counts)
    implements Block {

  /** Takes copies. */
  public Matrix {
    names = List.copyOf(names);
    counts = counts.stream().map(List::copyOf).toList();
  }

  /** The matrix of pixels. */
  public static Matrix ofPixels(String title, List<String> names, ConfusionMatrix pixels) {
    List<List<Long>> counts =
        IntStream.range(0, pixels.classes())
            .mapToObj(
                t ->
                    IntStream.range(0, pixels.classes()).mapToObj(p -> pixels.count(t, p)).toList())
            .toList();
    return new Matrix(title, "pixels", names, counts);
  }

  /** Of those of a true class, the share that was taken for another; NaN where there are none. */
  double share(int truth, int prediction) {
    double all = counts.get(truth).stream().mapToLong(count -> count).sum();
    return counts.get(truth).get(prediction) / all;
  }

  @Override
  public void writeTo(BlockWriter writer) {
    writer.matrix(this);
  }
}
