/**
 * Images and their truth: {@link org.dl4jvision.data.segmentation.SegmentationDataset data sets} of
 * folders or drawn ones, {@link org.dl4jvision.data.segmentation.Augmentation augmentation}, and
 * the {@link org.dl4jvision.data.segmentation.SegmentationIterator iterator} that makes DL4J's
 * batches of them.
 */
package org.dl4jvision.data;
