/**
 * What a data set is like, in numbers that matter for the choice of a loss: {@link
 * org.dl4jvision.study.survey.SegmentationSurvey} of class maps, {@link
 * org.dl4jvision.study.survey.DetectionSurvey} of boxes. Both look at the training images, once.
 *
 * <pre>
 * image -> MapCounts, one an image -> a ClassSurvey each class -> SegmentationSurvey
 * boxes -> BoxSurvey each class -> DetectionSurvey
 * </pre>
 *
 * <p>A new statistic is a field of the record of a class, and a column of its table.
 */
package org.dl4jvision.study.survey;
