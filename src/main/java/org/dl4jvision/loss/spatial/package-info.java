/**
 * Geometry of images of one to three dimensions, for losses that look at a pixel's surroundings:
 * {@link org.dl4jvision.loss.spatial.DistanceTransform exact Euclidean distances} and their {@link
 * org.dl4jvision.loss.spatial.DistanceCache cache}, {@link org.dl4jvision.loss.spatial.SoftSkeleton
 * soft skeletons} and {@link org.dl4jvision.loss.spatial.WindowFilter filters of windows}, the last
 * two with their derivatives.
 *
 * <p>An image is its sizes and its numbers in 'c' order, the last dimension that of neighbours in
 * memory. Which pixels count is a BitSet, null for all: one that does not is as if it were outside
 * of the image.
 */
package org.dl4jvision.loss.spatial;
