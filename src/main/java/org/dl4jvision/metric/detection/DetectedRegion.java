package org.dl4jvision.metric.detection;

/** A detection as it is evaluated. */
record DetectedRegion(Region region, int classIndex, double score) {}
