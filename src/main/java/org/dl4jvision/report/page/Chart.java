package org.dl4jvision.report.page;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import org.dl4jvision.check.Check;
import org.dl4jvision.report.Palette;

/**
 * Lines or bars over the same x. Immutable.
 *
 * @param title what it shows
 * @param xTitle what x is
 * @param yTitle what y is
 * @param x rising
 * @param lines what is drawn
 * @param share whether y is a share: its axis goes from 0 to 1
 * @param gap whether the space between the first line and the second above it is marked
 * @param marks upright lines
 */
public record Chart(
    String title,
    String xTitle,
    String yTitle,
    List<Double> x,
    List<Line> lines,
    boolean share,
    boolean gap,
    List<Mark> marks)
    implements Block {

  /**
   * A line.
   *
   * @param color as CSS has it
   * @param bars whether it is bars instead
   * @param y a number for each x, NaN where there is none
   */
  public record Line(String name, String color, boolean bars, List<Double> y) {}

  /** An upright line at an x, with what it means. */
  public record Mark(double x, String text) {}

  /** A chart to which lines are to be added. */
  public static Chart of(String title, String xTitle, String yTitle, double[] x) {
    return new Chart(title, xTitle, yTitle, list(x), List.of(), false, false, List.of());
  }

  /** With a line in the next color. */
  public Chart line(String name, double[] y) {
    return with(name, false, y);
  }

  /** With bars in the next color. */
  public Chart bars(String name, double[] y) {
    return with(name, true, y);
  }

  private Chart with(String name, boolean bars, double[] y) {
    Check.that(y.length == x.size(), "numbers of '" + name + "'", y.length, x.size() + ", as of x");
    List<Line> more = new ArrayList<>(lines);
    more.add(new Line(name, Palette.css(lines.size()), bars, list(y)));
    return new Chart(title, xTitle, yTitle, x, List.copyOf(more), share, gap, marks);
  }

  /** With an axis of y from 0 to 1. */
  public Chart ofShares() {
    return new Chart(title, xTitle, yTitle, x, lines, true, gap, marks);
  }

  /** With the space marked by which the second line is above the first. */
  public Chart withGap() {
    return new Chart(title, xTitle, yTitle, x, lines, share, true, marks);
  }

  /** With an upright line. */
  public Chart mark(double at, String text) {
    List<Mark> more = new ArrayList<>(marks);
    more.add(new Mark(at, text));
    return new Chart(title, xTitle, yTitle, x, lines, share, gap, List.copyOf(more));
  }

  /** Whether a line has a number, so that there is anything to see. */
  public boolean isDrawn() {
    DoubleSummaryStatistics finite =
        lines.stream()
            .flatMap(line -> line.y().stream())
            .mapToDouble(y -> y)
            .filter(Double::isFinite)
            .summaryStatistics();
    return finite.getCount() > 0;
  }

  private static List<Double> list(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }

  @Override
  public void writeTo(BlockWriter writer) {
    writer.chart(this);
  }
}
