package org.dl4jvision.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.dl4jvision.check.Check;
import org.dl4jvision.metric.detection.PrecisionRecallCurve;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;

/**
 * Draws curves of a run's metrics by epoch, of precision by recall, and lines and bars of any
 * numbers.
 */
public final class Charts {

  private Charts() {}

  /** Training and validation loss by epoch. */
  public static BufferedImage loss(MetricsTable metrics) {
    Map<String, String> series = new LinkedHashMap<>();
    series.put(EpochMetrics.TRAIN_LOSS, "training");
    series.put(EpochMetrics.VALIDATION_LOSS, "validation");
    return byEpoch(Curve.LOSS, metrics, series);
  }

  /**
   * A curve of columns by epoch. Values that are not finite are left out, and so are columns
   * without any other.
   *
   * @param series the columns to draw with the names to show for them
   * @throws IllegalArgumentException if a column is missing
   */
  static BufferedImage byEpoch(Curve curve, MetricsTable metrics, Map<String, String> series) {
    XYChart chart = ChartStyle.lines(curve.title(), "epoch", curve.axis());
    // A single epoch does not span an axis.
    boolean oneOrNone = metrics.rows().size() <= 1;
    chart
        .getStyler()
        .setXAxisMin(0.0)
        .setXAxisMax(oneOrNone ? Double.valueOf(2) : null)
        .setXAxisDecimalPattern("0");
    if (curve.share()) {
      chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    }
    if (!metrics.rows().isEmpty()) {
      double[] epochs = metrics.column(EpochMetrics.EPOCH);
      Map<String, double[]> lines = new LinkedHashMap<>();
      series.forEach((column, name) -> lines.put(name, metrics.column(column)));
      addLines(chart, epochs, lines);
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static void addLines(XYChart chart, double[] x, Map<String, double[]> lines) {
    int index = 0;
    for (Map.Entry<String, double[]> line : lines.entrySet()) {
      ChartStyle.addLine(chart, line.getKey(), Palette.color(index++), x, line.getValue());
    }
  }

  /**
   * Lines over the same x. Values that are not finite are left out, and so are lines without any
   * other.
   *
   * @param x in rising order
   * @param lines the y of every x, by the names to show
   * @throws IllegalArgumentException if a line has not one y an x
   */
  public static BufferedImage lines(
      String title, String xTitle, String yTitle, double[] x, Map<String, double[]> lines) {
    lines.forEach((name, y) -> checkLength(name, y, x.length, "x"));
    XYChart chart = ChartStyle.lines(title, xTitle, yTitle);
    addLines(chart, x, lines);
    return BitmapEncoder.getBufferedImage(chart);
  }

  /**
   * Bars side by side in groups. Values that are not finite are left out, and so are bars without
   * any other.
   *
   * @param groups what stands below each group
   * @param bars the height in every group, by the names to show
   * @throws IllegalArgumentException if there is not one height a group
   */
  public static BufferedImage bars(
      String title, String xTitle, String yTitle, List<String> groups, Map<String, double[]> bars) {
    CategoryChart chart = barChart(title, xTitle, yTitle, groups, bars);
    chart.getStyler().setYAxisMin(0.0);
    return draw(chart);
  }

  /**
   * Bars on a logarithmic axis, for positive heights that differ by orders of magnitude; groups may
   * have long names.
   */
  public static BufferedImage logarithmicBars(
      String title, String xTitle, String yTitle, List<String> groups, Map<String, double[]> bars) {
    CategoryChart chart = barChart(title, xTitle, yTitle, groups, bars);
    chart
        .getStyler()
        .setAvailableSpaceFill(0.8)
        .setYAxisLogarithmic(true)
        .setYAxisMin(powerOfTenBelow(bars.values())) // Without it bars begin at 0.
        .setXAxisLabelRotation(20);
    // Ticks with labels of our own would be those of a linear axis.
    chart.getStyler().setyAxisTickLabelsFormattingFunction(null);
    return draw(chart);
  }

  /** XChart cannot draw bars where there are none, but an empty chart of lines. */
  private static BufferedImage draw(CategoryChart chart) {
    return BitmapEncoder.getBufferedImage(
        chart.getSeriesMap().isEmpty()
            ? ChartStyle.lines(chart.getTitle(), chart.getXAxisTitle(), chart.getYAxisTitle())
            : chart);
  }

  private static double powerOfTenBelow(Collection<double[]> values) {
    DoubleStream all = values.stream().flatMapToDouble(DoubleStream::of);
    double smallest = all.filter(Double::isFinite).min().orElse(1);
    return Math.pow(10, Math.ceil(Math.log10(smallest)) - 1);
  }

  private static CategoryChart barChart(
      String title, String xTitle, String yTitle, List<String> groups, Map<String, double[]> bars) {
    bars.forEach((name, heights) -> checkLength(name, heights, groups.size(), "groups"));
    CategoryChart chart = ChartStyle.bars(title, xTitle, yTitle);
    chart.getStyler().setLegendVisible(bars.size() > 1); // The title names a single series.
    int index = 0;
    for (Map.Entry<String, double[]> bar : bars.entrySet()) {
      Color color = Palette.color(index++);
      List<Double> heights = finiteOrNull(bar.getValue());
      if (heights.stream().anyMatch(Objects::nonNull)) {
        chart.addSeries(bar.getKey(), groups, heights).setFillColor(color);
      }
    }
    return chart;
  }

  private static List<Double> finiteOrNull(double[] values) {
    return DoubleStream.of(values)
        .mapToObj(y -> Double.isFinite(y) ? y : null)
        .collect(Collectors.toList()); // This kind of list may hold null.
  }

  private static void checkLength(String name, double[] values, int expected, String of) {
    Check.that(
        values.length == expected,
        "number of values of '" + name + "'",
        values.length,
        expected + ", as many as " + of);
  }

  /**
   * The precision of each class's detections by their recall, with COCO's average precision in the
   * legend. Classes without objects are left out.
   *
   * @param title what is shown, such as the IoU that detections must have
   * @param curves by class index
   * @throws IllegalArgumentException if there is not one name a curve
   */
  public static BufferedImage precisionRecall(
      String title, List<String> classNames, List<PrecisionRecallCurve> curves) {
    Check.that(
        classNames.size() == curves.size(),
        "number of class names",
        classNames.size(),
        curves.size() + ", as many as curves");
    XYChart chart = ChartStyle.lines(title, "recall", "precision");
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
    for (int c = 0; c < curves.size(); c++) {
      PrecisionRecallCurve curve = curves.get(c);
      if (curve.objects() > 0) {
        double average = curve.interpolated(PrecisionRecallCurve.COCO_POINTS);
        String name = String.format(Locale.ROOT, "%s, AP %.3f", classNames.get(c), average);
        double[] recall = curve.recall();
        boolean none = recall.length == 0;
        ChartStyle.addLine(
            chart,
            chart.getSeriesMap().containsKey(name) ? name + " (" + c + ")" : name,
            Palette.color(c),
            none ? new int[1] : distinct(recall),
            none ? new double[1] : recall,
            none ? new double[1] : curve.precision());
      }
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  /** The first, the last and those between that differ enough to be seen. */
  private static int[] distinct(double[] rising) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < rising.length; i++) {
      boolean last = i == rising.length - 1;
      if (kept.isEmpty() || last || rising[i] - rising[kept.get(kept.size() - 1)] >= 1e-3) {
        kept.add(i);
      }
    }
    return kept.stream().mapToInt(i -> i).toArray();
  }

  /** Charts of one size, two in a row. */
  public static BufferedImage sheet(List<BufferedImage> charts) {
    int columns = Math.min(2, charts.size());
    int rows = (charts.size() + columns - 1) / columns;
    BufferedImage sheet = Canvas.blank(columns * ChartStyle.WIDTH, rows * ChartStyle.HEIGHT);
    Graphics2D graphics = Canvas.begin(sheet);
    for (int i = 0; i < charts.size(); i++) {
      int x = i % columns * ChartStyle.WIDTH;
      graphics.drawImage(charts.get(i), x, i / columns * ChartStyle.HEIGHT, null);
    }
    graphics.dispose();
    return sheet;
  }
}
