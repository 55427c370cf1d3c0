/**
 * How far the border of a predicted mask is from that of its ground truth. {@link
 * org.dl4jvision.metric.surface.SurfaceDistances} finds the distances once, of images, lines or
 * volumes whose pixels may have any spacing; every measure is a method of it:
 *
 * <pre>
 * two masks -> Borders -> exact distance transforms -> SurfaceDistances -> one number a measure
 * </pre>
 *
 * <p>These measures do not follow from counts of pixels: they are of one class of one image, and
 * are averaged over images. What is undefined there is NaN, and what is infinitely far says so: who
 * averages leaves both out and tells how many there were.
 */
package org.dl4jvision.metric.surface;
