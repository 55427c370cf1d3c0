package org.dl4jvision.data.detection;

import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.BoxLabels;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.EpochIterator;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.augmentation.Warp;
import org.dl4jvision.io.Parallel;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Batches of one split of a {@link DetectionDataset} for DL4J.
 *
 * <ul>
 *   <li>features: FLOAT [N, channels, S, S], S being the side of the network's input;
 *   <li>labels: FLOAT [N, M, 6], see {@link BoxLabels};
 *   <li>example metadata: one {@link DetectionExample} an example, see {@link #examples(DataSet)}.
 * </ul>
 *
 * <p>Each image is normalized as a whole, then drawn on the square: resized, in a training changed
 * by the augmentation. How epochs go on is said at {@link EpochIterator}.
 */
public final class DetectionIterator extends EpochIterator {

  private final DetectionDataset dataset;
  private final Split split;
  private final int side;
  private final Resizing resizing;
  private final DetectionAugmentation augmentation;
  private final HalvedImages images;

  private DetectionIterator(Builder builder) {
    super(builder.dataset, builder.split, builder);
    dataset = builder.dataset;
    split = builder.split;
    side = builder.side;
    resizing = builder.resizing;
    augmentation = builder.augmentation;
    images = new HalvedImages(dataset, split);
  }

  /**
   * @param side of the network's square input in pixels, at least 1
   */
  public static Builder builder(DetectionDataset dataset, Split split, int side) {
    return new Builder(dataset, split, side);
  }

  /** The examples of a batch, in its order. */
  public static List<DetectionExample> examples(DataSet batch) {
    return batch.getExampleMetaData(DetectionExample.class);
  }

  @Override
  protected DataSet read(int[] places) {
    int channels = dataset.channels();
    int length = channels * side * side;
    IntFunction<Changed> changed = i -> changed(places[i]);
    List<Changed> all =
        augmentation.isCostly()
            ? Parallel.map(places.length, changed)
            : IntStream.range(0, places.length).mapToObj(changed).toList();
    float[] features = new float[places.length * length];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(all.get(i).canvas.pixels(), 0, features, i * length, length);
    }
    List<List<ObjectBox>> objects = all.stream().map(one -> one.canvas.boxes()).toList();
    List<DetectionExample> examples = all.stream().map(Changed::example).toList();
    DataSet batch =
        new DataSet(array(features, places.length, channels, side, side), BoxLabels.array(objects));
    batch.setExampleMetaData(examples);
    return batch;
  }

  /** A sample as a network sees it. */
  private record Changed(Collage canvas, DetectionExample example) {}

  private Changed changed(int place) {
    RandomGenerator random = random(place);
    Changed sample = drawn(sample(place), random);
    augmentation.lay(
        sample.canvas, () -> drawn(random.nextInt(sampleCount()), random).canvas, random);
    return sample;
  }

  /** A sample before others are laid on it. */
  private Changed drawn(int index, RandomGenerator random) {
    int channels = dataset.channels();
    Easel easel = new Easel(new InputSquare(channels, side));
    ImageTransform transform =
        augmentation.draw(index, sampleCount(), easel, resizing, side, random);
    float[] pixels = augmentation.relight(easel.canvas.pixels(), channels, random);
    return new Changed(
        augmentation.collage(pixels, channels, side, easel.canvas.objects()),
        new DetectionExample(dataset.imageName(split, index), index, easel.size(index), transform));
  }

  /** Draws images of the data set. */
  private final class Easel implements DetectionAugmentation.Drawing {
    private final InputSquare canvas;

    Easel(InputSquare canvas) {
      this.canvas = canvas;
    }

    @Override
    public ImageSize size(int index) {
      return dataset.imageSize(split, index);
    }

    @Override
    public void draw(
        int index, ImageTransform transform, Warp warp, Box part, double minVisibility) {
      ImageSize size = size(index);
      Grid grid = images.get(index, InputSquare.halvings(size, transform));
      List<ObjectBox> objects = dataset.objects(split, index);
      if (warp == null) {
        canvas.draw(size, grid, scaling(index), transform, part);
        canvas.add(objects, transform, part, minVisibility);
      } else {
        WarpedPart moved = new WarpedPart(warp, part);
        canvas.draw(size, grid, scaling(index), transform, moved);
        canvas.add(objects, box -> moved.move(transform.apply(box)), part, minVisibility);
      }
    }
  }

  /**
   * Options of an iterator: batches of 1, in order, {@link Resizing#LETTERBOX}, no augmentation,
   * {@link Normalization#PER_IMAGE}.
   */
  public static final class Builder extends EpochIterator.Builder<Builder> {
    private final DetectionDataset dataset;
    private final Split split;
    private final int side;
    private Resizing resizing = Resizing.LETTERBOX;
    private DetectionAugmentation augmentation = DetectionAugmentation.NONE;

    private Builder(DetectionDataset dataset, Split split, int side) {
      this.dataset = dataset;
      this.split = split;
      this.side = Check.atLeast("side", side, 1);
    }

    /** Sets how images become squares; default {@link Resizing#LETTERBOX}. */
    public Builder resizing(Resizing resizing) {
      this.resizing = resizing;
      return this;
    }

    /** Changes images and objects at random; default {@link DetectionAugmentation#NONE}. */
    public Builder augmentation(DetectionAugmentation augmentation) {
      this.augmentation = augmentation;
      return this;
    }

    public DetectionIterator build() {
      return new DetectionIterator(this);
    }
  }
}
