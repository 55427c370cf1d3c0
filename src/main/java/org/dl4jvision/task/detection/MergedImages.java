package org.dl4jvision.task.detection;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.GreedyMerging;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionExample;
import org.dl4jvision.data.detection.SlicedDataset;
import org.dl4jvision.data.detection.SlicedDataset.Piece;
import org.dl4jvision.task.detection.DetectionPredictor.Found;

/** Puts the detections of slices, which come one after the other, together to those of images. */
final class MergedImages {

  private static final GreedyMerging MERGING = new GreedyMerging(0.5);

  /** Share of a part's side within which a box ends at its border: boxes are not exact. */
  private static final double NEAR = 0.01;

  private final SlicedDataset parts;
  private final Split split;
  private final double shown;
  private final Consumer<Found> found;

  private List<Detection> ofImage = new ArrayList<>();

  /** The detections that end at a border of their part within the image. */
  private final BitSet cut = new BitSet();

  /**
   * @param parts the slices of images
   * @param shown the score from which on detections are shown
   * @param found is given each image when the last of its slices was added
   */
  MergedImages(SlicedDataset parts, Split split, double shown, Consumer<Found> found) {
    this.parts = parts;
    this.split = split;
    this.shown = shown;
    this.found = found;
  }

  /** Takes the detections of the next slice, in pixels of the network's input. */
  void add(DetectionExample example, List<Detection> detections) {
    Piece piece = parts.piece(split, example.index());
    Region region = piece.region();
    for (Detection detection : detections) {
      Box box = example.toImage(detection.box());
      // The margins of a letterbox are no part of the image.
      if (box.area() > 0) {
        Box inImage = box.move(region.left(), region.top());
        cut.set(ofImage.size(), isCut(inImage, region, parts.whole(split, example.index())));
        ofImage.add(new Detection(inImage, detection.classIndex(), detection.score()));
      }
    }
    int next = example.index() + 1;
    if (next == parts.size(split) || parts.piece(split, next).image() != piece.image()) {
      List<Detection> all = isWhole(example.index()) ? ofImage : MERGING.apply(ofImage, cut::get);
      found.accept(new Found(piece.image(), example.name(), all, shown));
      ofImage = new ArrayList<>();
      cut.clear();
    }
  }

  private static boolean isCut(Box box, Region region, ImageSize image) {
    double nearX = NEAR * region.width();
    double nearY = NEAR * region.height();
    return (region.left() > 0 && box.left() < region.left() + nearX)
        || (region.top() > 0 && box.top() < region.top() + nearY)
        || (region.right() < image.width() && box.right() > region.right() - nearX)
        || (region.bottom() < image.height() && box.bottom() > region.bottom() - nearY);
  }

  /** Whether the last part of an image is its only one. */
  private boolean isWhole(int last) {
    return last == 0 || parts.piece(split, last - 1).image() != parts.piece(split, last).image();
  }
}
