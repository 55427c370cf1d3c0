/**
 * Detection heads as output layers of Deeplearning4j.
 *
 * <p>A {@link org.dl4jvision.layer.detection.Head} says how boxes and predictions correspond: how
 * many numbers a network has to give at every location, which of them should see which object, what
 * a box looks like in the network's numbers, and what wrong numbers cost. {@link
 * org.dl4jvision.layer.detection.DetectionLossLayer} makes any head the output layer of a network,
 * {@link org.dl4jvision.layer.detection.LevelsVertex} brings the levels of a feature pyramid
 * together before it, and {@link org.dl4jvision.layer.detection.DetectionDecoder} turns the
 * network's output into boxes.
 */
package org.dl4jvision.layer.detection;
