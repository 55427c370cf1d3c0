package org.dl4jvision.task.segmentation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.data.Components;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;

/**
 * How long the objects of a data set are, seen on a sample of its training images, and what helps
 * where that does not suit the crops of a training.
 *
 * <p>An object is a connected region of the foreground; only data sets of background and one class
 * have any. In scenes of several classes the regions of most are surfaces, such as sky and road,
 * cut by what stands before them, and their sizes say nothing. The same holds of a region that goes
 * from border to border of an image, such as membranes between cells. Objects are counted by
 * number, as what is missed is counted so by those who look for them; weighted by area the largest
 * alone would decide.
 */
final class ObjectSizes {

  private static final int IMAGES = 16;

  /** The pixels of all images that are looked at, more or less: reading them takes a second. */
  private static final long PIXELS = 48_000_000;

  /** The longest side of a part of an image that is looked at. */
  private static final int WINDOW = 2000;

  private static final int FOREGROUND = 1;

  /** Shorter objects than this are hardly more than noise. */
  private static final int SPECK = 3;

  /** Of the objects: specks above this share are worth a word. */
  private static final double SPECKS = 0.1;

  /** Fewer objects say nothing of the others; of huge images no more than two are looked at. */
  private static final int FEWEST = 2;

  private static final int FEWEST_FOR_SHARES = 10;

  private final int crop;

  /** How much longer images are than in their own sizes. */
  private final double resized;

  private final List<Integer> whole = new ArrayList<>();

  /** Those that the border of what was looked at cuts, of which more than a crop is seen. */
  private final List<Integer> cut = new ArrayList<>();

  /**
   * @param crop the side of the crops, 0 for whole images
   */
  ObjectSizes(SegmentationDataset dataset, int crop) {
    this.crop = crop;
    resized = longerSide(dataset) / longerSide(dataset.unresized());
    if (dataset.classNames().size() == 2) {
      look(dataset);
    }
  }

  private static double longerSide(SegmentationDataset dataset) {
    ImageSize size = dataset.imageSize(Split.TRAIN, 0);
    return Math.max(size.height(), size.width());
  }

  private void look(SegmentationDataset dataset) {
    int images = dataset.size(Split.TRAIN);
    int looked = Math.min(IMAGES, images);
    long pixels = 0;
    for (int i = 0; i < looked && pixels < PIXELS; i++) {
      int index = (int) ((long) i * images / looked);
      ImageSize image = dataset.imageSize(Split.TRAIN, index);
      pixels += Region.of(image).area();
      Region window = middle(image);
      byte[] labels = dataset.window(Split.TRAIN, index, window).labels();
      Components.extents(labels, window.size(), value -> value == FOREGROUND)
          .forEach(object -> add(object.box(), window, image));
    }
  }

  private static Region middle(ImageSize image) {
    int height = Math.min(WINDOW, image.height());
    int width = Math.min(WINDOW, image.width());
    return new Region((image.height() - height) / 2, (image.width() - width) / 2, height, width);
  }

  private void add(Region box, Region window, ImageSize image) {
    int length = Math.max(box.height(), box.width());
    boolean spans = box.height() == image.height() || box.width() == image.width();
    boolean isCut =
        box.top() == 0
            || box.left() == 0
            || box.bottom() == window.height()
            || box.right() == window.width();
    if (!isCut) {
      whole.add(length);
    } else if (!spans && length > crop) {
      cut.add(length);
    }
  }

  /** What helps, a line each; empty where sizes suit the crops. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    List<Integer> lengths = new ArrayList<>(cut);
    whole.stream().filter(length -> length >= SPECK).forEach(lengths::add);
    lengths.sort(null);
    int median = lengths.size() < FEWEST ? 0 : lengths.get(lengths.size() / 2);
    if (crop > 0 && median > crop) {
      warnings.add(
          String.format(
              "half of the objects are %d pixels long or longer, more than crops of %dx%d show:"
                  + " choose --resize %s, with which they fit, or a larger --crop",
              median, crop, crop, resize(crop / 2.0 / median)));
    }
    long specks = whole.stream().filter(length -> length < SPECK).count();
    if (whole.size() >= FEWEST_FOR_SHARES && specks >= SPECKS * whole.size()) {
      warnings.add(
          String.format(
              "of %d objects %d are shorter than %d pixels, which is hardly more than noise: take"
                  + " finer images, or a larger --resize, such as --resize %s",
              whole.size(), specks, SPECK, resize(2)));
    }
    return warnings;
  }

  /** The factor of the images in their own sizes, with a decimal point. */
  private String resize(double factor) {
    String text =
        BigDecimal.valueOf(factor * resized)
            .round(new MathContext(1, RoundingMode.HALF_UP))
            .toPlainString();
    return text.contains(".") ? text : text + ".0";
  }
}
