package org.dl4jvision.data.segmentation;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Region;

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

  /**
   * The pixels of a part of an image, row by row, that outlines of several classes claim; empty
   * where there are none, as a mask has one class a pixel.
   */
  default Optional<BitSet> contested(AnnotatedImage image, Region region) {
    return Optional.empty();
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
