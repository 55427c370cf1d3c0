package org.dl4jvision.data.folder;

import java.nio.file.Path;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.ImageWindows;
import org.dl4jvision.data.Region;

/** An image file that is open, with the channels that a data set has. */
public final class OpenPixels implements PlaneWindows {

  private final Path file;
  private final int channels;
  private ImageWindows image;

  /**
   * A file, which is opened when a part of it is wanted: as a whole it is read at once.
   *
   * @param channels 1 or 3
   */
  public OpenPixels(Path file, int channels) {
    this.file = file;
    this.channels = channels;
  }

  private ImageWindows image() {
    if (image == null) {
      image = ImageWindows.open(file);
    }
    return image;
  }

  @Override
  public ImageSize size() {
    return image().size();
  }

  @Override
  public int rows() {
    return image().rows();
  }

  @Override
  public Planes whole() {
    return new Planes(ImageFiles.readPixels(file).withChannels(channels), null);
  }

  @Override
  public Planes window(Region region) {
    return new Planes(image().pixels(region).withChannels(channels), null);
  }

  @Override
  public void close() {
    if (image != null) {
      image.close();
    }
  }
}
