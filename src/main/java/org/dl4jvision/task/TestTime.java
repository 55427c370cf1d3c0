package org.dl4jvision.task;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.check.Named;
import org.dl4jvision.check.Registry;

/** Test-time augmentation: which views of an image a prediction is put together from. */
public final class TestTime implements Named {

  /** Images as they are. */
  public static final TestTime NONE =
      new TestTime("none", "images as they are", false, List.of(1.0));

  /** Mirror images. */
  public static final TestTime FLIPS =
      new TestTime(
          "flips",
          "also mirrored left and right and, where the training did so, top and bottom: two or four"
              + " times the work",
          true,
          List.of(1.0));

  /** Mirror images in several sizes. */
  public static final TestTime FLIPS_AND_SCALES =
      new TestTime(
          "flips+scales",
          "the same of images that are smaller by a quarter and, for pixels, larger by a quarter:"
              + " four to twelve times the work",
          true,
          List.of(1.0, 0.75, 1.25));

  /** Every way by its name. */
  public static final Registry<TestTime> REGISTRY =
      new Registry<>(
          "test-time augmentation", "test-time augmentations", NONE, FLIPS, FLIPS_AND_SCALES);

  private final String name;
  private final String help;
  private final boolean flips;
  private final List<Double> scales;

  private TestTime(String name, String help, boolean flips, List<Double> scales) {
    this.name = name;
    this.help = help;
    this.flips = flips;
    this.scales = scales;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String help() {
    return help;
  }

  /**
   * The views of an image, the plain one first.
   *
   * @param vertical whether images are mirrored top and bottom, too
   */
  public List<ImageView> views(boolean vertical) {
    List<ImageView> views = new ArrayList<>();
    for (double scale : scales) {
      views.add(ImageView.PLAIN.scaled(scale));
      if (flips) {
        views.add(new ImageView(true, false, scale));
      }
      if (flips && vertical) {
        views.add(new ImageView(false, true, scale));
        views.add(new ImageView(true, true, scale));
      }
    }
    return views;
  }
}
