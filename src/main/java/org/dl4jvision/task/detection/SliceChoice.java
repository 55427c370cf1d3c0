package org.dl4jvision.task.detection;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.SlicedDataset;
import org.dl4jvision.data.detection.Slices;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.HeadType;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.task.detection.TrainingObjects.HeadMaker;

/**
 * The slices of a training: those that its options say; else none, unless whole images would lose
 * more than a tenth of the objects, to which the head's rule gives no prediction. Then they are as
 * large, in multiples of the network's input, as loses no more than that, or as loses the fewest.
 *
 * @param slices none, or of a side
 * @param objects of the training images in these slices
 * @param head made for these objects
 * @param reason why they were chosen; empty where options say so or there are none
 */
record SliceChoice(Slices slices, TrainingObjects objects, Head head, Optional<String> reason) {

  private static final double TOLERATED = 0.1;

  /** Four times a network's input is seen four times smaller, an eighth of what it could tell. */
  private static final int LARGEST = 4;

  /**
   * Chooses.
   *
   * @param options with the side of the network's input
   * @throws IllegalArgumentException if no training image has an object
   */
  static SliceChoice of(DetectionDataset dataset, DetectionOptions options, HeadMaker maker) {
    return new Choosing(dataset, options, maker).choose();
  }

  private record Choosing(DetectionDataset dataset, DetectionOptions options, HeadMaker maker) {

    SliceChoice choose() {
      Slices given = options.slices.or(Slices.NONE);
      SliceChoice whole = with(Slices.NONE);
      whole.objects.require();
      if (options.slices.slice != null) {
        return with(given);
      }
      double lost = whole.lost();
      return lost <= TOLERATED ? whole : smaller(whole, lost, given.overlap());
    }

    private SliceChoice with(Slices slices) {
      TrainingObjects objects =
          new TrainingObjects(
              dataset, SlicedDataset.withoutWhole(dataset, slices), options.resizing);
      HeadType type = Heads.REGISTRY.get(options.head);
      Head head = maker.make(type, options.imageSize, objects);
      return new SliceChoice(slices, objects, head, Optional.empty());
    }

    private SliceChoice smaller(SliceChoice whole, double lost, double overlap) {
      SliceChoice best = whole;
      double fewest = lost;
      for (int times = LARGEST; times >= 1 && fewest > TOLERATED; times--) {
        int side = times * options.imageSize;
        if (side < longest()) {
          SliceChoice one = with(new Slices(side, overlap));
          double its = one.lost();
          best = its < fewest ? one : best;
          fewest = Math.min(fewest, its);
        }
      }
      return best == whole ? whole : best.because(lost, fewest);
    }

    private int longest() {
      return IntStream.range(0, dataset.size(Split.TRAIN))
          .mapToObj(i -> dataset.imageSize(Split.TRAIN, i))
          .mapToInt(size -> Math.max(size.height(), size.width()))
          .max()
          .orElseThrow();
    }
  }

  private double lost() {
    return objects.missedShare(head);
  }

  private SliceChoice because(double lostByWhole, double lostBySlices) {
    String why =
        String.format(
            Locale.ROOT,
            "whole images would lose %.0f %% of the objects, these %.0f %%",
            100 * lostByWhole,
            100 * lostBySlices);
    return new SliceChoice(slices, objects, head, Optional.of(why));
  }
}
