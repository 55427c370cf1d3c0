package org.dl4jvision.task.detection;

import java.util.List;
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
 * more than a tenth of the objects, to which the head's rule gives no prediction. Then they are the
 * largest, of four times the network's input to half of it, that lose no more than that and show
 * the network half of the objects with {@value #SEEN_SIZE} pixels or more; else the smallest.
 *
 * @param slices none, or of a side
 * @param objects of the training images in these slices
 * @param head made for these objects
 * @param reason why they were chosen; empty where options say so or there are none
 */
record SliceChoice(Slices slices, TrainingObjects objects, Head head, Optional<String> reason) {

  private static final double TOLERATED = 0.1;

  /**
   * Sides in network inputs: the largest is seen four times smaller, the smallest twice as large.
   */
  private static final List<Double> SIDES = List.of(4.0, 3.0, 2.0, 1.0, 0.5);

  /** Two cells of the finest map that a head looks at: of less, too little is told apart. */
  private static final int SEEN_SIZE = 16;

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
      int longest = longest();
      // An image that the network sees in all its pixels has no more to show.
      boolean suits = lost <= TOLERATED || longest <= options.imageSize;
      return suits ? whole : smaller(whole, lost, longest, given.overlap());
    }

    private SliceChoice with(Slices slices) {
      TrainingObjects objects =
          new TrainingObjects(
              dataset, SlicedDataset.withoutWhole(dataset, slices), options.resizing);
      HeadType type = Heads.REGISTRY.get(options.head);
      Head head = maker.make(type, options.imageSize, objects);
      return new SliceChoice(slices, objects, head, Optional.empty());
    }

    private SliceChoice smaller(SliceChoice whole, double lost, int longest, double overlap) {
      List<Integer> sides =
          SIDES.stream()
              .map(times -> (int) Math.round(times * options.imageSize))
              .filter(side -> side >= Slices.LEAST && side < longest)
              .toList();
      SliceChoice chosen = whole;
      for (int i = 0; i < sides.size() && !chosen.suffices(options.imageSize); i++) {
        chosen = with(new Slices(sides.get(i), overlap));
      }
      return chosen == whole ? whole : chosen.because(lost);
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

  private boolean suffices(int imageSize) {
    double seen = objects.typicalSize() * imageSize / slices.side();
    return lost() <= TOLERATED && seen >= SEEN_SIZE;
  }

  private SliceChoice because(double lostByWhole) {
    String why =
        String.format(
            Locale.ROOT,
            "whole images would lose %.0f %% of the objects, these %.0f %%",
            100 * lostByWhole,
            100 * lost());
    return new SliceChoice(slices, objects, head, Optional.of(why));
  }

  /** The slices of the training and validation images in words; nothing where there are none. */
  String describe(SlicedDataset parts) {
    int side = slices.side();
    return side == 0
        ? ""
        : String.format(
            " in %d and %d slices of %d pixels and wholes%s",
            parts.size(Split.TRAIN),
            parts.size(Split.VALIDATION),
            side,
            reason().map(why -> " (" + why + ")").orElse(""));
  }
}
