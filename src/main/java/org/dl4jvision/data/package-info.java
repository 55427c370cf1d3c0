/**
 * Images and what is known about them: {@link org.dl4jvision.data.Dataset data sets} of samples,
 * divided into splits, and {@link org.dl4jvision.data.EpochIterator} that makes DL4J's batches of
 * them.
 *
 * <p>What files say is an {@link org.dl4jvision.data.AnnotatedImage}, whatever the format ({@link
 * org.dl4jvision.data.format}) and the task: objects with boxes or {@link
 * org.dl4jvision.data.Outline}s, which {@link org.dl4jvision.data.Painter} makes pixels of, or a
 * {@link org.dl4jvision.data.MaskFile} with its {@link org.dl4jvision.data.MaskLegend}. Data sets
 * of a task are in {@link org.dl4jvision.data.segmentation} and {@link
 * org.dl4jvision.data.detection}; what those in folders share in {@link
 * org.dl4jvision.data.folder}; drawn ones in {@link org.dl4jvision.data.synthetic}.
 *
 * <p>A data set of another kind implements {@code Dataset} with a sample of its own. One that
 * changes another extends {@link org.dl4jvision.data.ForwardingDataset}. Which images are held out
 * for validation is said by {@link org.dl4jvision.data.folder.HoldOut} alone. This package knows
 * neither networks nor metrics.
 */
package org.dl4jvision.data;
