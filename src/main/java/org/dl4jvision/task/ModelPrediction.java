package org.dl4jvision.task;

import java.nio.file.Path;
import java.util.List;

/** The best model of a run, ready to be used on images. */
public interface ModelPrediction {

  /** What has to be known of the images, such as files that are left out; a line each. */
  List<String> warnings();

  /**
   * Writes what the model makes of every image.
   *
   * @param out folder to write to; files of the same names are replaced
   * @param batchSize images of one size at once
   * @return what was written, for the user
   * @throws IllegalArgumentException naming the file at fault
   */
  String write(Path out, int batchSize);
}
