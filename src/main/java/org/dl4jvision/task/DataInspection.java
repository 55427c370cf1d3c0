package org.dl4jvision.task;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.folder.FolderDataset;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.report.DatasetReport;
import org.dl4jvision.report.DatasetReport.Part;

/**
 * How a folder of images is looked at before a training: the options, and the look.
 *
 * @param <D> the data set that a folder is opened as
 */
public abstract class DataInspection<D extends FolderDataset<?>> extends Options {

  private final String task;

  /**
   * @param task by its name
   */
  protected DataInspection(String task) {
    this.task = task;
  }

  /** The name of the task. */
  public final String task() {
    return task;
  }

  /** Which images are looked at, and how they are read. */
  public abstract DataOptions source();

  /** What annotations must say, one of these, to be of use for the task. */
  public abstract List<Content> contents();

  /**
   * Opens the folder, with no image kept in memory.
   *
   * @throws IllegalArgumentException naming the file or option at fault
   */
  protected abstract D open();

  /** What is on the images of a split. */
  protected abstract Part part(D dataset, Split split);

  /**
   * A picture of some images with what is said of them.
   *
   * @param indices one at least
   */
  protected abstract BufferedImage sheet(D dataset, Split split, List<Integer> indices);

  /**
   * A picture of training images as they are and changed at random: a row each.
   *
   * @param indices one at least
   */
  protected abstract BufferedImage preview(
      D dataset, List<Integer> indices, AugmentationPreview wishes);

  /**
   * Opens the folder, and draws training images as they are and as random changes make them.
   *
   * @throws IllegalArgumentException naming the file or option at fault
   */
  public final BufferedImage preview(AugmentationPreview wishes) {
    D dataset = open();
    dataset.require(Split.TRAIN);
    return preview(dataset, wishes.indices(dataset.size(Split.TRAIN)), wishes);
  }

  /**
   * Reads the data.
   *
   * @throws IllegalArgumentException naming the file or option at fault
   */
  public final Inspected inspect() {
    D dataset = open();
    DatasetReport report =
        new DatasetReport(task, dataset.format().name(), dataset, split -> part(dataset, split));
    return new Inspected() {
      @Override
      public DatasetReport report() {
        return report;
      }

      @Override
      public BufferedImage sheet(int pictures) {
        Split split = largest(dataset);
        int size = dataset.size(split);
        int count = Math.min(size, pictures);
        return DataInspection.this.sheet(
            dataset,
            split,
            IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).boxed().toList());
      }
    };
  }

  private static Split largest(FolderDataset<?> dataset) {
    Split largest = Split.TRAIN;
    for (Split split : Split.values()) {
      largest = dataset.size(split) > dataset.size(largest) ? split : largest;
    }
    return largest;
  }

  /** What was found. */
  public interface Inspected {

    /** What the data hold. */
    DatasetReport report();

    /**
     * A picture of images of the largest split, spread evenly over it, with what is said of them:
     * so many, or as many as there are.
     *
     * @throws IllegalArgumentException if there is no image
     */
    BufferedImage sheet(int pictures);
  }
}
