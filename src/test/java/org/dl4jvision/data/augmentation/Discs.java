package org.dl4jvision.data.augmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Dataset;
import org.dl4jvision.data.Sample;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionSample;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;

/**
 * Images of 0 with discs of 1 (in further channels half and a fourth of it), which are what is said
 * of them: as class maps and as boxes. A pixel at a disc's edge has the share of it that the disc
 * covers.
 */
abstract class Discs<S extends Sample> implements Dataset<S> {

  static final int SIDE = 96;

  private static final int FINE = 4;

  /** A disc by its center and radius. */
  record Disc(double x, double y, double radius) {

    Box box() {
      return new Box(x - radius, y - radius, x + radius, y + radius);
    }

    double share(int column, int row) {
      int inside = 0;
      for (int i = 0; i < FINE * FINE; i++) {
        double dx = column + (i % FINE + 0.5) / FINE - x;
        double dy = row + (i / FINE + 0.5) / FINE - y;
        inside += dx * dx + dy * dy < radius * radius ? 1 : 0;
      }
      return inside / (double) (FINE * FINE);
    }
  }

  private final int discs;
  private final int channels;

  private Discs(int discs, int channels) {
    this.discs = discs;
    this.channels = channels;
  }

  /** So many discs an image, that do not touch, on their own quarters. */
  List<Disc> discs(int index) {
    SplittableRandom random = new SplittableRandom(index);
    List<Disc> found = new ArrayList<>();
    for (int i = 0; i < discs; i++) {
      double radius = 7 + 5 * random.nextDouble();
      double middleX = discs == 1 ? SIDE / 2.0 : SIDE * (i % 2 + 0.5) / 2;
      double middleY = discs == 1 ? SIDE / 2.0 : SIDE * (i / 2 + 0.5) / 2;
      found.add(
          new Disc(
              middleX + 6 * (random.nextDouble() - 0.5),
              middleY + 6 * (random.nextDouble() - 0.5),
              radius));
    }
    return found;
  }

  float[] image(int index) {
    float[] image = new float[channels * SIDE * SIDE];
    for (Disc disc : discs(index)) {
      for (int i = 0; i < image.length; i++) {
        int pixel = i % (SIDE * SIDE);
        double share = disc.share(pixel % SIDE, pixel / SIDE) / (1 << i / (SIDE * SIDE));
        image[i] = Math.max(image[i], (float) share);
      }
    }
    return image;
  }

  @Override
  public String name() {
    return "discs";
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int size(Split split) {
    return split == Split.TRAIN ? 12 : 0;
  }

  /** With class maps. */
  static final class Maps extends Discs<SegmentationSample> implements SegmentationDataset {
    private final SegmentationSample[] kept = new SegmentationSample[12];

    Maps(int discs, int channels) {
      super(discs, channels);
      for (int i = 0; i < kept.length; i++) {
        kept[i] = sample(i);
      }
    }

    @Override
    public List<String> classNames() {
      return List.of("background", "disc");
    }

    @Override
    public SegmentationSample get(Split split, int index) {
      return kept[index];
    }

    private SegmentationSample sample(int index) {
      float[] image = image(index);
      byte[] labels = new byte[SIDE * SIDE];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = (byte) (image[i] > 0.5 ? 1 : 0);
      }
      return new SegmentationSample("disc" + index, channels(), SIDE, SIDE, image, labels);
    }
  }

  /** With boxes. */
  static final class Boxes extends Discs<DetectionSample> implements DetectionDataset {
    Boxes(int discs, int channels) {
      super(discs, channels);
    }

    @Override
    public List<String> classNames() {
      return List.of("disc");
    }

    @Override
    public DetectionSample get(Split split, int index) {
      return new DetectionSample(
          "disc" + index,
          channels(),
          SIDE,
          SIDE,
          image(index),
          discs(index).stream().map(disc -> new ObjectBox(disc.box(), 0, false)).toList());
    }
  }

  /** The smallest box around pixels of more than half, null where there are none. */
  static Box lit(float[] image) {
    int[] edges = {SIDE, SIDE, -1, -1};
    for (int i = 0; i < SIDE * SIDE; i++) {
      if (image[i] > 0.5) {
        edges[0] = Math.min(edges[0], i % SIDE);
        edges[1] = Math.min(edges[1], i / SIDE);
        edges[2] = Math.max(edges[2], i % SIDE + 1);
        edges[3] = Math.max(edges[3], i / SIDE + 1);
      }
    }
    double[] box = Arrays.stream(edges).asDoubleStream().toArray();
    return box[2] < 0 ? null : new Box(box[0], box[1], box[2], box[3]);
  }
}
