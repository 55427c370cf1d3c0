package org.dl4jvision.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.ChartBuilder;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How charts look: their size, fonts, grid, numbers at the axes and lines. */
final class ChartStyle {

  static final int WIDTH = 960;
  static final int HEIGHT = 600;

  /** Lines of at most this many points have markers, without which a single point is not seen. */
  private static final int MAX_MARKERS = 40;

  private ChartStyle() {}

  /** A chart to which lines are to be added. */
  static XYChart lines(String title, String xTitle, String yTitle) {
    XYChart chart =
        sized(new XYChartBuilder(), title).xAxisTitle(xTitle).yAxisTitle(yTitle).build();
    style(chart.getStyler());
    return chart;
  }

  /** A chart to which bars are to be added. */
  static CategoryChart bars(String title, String xTitle, String yTitle) {
    CategoryChart chart =
        sized(new CategoryChartBuilder(), title).xAxisTitle(xTitle).yAxisTitle(yTitle).build();
    style(chart.getStyler());
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    return chart;
  }

  private static <B extends ChartBuilder<B, ?>> B sized(B builder, String title) {
    return builder.width(WIDTH).height(HEIGHT).title(title);
  }

  /** A line through the points whose y is finite, if there are any. */
  static void addLine(XYChart chart, String name, Color color, double[] x, double[] y) {
    int[] finite = IntStream.range(0, y.length).filter(i -> Double.isFinite(y[i])).toArray();
    if (finite.length > 0) {
      addLine(chart, name, color, finite, x, y);
    }
  }

  /**
   * A line through some of the points.
   *
   * @param points their indices, rising
   */
  static void addLine(
      XYChart chart, String name, Color color, int[] points, double[] x, double[] y) {
    XYSeries line =
        chart.addSeries(
            name,
            IntStream.of(points).mapToDouble(i -> x[i]).toArray(),
            IntStream.of(points).mapToDouble(i -> y[i]).toArray());
    line.setMarkerColor(color);
    line.setLineColor(color);
    line.setLineStyle(new BasicStroke(2));
    line.setMarker(points.length <= MAX_MARKERS ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
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
    styler.setyAxisTickLabelsFormattingFunction(ChartStyle::tick);
  }

  private static String tick(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    boolean plain = value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6);
    return plain ? rounded.toPlainString() : rounded.toString();
  }
}
