/**
 * Images and the objects in them: {@link org.dl4jvision.data.detection.DetectionDataset data sets}
 * of folders in the usual formats or drawn ones, {@link
 * org.dl4jvision.data.detection.DetectionAugmentation augmentation}, and the {@link
 * org.dl4jvision.data.detection.DetectionIterator iterator} that makes DL4J's batches of them.
 */
package org.dl4jvision.data.detection;
