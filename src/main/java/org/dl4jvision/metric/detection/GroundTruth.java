package org.dl4jvision.metric.detection;

/**
 * An object of an image as it is evaluated.
 *
 * @param ignored whether it need not be found and detections of it are not wrong
 * @param area of its outline, which may be less than that of its region
 */
record GroundTruth(Region region, int classIndex, boolean ignored, double area) {}
