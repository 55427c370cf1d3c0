/**
 * Measures of how good predictions are. {@link org.dl4jvision.metric.segmentation} compares class
 * maps pixel by pixel, {@link org.dl4jvision.metric.detection} boxes with boxes; both first gather
 * counts or matches over the whole data and then ask for numbers, so that parts of the data can be
 * evaluated by themselves and merged. {@link org.dl4jvision.metric.surface} measures how far
 * borders are apart, {@link org.dl4jvision.metric.calibration} whether probabilities mean what they
 * say, and {@link org.dl4jvision.metric.statistics} whether one model's numbers are better than
 * another's.
 *
 * <p>A number that does not exist, such as the IoU of a class that occurs nowhere, is NaN, and
 * {@link org.dl4jvision.metric.Means} leaves it out. Nothing here knows networks, data sets or
 * files of runs: what training writes for every epoch are columns of its task, each a function of
 * an evaluation.
 */
package org.dl4jvision.metric;
