package org.dl4jvision.task;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.folder.FolderDataset;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.report.DatasetReport;

/** How a folder of images is looked at before a training: the options, and the look. */
public abstract class DataInspection extends Options {

  /** Which images are looked at, and how they are read. */
  public abstract DataOptions source();

  /** What annotations must say, one of these, to be of use for the task. */
  public abstract List<Content> contents();

  /**
   * Reads the data.
   *
   * @throws IllegalArgumentException naming the file or option at fault
   */
  public abstract Inspected inspect();

  /** What was found. */
  public interface Inspected {

    /** What the data hold. */
    DatasetReport report();

    /**
     * Pictures of images with what is said of them, as many as there are, at most so many.
     *
     * @throws IllegalArgumentException if there is no image
     */
    BufferedImage sheet(int pictures);
  }

  /** Of which images pictures are shown: spread evenly over the split that has the most. */
  protected static Shown shown(FolderDataset<?, ?> dataset, int pictures) {
    Split split = Split.TRAIN;
    for (Split other : Split.values()) {
      split = dataset.size(other) > dataset.size(split) ? other : split;
    }
    int size = dataset.size(split);
    int count = Math.min(size, pictures);
    return new Shown(
        split,
        IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).boxed().toList());
  }

  /** Some images of a split. */
  protected record Shown(Split split, List<Integer> indices) {}
}
