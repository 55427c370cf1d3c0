/**
 * Geometry of images of one to three dimensions, for losses that depend on a pixel's surroundings:
 * {@link org.dl4jvision.loss.spatial.Distances exact Euclidean distances}, which are kept where
 * they come again, {@link org.dl4jvision.loss.spatial.SoftSkeleton soft skeletons} and {@link
 * org.dl4jvision.loss.spatial.WindowFilter filters of windows}, the last two with their
 * derivatives. Measures of borders use the {@link org.dl4jvision.loss.spatial.DistanceTransform}
 * beneath the distances, too.
 *
 * <p>An image is its sizes and its numbers in 'c' order, the last dimension that of neighbors in
 * memory. Which pixels count is a BitSet, null for all: one that does not is as if it were outside
 * of the image. Nothing here knows a loss.
 */
package org.dl4jvision.loss.spatial;
