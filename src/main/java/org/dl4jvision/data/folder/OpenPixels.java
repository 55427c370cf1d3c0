package org.dl4jvision.data.folder;

import java.nio.file.Path;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.ImageWindows;
import org.dl4jvision.data.Region;

/** An image file that is open, with the channels that a data set has. */
public final class OpenPixels implements PlaneWindows {

  private final ImageWindows image;
  private final int channels;

  /**
   * Opens a file.
   *
   * @param channels 1 or 3
   * @throws IllegalArgumentException if it is no readable image
   */
  public OpenPixels(Path file, int channels) {
    image = ImageWindows.open(file);
    this.channels = channels;
  }

  @Override
  public ImageSize size() {
    return image.size();
  }

  @Override
  public int rows() {
    return image.rows();
  }

  @Override
  public Planes window(Region region) {
    return new Planes(image.pixels(region).withChannels(channels), null);
  }

  @Override
  public void close() {
    image.close();
  }
}
