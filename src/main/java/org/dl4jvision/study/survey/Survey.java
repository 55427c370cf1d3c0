package org.dl4jvision.study.survey;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;

/** Statistics of the training images of a data set. */
public interface Survey {

  /** The task that the data are seen for. */
  String task();

  /** The name of the data set. */
  String name();

  /** What holds of all images, in one line, and a table of classes; a line each. */
  List<String> lines();

  /** All numbers, to be written as JSON. */
  Map<String, Object> toMap();

  /** The numbers drawn. */
  List<BufferedImage> charts();
}
