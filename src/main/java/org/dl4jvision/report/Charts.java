package org.dl4jvision.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dl4jvision.metric.detection.PrecisionRecallCurve;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves of a run's metrics by epoch, and of precision by recall; lines and bars of anything. */
public final class Charts {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 600;

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
    XYChart chart = chart(curve.title(), curve.axis(), metrics, series);
    if (curve.share()) {
      chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  /**
   * A chart of columns by epoch, to be changed and drawn by the caller. Values that are not finite
   * are left out, and so are columns without any other.
   *
   * @param series the columns to draw with the names to show for them
   * @throws IllegalArgumentException if a column is missing
   */
  public static XYChart chart(
      String title, String yTitle, MetricsTable metrics, Map<String, String> series) {
    XYChart chart = empty(title, "epoch", yTitle);
    chart
        .getStyler()
        .setXAxisMin(0.0)
        .setXAxisMax(metrics.rows().size() <= 1 ? Double.valueOf(2) : null) // an axis has a length
        .setXAxisDecimalPattern("0");
    double[] epochs = metrics.rows().isEmpty() ? new double[0] : metrics.column(EpochMetrics.EPOCH);
    int index = 0;
    for (Map.Entry<String, String> entry : series.entrySet()) {
      Color color = Palette.color(index++);
      if (epochs.length == 0) {
        continue;
      }
      addLine(chart, entry.getValue(), color, epochs, metrics.column(entry.getKey()));
    }
    return chart;
  }

  private static XYChart empty(String title, String xTitle, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    style(chart.getStyler());
    return chart;
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
    XYChart chart = empty(title, xTitle, yTitle);
    int index = 0;
    for (Map.Entry<String, double[]> line : lines.entrySet()) {
      checkLength(line, x.length, "x");
      addLine(chart, line.getKey(), Palette.color(index++), x, line.getValue());
    }
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
    return BitmapEncoder.getBufferedImage(chart);
  }

  /**
   * The same of positive heights that differ by orders of magnitude, and of groups with long names.
   */
  public static BufferedImage logarithmicBars(
      String title, String xTitle, String yTitle, List<String> groups, Map<String, double[]> bars) {
    CategoryChart chart = barChart(title, xTitle, yTitle, groups, bars);
    chart
        .getStyler()
        .setAvailableSpaceFill(0.8)
        .setYAxisLogarithmic(true)
        .setYAxisMin(powerOfTenBelow(bars.values())) // bars would begin at 0
        .setXAxisLabelRotation(20);
    // Ticks with labels of our own would be those of a linear axis.
    chart.getStyler().setyAxisTickLabelsFormattingFunction(null);
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static double powerOfTenBelow(Collection<double[]> values) {
    DoubleStream all = values.stream().flatMapToDouble(DoubleStream::of);
    double smallest = all.filter(Double::isFinite).min().orElse(1);
    return Math.pow(10, Math.ceil(Math.log10(smallest)) - 1);
  }

  private static CategoryChart barChart(
      String title, String xTitle, String yTitle, List<String> groups, Map<String, double[]> bars) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    style(chart.getStyler());
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setLegendVisible(bars.size() > 1); // the title names a single one
    int index = 0;
    for (Map.Entry<String, double[]> bar : bars.entrySet()) {
      checkLength(bar, groups.size(), "groups");
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
        .collect(Collectors.toList()); // which may hold null
  }

  private static void checkLength(Map.Entry<String, double[]> series, int expected, String of) {
    if (series.getValue().length != expected) {
      throw new IllegalArgumentException(
          String.format(
              "'%s': %d values, must be as many as %s, %d",
              series.getKey(), series.getValue().length, of, expected));
    }
  }

  /** A line through the points whose y is finite, if there are any. */
  private static void addLine(XYChart chart, String name, Color color, double[] x, double[] y) {
    int[] finite = IntStream.range(0, y.length).filter(i -> Double.isFinite(y[i])).toArray();
    if (finite.length > 0) {
      addLine(chart, name, color, finite, x, y);
    }
  }

  /** A line through some of the points. */
  private static void addLine(
      XYChart chart, String name, Color color, int[] points, double[] x, double[] y) {
    XYSeries line =
        chart.addSeries(
            name,
            IntStream.of(points).mapToDouble(i -> x[i]).toArray(),
            IntStream.of(points).mapToDouble(i -> y[i]).toArray());
    line.setMarkerColor(color);
    line.setLineColor(color);
    line.setLineStyle(new BasicStroke(2));
    // Dots matter where there are few: a single one is no line.
    line.setMarker(points.length <= 40 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
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
    if (classNames.size() != curves.size()) {
      throw new IllegalArgumentException(
          String.format(
              "classNames, curves: %d and %d, must be equally many",
              classNames.size(), curves.size()));
    }
    XYChart chart = empty(title, "recall", "precision");
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0).setYAxisMin(0.0).setYAxisMax(1.0);
    for (int c = 0; c < curves.size(); c++) {
      PrecisionRecallCurve curve = curves.get(c);
      if (curve.objects() > 0) {
        String name =
            String.format(Locale.ROOT, "%s, AP %.3f", classNames.get(c), curve.interpolated(101));
        double[] recall = curve.recall();
        boolean none = recall.length == 0;
        addLine(
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
    BufferedImage sheet =
        new BufferedImage(columns * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int i = 0; i < charts.size(); i++) {
      graphics.drawImage(charts.get(i), i % columns * WIDTH, i / columns * HEIGHT, null);
    }
    graphics.dispose();
    return sheet;
  }

  private static void style(AxesChartStyler styler) {
    Color grid = new Color(0xE0E0E0);
    styler
        .setPlotGridLinesColor(grid)
        .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16))
        .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13))
        .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 18))
        .setChartTitleBoxVisible(false)
        .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
        .setLegendPosition(LegendPosition.OutsideE)
        .setLegendBorderColor(Color.WHITE)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderColor(grid)
        .setMarkerSize(6);
    styler.setyAxisTickLabelsFormattingFunction(Charts::tick);
  }

  private static String tick(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    boolean plain = value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6);
    return plain ? rounded.toPlainString() : rounded.toString();
  }
}
