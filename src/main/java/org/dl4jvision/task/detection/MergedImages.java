package org.dl4jvision.task.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.GreedyMerging;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionExample;
import org.dl4jvision.data.detection.SlicedDataset;
import org.dl4jvision.data.detection.SlicedDataset.Piece;
import org.dl4jvision.task.detection.DetectionPredictor.Found;

/** Puts the detections of slices, which come one after the other, together to those of images. */
final class MergedImages {

  private static final GreedyMerging MERGING = new GreedyMerging(0.5);

  private final SlicedDataset parts;
  private final Split split;
  private final Consumer<Found> found;

  private List<Detection> ofImage = new ArrayList<>();

  /**
   * @param parts the slices of images
   * @param found is given each image when the last of its slices was added
   */
  MergedImages(SlicedDataset parts, Split split, Consumer<Found> found) {
    this.parts = parts;
    this.split = split;
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
        ofImage.add(
            new Detection(
                box.move(region.left(), region.top()), detection.classIndex(), detection.score()));
      }
    }
    int next = example.index() + 1;
    if (next == parts.size(split) || parts.piece(split, next).image() != piece.image()) {
      List<Detection> all = isWhole(example.index()) ? ofImage : MERGING.apply(ofImage);
      found.accept(new Found(piece.image(), example.name(), all));
      ofImage = new ArrayList<>();
    }
  }

  /** Whether the last part of an image is its only one. */
  private boolean isWhole(int last) {
    return last == 0 || parts.piece(split, last - 1).image() != parts.piece(split, last).image();
  }
}
