package org.dl4jvision.data.segmentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.check.Check;

/**
 * What the user says about masks; null where nothing is said.
 *
 * @param ignoreIndex the value of void pixels
 * @param foreground the value of class 1, all others being class 0
 * @param classCount the number of classes, the ignored one not counted
 * @param classNames their names
 * @param threshold the lowest value of class 1
 * @param nearest whether values become the nearest of those that are declared
 * @param classesFile the classes.txt of the folder
 */
record MaskOptions(
    Integer ignoreIndex,
    Integer foreground,
    Integer classCount,
    List<String> classNames,
    Integer threshold,
    boolean nearest,
    Path classesFile) {

  static final int MAX_CLASSES = 255;

  MaskOptions {
    if (classCount != null) {
      Check.between("classes", classCount, 2, MAX_CLASSES);
    }
    if (classNames != null) {
      Check.between("classes", classNames.size(), 2, MAX_CLASSES);
    }
    if (ignoreIndex != null) {
      Check.atLeast("ignoreIndex", ignoreIndex, 0);
    }
    if (threshold != null) {
      Check.between("maskThreshold", threshold, 1, 0xffff);
    }
    if (ignoreIndex != null && ignoreIndex.equals(foreground)) {
      throw new IllegalArgumentException("ignoreIndex and foreground are both " + ignoreIndex);
    }
    if (nearest && (threshold != null || foreground != null)) {
      throw new IllegalArgumentException(
          "maskNearest is for masks of several values; it excludes "
              + (threshold != null ? "maskThreshold" : "foreground"));
    }
  }

  /** The classes.txt of a folder, or null. */
  static Path classesFile(Path folder) {
    Path classes = folder.resolve("classes.txt");
    return Files.isRegularFile(classes) ? classes : null;
  }

  /** These with a value of void pixels. */
  MaskOptions ignoring(int code) {
    return new MaskOptions(
        code, foreground, classCount, classNames, threshold, nearest, classesFile);
  }

  /** These with a file that declares the classes. */
  MaskOptions declaredIn(Path file) {
    return new MaskOptions(
        ignoreIndex, foreground, classCount, classNames, threshold, nearest, file);
  }

  /** These with a number of classes. */
  MaskOptions counting(int classes) {
    return new MaskOptions(
        ignoreIndex, foreground, classes, classNames, threshold, nearest, classesFile);
  }

  /** The number of classes that the user says, or null. */
  Integer count() {
    return classNames != null ? Integer.valueOf(classNames.size()) : classCount;
  }

  boolean ignores(int code) {
    return ignoreIndex != null && ignoreIndex == code;
  }

  /** Refuses other numbers of classes than 2 for an option that makes 2. */
  void requireTwo(String option) {
    if (count() != null && count() != 2) {
      throw new IllegalArgumentException(
          "with " + option + " there are 2 classes, but classes is " + count());
    }
  }

  /** Whether what a format says of the codes holds, and nothing else is said of them. */
  boolean followsLegend() {
    return foreground == null && classCount == null && threshold == null && !nearest;
  }

  /**
   * Refuses options where there are no masks.
   *
   * @param folder for messages
   */
  void requireNone(Path folder) {
    if (ignoreIndex != null
        || foreground != null
        || classCount != null
        || threshold != null
        || nearest) {
      throw new IllegalArgumentException(
          "ignoreIndex, foreground, classes, maskThreshold and maskNearest describe masks, but "
              + folder
              + " has outlines of objects");
    }
  }
}
