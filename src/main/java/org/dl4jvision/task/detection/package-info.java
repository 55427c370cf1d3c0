/**
 * Finding the objects of images. {@link org.dl4jvision.task.detection.DetectionTraining} trains a
 * detector on a data set; {@link org.dl4jvision.task.detection.DetectionPredictor} uses it.
 *
 * <p>A new option is a field of {@link org.dl4jvision.task.detection.DetectionOptions}, or of
 * {@code DetectionData} for data, and its use in the constructor of the training; a new metric is a
 * column in {@link org.dl4jvision.task.detection.DetectionColumns}.
 */
package org.dl4jvision.task.detection;
