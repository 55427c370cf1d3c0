/**
 * Whether probabilities mean what they say: of all pixels, or images, that are called 80 % sure, 80
 * % should be right. {@link org.dl4jvision.metric.calibration.Calibration} gathers predictions of
 * any origin one by one, or parts of the data that are merged, and gives the errors and the bins of
 * a reliability diagram.
 */
package org.dl4jvision.metric.calibration;
