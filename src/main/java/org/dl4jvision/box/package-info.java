/**
 * Boxes of images, as detectors are asked for and give them: coordinates in pixels of the image,
 * from its upper left corner, the right and bottom edge exclusive.
 *
 * <ul>
 *   <li>{@link org.dl4jvision.box.Box} is one, {@link org.dl4jvision.box.BoxArrays} holds many in
 *       plain arrays, {@link org.dl4jvision.box.BoxFormat} is what four numbers in a file mean;
 *   <li>{@link org.dl4jvision.box.ObjectBox} is ground truth, {@link org.dl4jvision.box.Detection}
 *       what a network reports;
 *   <li>{@link org.dl4jvision.box.BoxLabels} is the one place that knows how objects are labels of
 *       a network;
 *   <li>{@link org.dl4jvision.box.NonMaximumSuppression} leaves one detection an object.
 * </ul>
 *
 * <p>Intersection over union is computed here and nowhere else: {@link
 * org.dl4jvision.box.Box#iou(Box) of two boxes}, {@linkplain org.dl4jvision.box.Box#iou(double,
 * double, double) by areas that a file gives}, {@linkplain org.dl4jvision.box.Box#coverage with a
 * crowd}, and {@linkplain org.dl4jvision.box.BoxArrays#iou of many}; only losses, which have to
 * differentiate it, have their own. A new format of boxes is a constant of {@code BoxFormat} with
 * its three conversions.
 *
 * <p>The package knows neither networks nor data sets.
 */
package org.dl4jvision.box;
