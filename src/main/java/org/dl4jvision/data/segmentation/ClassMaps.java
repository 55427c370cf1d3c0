package org.dl4jvision.data.segmentation;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.format.Annotations;

/** Where the classes of pixels come from: masks, or outlines. Immutable and thread-safe. */
public interface ClassMaps {

  /** The classes in order of their indices. */
  List<String> names();

  /**
   * The class of each pixel of an image as an unsigned byte, row by row, {@link
   * SegmentationSample#IGNORE} where void.
   */
  byte[] labels(AnnotatedImage image);

  /** The classes that occur on an image, void not among them. */
  Set<Integer> classes(AnnotatedImage image);

  /** The number of pixels of each class on these images; void ones are not counted. */
  long[] pixels(List<AnnotatedImage> images);

  /** What was repaired, a line each. */
  List<String> warnings();

  /**
   * The class maps of annotations, without options that say more.
   *
   * @param folder of the data, in which {@code classes.txt} may explain masks
   * @param masks whether there is a mask an image; else outlines are painted
   * @throws IllegalArgumentException naming the first file or object at fault
   */
  static ClassMaps of(Path folder, Annotations annotations, boolean masks) {
    return FolderClassMaps.of(
        folder,
        annotations.images(),
        annotations.legend(),
        masks,
        annotations.classNames(),
        MaskOptions.none(folder));
  }

  /** Whether a class is the background by its name, also as tools call it that draw it. */
  static boolean isBackground(String name) {
    return PaintedMaps.isBackground(name);
  }
}
