/**
 * Images with the class of each pixel: {@link org.dl4jvision.data.segmentation.SegmentationDataset
 * data sets}, {@link org.dl4jvision.data.segmentation.Augmentation augmentation}, and the {@link
 * org.dl4jvision.data.segmentation.SegmentationIterator iterator} that makes batches of them. What
 * the numbers in masks mean is found by {@code MaskMeaning}; where masks lie, by the formats. It
 * does not know detection.
 */
package org.dl4jvision.data.segmentation;
