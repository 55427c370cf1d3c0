/**
 * What is shown of runs, images and numbers, and the folder in which a run leaves it.
 *
 * <ul>
 *   <li>{@link org.dl4jvision.report.RunFolder} holds a run's files; {@link
 *       org.dl4jvision.report.MetricsTable} is its metrics.csv, one {@link
 *       org.dl4jvision.report.Column} a measure. A new number of every epoch is a line in the
 *       {@link org.dl4jvision.report.Columns} of its task; the file, the curves and the printed
 *       lines follow.
 *   <li>{@link org.dl4jvision.report.Charts} draws lines and bars of any numbers; {@code
 *       ChartStyle} says how they look.
 *   <li>{@link org.dl4jvision.report.Overlays} and {@link org.dl4jvision.report.DetectionOverlays}
 *       draw images with class maps and boxes. Both put captioned panels on a {@code Sheet}, rows
 *       above a {@code Legend}; a painter each, {@code ClassMapPainter} and {@code BoxPainter},
 *       draws what stands on one image and the swatches that explain it. Another kind of drawing is
 *       another painter.
 *   <li>{@code Palette} has one color for every class, in charts, masks and overlays alike.
 * </ul>
 *
 * <p>Nothing here trains, and nothing knows a command line: tasks say what their columns are and
 * which images are drawn.
 */
package org.dl4jvision.report;
