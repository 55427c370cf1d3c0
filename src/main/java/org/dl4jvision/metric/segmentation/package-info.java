/**
 * How good class maps are. {@link org.dl4jvision.metric.segmentation.SegmentationEvaluation} is
 * what DL4J calls with labels and predictions; it counts pixels in a {@link
 * org.dl4jvision.metric.segmentation.ConfusionMatrix}, from which everything else follows:
 *
 * <pre>
 * labels, predictions, mask -> PixelBatch -> ConfusionMatrix -> PixelMeasures -> table
 * </pre>
 *
 * <p>Another measure is a method of {@link org.dl4jvision.metric.segmentation.PixelMeasures}, a
 * line of {@link org.dl4jvision.metric.segmentation.SegmentationEvaluation.Metric} if it is one
 * number, and a line of the table if it is one a class. Measures of users need none of them: they
 * are functions of {@link
 * org.dl4jvision.metric.segmentation.SegmentationEvaluation#confusionMatrix}.
 *
 * <p>Measures of distances between borders do not follow from a confusion matrix: they are in
 * {@link org.dl4jvision.metric.surface}.
 */
package org.dl4jvision.metric.segmentation;
