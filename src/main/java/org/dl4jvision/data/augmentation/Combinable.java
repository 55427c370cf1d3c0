package org.dl4jvision.data.augmentation;

import java.util.List;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;

/**
 * A sample that can be put together with others of its size, whatever is said of its pixels.
 *
 * @param <S> the samples
 */
public interface Combinable<S extends Combinable<S>> {

  /** Height and width. */
  ImageSize size();

  /** Gives a part the mean value of the image: what was there is neither learned nor wrong. */
  void hide(Region part);

  /** Takes a part from another sample, with what is said of it. */
  void paste(S other, Region part);

  /**
   * Makes the image the weighted mean of two.
   *
   * @param weight of the other one, in (0, 1)
   */
  void mix(S other, double weight);

  /** The objects that are seen as a whole, by the rectangles around them. */
  List<Region> objects();

  /**
   * Puts an object of another sample on this one.
   *
   * @param object its place in {@link #objects} of the other one
   * @param down rows from where it was, such that it is inside of this sample
   * @param right columns from where it was
   */
  void pasteObject(S other, int object, int down, int right);
}
