package org.dl4jvision.data.segmentation;

import java.util.List;
import java.util.Set;
import org.dl4jvision.data.AnnotatedImage;

/** Where the classes of pixels come from: masks, or outlines. Immutable and thread-safe. */
public interface ClassMaps {

  /** The classes in order of their indices. */
  List<String> names();

  /**
   * The class of each pixel of an image as an unsigned byte, row by row, {@link
   * SegmentationSample#IGNORE} where void.
   */
  byte[] labels(AnnotatedImage image);

  /**
   * Opens the classes of an image's pixels for windows; unless they can be read in parts, all are
   * read now.
   */
  default LabelWindows open(AnnotatedImage image) {
    return LabelWindows.of(labels(image), image.size());
  }

  /** The classes that occur on an image, void not among them. */
  Set<Integer> classes(AnnotatedImage image);

  /** The number of pixels of each class on these images; void ones are not counted. */
  long[] pixels(List<AnnotatedImage> images);

  /** What was repaired, a line each. */
  List<String> warnings();

  /** Whether a class is the background by its name, also as tools call it that draw it. */
  static boolean isBackground(String name) {
    return PaintedMaps.isBackground(name);
  }
}
