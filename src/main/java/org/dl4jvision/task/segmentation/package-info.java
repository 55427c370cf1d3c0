/**
 * Giving every pixel of an image its class. {@link
 * org.dl4jvision.task.segmentation.SegmentationTraining} trains a network on a data set; {@link
 * org.dl4jvision.task.segmentation.SegmentationPredictor} uses it.
 *
 * <p>A new option is a field of {@link org.dl4jvision.task.segmentation.SegmentationOptions}, or of
 * {@code SegmentationData} for data, and its use in the constructor of the training; a new metric
 * is a column in {@link org.dl4jvision.task.segmentation.SegmentationColumns}.
 */
package org.dl4jvision.task.segmentation;
