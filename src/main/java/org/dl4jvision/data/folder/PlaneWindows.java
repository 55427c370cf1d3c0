package org.dl4jvision.data.folder;

import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;

/** Gives parts of an image with its labels, wherever they are kept. */
public interface PlaneWindows extends AutoCloseable {

  /** Height and width of the image. */
  ImageSize size();

  /** How many rows a pass through the whole image should read at once. */
  int rows();

  /**
   * Reads a part.
   *
   * @throws IllegalArgumentException naming the file, if it is damaged
   */
  Planes window(Region region);

  /**
   * Reads all of the image.
   *
   * @throws IllegalArgumentException naming the file, if it is damaged or too large for the memory
   */
  default Planes whole() {
    return window(Region.of(size()));
  }

  @Override
  void close();
}
