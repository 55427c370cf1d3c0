package org.dl4jvision.data.export;

import java.util.List;
import java.util.Map;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Notes;

/** A data set that is being written. */
public interface Output extends AutoCloseable {

  /** For images of which nothing is left to be done. */
  Runnable NOTHING_LEFT = () -> {};

  /**
   * Writes the files of an image. Called in any thread.
   *
   * @param image whose name no other image has
   * @param notes for what the layout cannot say
   * @return what is left, which is done in the order of the images, in one thread
   */
  Runnable write(LabeledImage image, Notes notes);

  /**
   * Writes what concerns all images. Without it the data set is not whole.
   *
   * @param names of the images of each split that has any, in their order; those of no split are in
   *     {@link Split#TRAIN}
   */
  void finish(Map<Split, List<String>> names);

  /** Removes what {@link #finish} was to use. */
  @Override
  default void close() {}
}
