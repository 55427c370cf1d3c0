/**
 * Networks that see: {@link org.dl4jvision.network.SegmentationNetwork} is any encoder with any
 * decoder, {@link org.dl4jvision.network.DetectionNetwork} any encoder with a pyramid and any head,
 * {@link org.dl4jvision.network.ClassificationNetwork} an encoder with the classifier that it was
 * published with. All make configurations of Deeplearning4j, which run without this package.
 *
 * <p>A new encoder or decoder goes to its package: one class and one line in its registry. A new
 * kind of network extends {@code EncoderNetwork}, which has the options that all share, and adds
 * what follows the encoder. Networks know no data and no training.
 */
package org.dl4jvision.network;
