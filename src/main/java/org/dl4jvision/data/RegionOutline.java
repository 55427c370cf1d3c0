package org.dl4jvision.data;

import java.util.Optional;
import org.dl4jvision.box.Box;

/**
 * An outline whose pixels are known.
 *
 * @param pixels of the object
 * @param size of the image that they are of
 */
public record RegionOutline(PixelRegion pixels, ImageSize size) implements Outline {

  @Override
  public Optional<ImageSize> statedSize() {
    return Optional.of(size);
  }

  @Override
  public Box bounds() {
    return pixels.bounds();
  }

  @Override
  public PixelRegion region(ImageSize image) {
    return image.equals(size) ? pixels : new PixelRegion.Builder(image).add(pixels).build();
  }
}
