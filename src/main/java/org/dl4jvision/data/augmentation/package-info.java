/**
 * Random changes of training images, the same for images with class maps and with boxes. Each is a
 * record, whose components are its options, and a line in {@link
 * org.dl4jvision.data.augmentation.Augmentations}; expressions, lists and documentation follow.
 *
 * <ul>
 *   <li>{@link org.dl4jvision.data.augmentation.Setting} chooses among what all samples undergo:
 *       mirror images, quarter turns, light.
 *   <li>{@link org.dl4jvision.data.augmentation.Movement} moves pixels. All that a sample draws are
 *       one {@link org.dl4jvision.data.augmentation.Warp}, so that it is interpolated once.
 *   <li>{@link org.dl4jvision.data.augmentation.Recoloring} changes values and no place.
 *   <li>{@link org.dl4jvision.data.augmentation.Combination} hides parts of a sample or puts it
 *       together with others, by what every {@link org.dl4jvision.data.augmentation.Combinable}
 *       sample can do.
 * </ul>
 *
 * <p>To add one: a record that implements one of these, with {@link
 * org.dl4jvision.data.augmentation.AugmentationInfo} and a constructor without arguments for the
 * defaults. Nothing here knows what is said of images: class maps are in {@code data.segmentation},
 * boxes in {@code data.detection}.
 */
package org.dl4jvision.data.augmentation;
