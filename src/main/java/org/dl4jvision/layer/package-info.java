/**
 * Network layers that Deeplearning4j lacks. {@link org.dl4jvision.layer.SegmentationLossLayer} is
 * an output layer that hands a loss whole images instead of rows of pixels, for feature maps of one
 * to three dimensions with channels first or last; {@link org.dl4jvision.layer.DeepSupervision}
 * puts one on several levels of a decoder. Detection heads are in {@link
 * org.dl4jvision.layer.detection}.
 *
 * <p>A new output layer is a configuration that extends {@code LossOnlyLayer}, which has what
 * layers without weights have in common, and an implementation. Its full class name and the names
 * of its properties are in saved models and stay. Layers know losses; they know no network, data
 * set or training.
 */
package org.dl4jvision.layer;
