package org.dl4jvision.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dl4jvision.data.export.Classes;
import org.dl4jvision.data.export.LabeledImage;

/** The best model of a run, ready to be used on images. */
public interface ModelPrediction {

  /** What has to be known of the images, such as files that are left out; a line each. */
  List<String> warnings();

  /**
   * The classes of the labels that {@link #write} tells of.
   *
   * @return empty where predictions are nothing that a {@link
   *     org.dl4jvision.data.export.DatasetWriter} writes
   */
  default Optional<Classes> labelClasses() {
    return Optional.empty();
  }

  /**
   * Writes what the model makes of every image.
   *
   * @param out folder to write to; files of the same names are replaced
   * @param batchSize images of one size at once
   * @param labels is given each image with what was found on it, in their order, if there are
   *     {@link #labelClasses}
   * @return what was written, for the user
   * @throws IllegalArgumentException naming the file at fault
   */
  String write(Path out, int batchSize, Consumer<LabeledImage> labels);
}
