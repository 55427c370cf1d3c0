package org.dl4jvision.study.survey;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.io.Parallel;
import org.dl4jvision.study.survey.MapCounts.Shape;

/** Goes through the training images of a data set once, a group of them at a time. */
final class SegmentationLook {

  /** So many pixels are looked at, more or less: some seconds of work. */
  private static final long PIXELS = 600_000_000;

  /** The longest side of the part that is looked at, the middle, of a huge image. */
  private static final int WINDOW = 4096;

  /** Images between two words on progress; what is known of them is in memory at a time. */
  private static final int GROUP = 64;

  private final SegmentationDataset dataset;
  private final Consumer<String> progress;
  private final List<ClassTally> tallies;
  private final DisagreementTally outlines;
  private final DisagreementTally repeats;
  private final List<CoarseImage> coarse = new ArrayList<>();
  private final List<Integer> shorterSides = new ArrayList<>();
  private int[] indices = new int[0];
  private long area;
  private long counted;

  private record Seen(
      MapCounts counts,
      List<Shape> shapes,
      byte[] labels,
      Optional<BitSet> contested,
      CoarseImage coarse) {}

  SegmentationLook(SegmentationDataset dataset, Consumer<String> progress) {
    this.dataset = dataset;
    this.progress = progress;
    tallies = dataset.classNames().stream().map(ClassTally::new).toList();
    outlines = new DisagreementTally(tallies.size());
    repeats = new DisagreementTally(tallies.size());
  }

  void run() {
    indices = sample();
    for (int from = 0; from < indices.length; from += GROUP) {
      int first = from;
      int count = Math.min(GROUP, indices.length - from);
      Parallel.map(count, i -> look(indices[first + i])).forEach(this::add);
      if (indices.length > GROUP) {
        progress.accept("looked at " + (from + count) + " of " + indices.length + " images");
      }
    }
    CoarseImage.repeats(coarse)
        .forEach((place, earlier) -> compare(indices[place], indices[earlier]));
  }

  /** Two masks of one image. */
  private void compare(int index, int earlier) {
    Region window = middle(dataset.imageSize(Split.TRAIN, index));
    repeats.add(
        dataset.window(Split.TRAIN, index, window).labels(),
        dataset.window(Split.TRAIN, earlier, window).labels(),
        window.size());
  }

  /** All images, or as many, evenly spread, as there is time for. */
  private int[] sample() {
    int images = dataset.size(Split.TRAIN);
    long pixels = 0;
    for (int i = 0; i < images; i++) {
      ImageSize size = dataset.imageSize(Split.TRAIN, i);
      shorterSides.add(Math.min(size.height(), size.width()));
      pixels += middle(size).area();
    }
    int taken = pixels <= PIXELS ? images : (int) Math.max(1, images * (double) PIXELS / pixels);
    return IntStream.range(0, taken).map(i -> (int) ((long) i * images / taken)).toArray();
  }

  private static Region middle(ImageSize image) {
    int height = Math.min(WINDOW, image.height());
    int width = Math.min(WINDOW, image.width());
    return new Region((image.height() - height) / 2, (image.width() - width) / 2, height, width);
  }

  private Seen look(int index) {
    Region window = middle(dataset.imageSize(Split.TRAIN, index));
    SegmentationSample sample = dataset.window(Split.TRAIN, index, window);
    MapCounts counts = new MapCounts(sample.labels(), window.size(), tallies.size());
    return new Seen(
        counts,
        counts.shapes(),
        sample.labels(),
        dataset.contested(Split.TRAIN, index, window),
        CoarseImage.of(sample));
  }

  private void add(Seen image) {
    long ofImage = LongStream.of(image.counts().pixels()).sum();
    counted += ofImage;
    area += image.counts().area();
    for (int c = 0; c < tallies.size(); c++) {
      tallies.get(c).add(image.counts(), c, image.shapes(), ofImage);
    }
    coarse.add(image.coarse());
    image
        .contested()
        .ifPresent(disputed -> outlines.add(image.labels(), disputed, image.coarse().size()));
  }

  int seen() {
    return indices.length;
  }

  Spread shorterSides() {
    return Spread.of(shorterSides);
  }

  double ignoredShare() {
    return (double) (area - counted) / area;
  }

  /** Where outlines of several classes claim a pixel. */
  Disagreement ofOutlines() {
    return outlines.build();
  }

  /** Where masks of an image that is there twice differ. */
  Disagreement ofRepeats() {
    return repeats.build();
  }

  List<ClassSurvey> classes() {
    return tallies.stream().map(tally -> tally.build(counted)).toList();
  }
}
