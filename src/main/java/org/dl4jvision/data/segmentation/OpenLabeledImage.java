package org.dl4jvision.data.segmentation;

import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.folder.PlaneWindows;
import org.dl4jvision.data.folder.Planes;

/** An image that is open, and the classes of its pixels. */
record OpenLabeledImage(PlaneWindows image, LabelWindows labels) implements PlaneWindows {

  @Override
  public ImageSize size() {
    return image.size();
  }

  /** What suits the image: its values are more than the labels. */
  @Override
  public int rows() {
    return image.rows();
  }

  @Override
  public Planes window(Region region) {
    return new Planes(image.window(region).pixels(), labels.labels(region));
  }

  @Override
  public Planes whole() {
    Planes all = image.whole();
    return new Planes(all.pixels(), labels.labels(Region.of(all.size())));
  }

  @Override
  public void close() {
    try (labels) {
      image.close();
    }
  }
}
