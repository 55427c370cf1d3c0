package org.dl4jvision.metric.segmentation;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.dl4jvision.metric.Decimals;

/**
 * Measures as a table for readers: a line a class, one of means, and below it the measures of all
 * classes together. A dash stands for NaN.
 */
final class SegmentationTable {

  private interface OfClass {
    double of(PixelMeasures measures, int c);
  }

  /** A column with its mean in the last line. */
  private record Column(String title, OfClass value, ToDoubleFunction<PixelMeasures> mean) {
    int width() {
      return Math.max(8, title.length());
    }
  }

  private static final List<Column> COLUMNS =
      List.of(
          new Column("IoU", PixelMeasures::iou, PixelMeasures::meanIoU),
          new Column("Dice", PixelMeasures::dice, PixelMeasures::meanDice),
          new Column("precision", PixelMeasures::precision, PixelMeasures::meanPrecision),
          new Column("recall", PixelMeasures::recall, PixelMeasures::meanRecall));

  private final StringBuilder text = new StringBuilder();
  private final int nameWidth;

  private SegmentationTable(int nameWidth) {
    this.nameWidth = nameWidth;
  }

  /**
   * @param classNames one a class
   */
  static String of(PixelMeasures measures, List<String> classNames) {
    int longest = classNames.stream().mapToInt(String::length).max().orElse(0);
    SegmentationTable table = new SegmentationTable(Math.max(10, longest));
    table.line("class", "pixels", Column::title);
    for (int i = 0; i < measures.numClasses(); i++) {
      int c = i;
      table.line(
          classNames.get(c),
          measures.truePixels(c),
          column -> Decimals.of(column.value.of(measures, c)));
    }
    table.line(
        "mean", measures.pixels(), column -> Decimals.of(column.mean.applyAsDouble(measures)));
    return table.text
        + format(
            "pixel accuracy %s, mean accuracy %s, foreground Dice %s, frequency weighted IoU %s%n",
            Decimals.of(measures.pixelAccuracy()),
            Decimals.of(measures.meanAccuracy()),
            Decimals.of(measures.foregroundDice()),
            Decimals.of(measures.frequencyWeightedIoU()));
  }

  private void line(String name, Object pixels, Function<Column, String> cell) {
    text.append(format("%-" + nameWidth + "s %12s", name, pixels));
    for (Column column : COLUMNS) {
      text.append(format(" %" + column.width() + "s", cell.apply(column)));
    }
    text.append(System.lineSeparator());
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
