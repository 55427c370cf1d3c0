package org.dl4jvision.data.segmentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.EpochIterator;
import org.dl4jvision.data.ExampleInfo;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.Augmentation.Images;
import org.dl4jvision.io.Parallel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Batches of one split of a {@link SegmentationDataset} for DL4J.
 *
 * <ul>
 *   <li>features: FLOAT [N, channels, H, W];
 *   <li>labels: class indices, FLOAT [N, 1, H, W], 0 where void; probabilities [N, C, H, W] where
 *       the augmentation mixes classes; null if the data set has no ground truth;
 *   <li>labels mask: FLOAT [N, 1, H, W], 1 for valid and 0 for void or padded pixels; null if all
 *       are valid;
 *   <li>example metadata: one {@link ExampleInfo} an example, see {@link #examples(DataSet)}.
 * </ul>
 *
 * <p>Each sample is scaled by the values of all of it, then augmented, then continued at its bottom
 * and right (by its mirror image, void) until both sides are divisible by the stride: nothing is
 * stretched. A batch holds images of one size only; the last batches of an epoch may be smaller,
 * and no sample is left out.
 *
 * <p>How epochs go on is said at {@link EpochIterator}.
 */
public final class SegmentationIterator extends EpochIterator {

  private final SegmentationDataset dataset;
  private final Split split;
  private final int stride;
  private final Augmentation augmentation;
  private final CropSampling.Shown crops;
  private final int labelChannels;
  private final Images images = new ScaledImages();

  private SegmentationIterator(Builder builder) {
    super(builder.dataset, builder.split, builder);
    dataset = builder.dataset;
    split = builder.split;
    stride = builder.stride;
    augmentation = builder.augmentation;
    crops = builder.crops;
    labelChannels = builder.labelChannels > 0 ? builder.labelChannels : dataset.classNames().size();
  }

  public static Builder builder(SegmentationDataset dataset, Split split) {
    return new Builder(dataset, split);
  }

  /** The data set whose samples make the batches. */
  public SegmentationDataset dataset() {
    return dataset;
  }

  /** The split that they are of. */
  public Split split() {
    return split;
  }

  /** What both sides of every batch are divisible by. */
  public int stride() {
    return stride;
  }

  /** The examples of a batch, in its order. */
  public static List<ExampleInfo> examples(DataSet batch) {
    return batch.getExampleMetaData(ExampleInfo.class);
  }

  /**
   * An example of a batch as a sample, void where pixels do not count; a pixel of mixed classes has
   * the one of the larger weight.
   *
   * @param name of the sample
   */
  public static SegmentationSample sample(DataSet batch, int example, String name) {
    INDArray features = batch.getFeatures();
    int channels = (int) features.size(1);
    int height = (int) features.size(2);
    int width = (int) features.size(3);
    return new SegmentationSample(
        name,
        channels,
        height,
        width,
        features.slice(example).dup('c').data().asFloat(),
        LabelArrays.classes(batch.getLabels(), batch.getLabelsMaskArray(), example));
  }

  /** Fills batches of equal padded size in the order of the epoch. */
  @Override
  protected List<int[]> divide(List<Integer> order) {
    List<int[]> full = new ArrayList<>();
    Map<ImageSize, List<Integer>> open = new LinkedHashMap<>();
    for (int i : order) {
      ImageSize size = augmentation.outputSize(dataset.imageSize(split, sample(i))).roundUp(stride);
      List<Integer> batch = open.computeIfAbsent(size, key -> new ArrayList<>());
      batch.add(i);
      if (batch.size() == batch()) {
        full.add(toArray(batch));
        open.remove(size);
      }
    }
    open.values().forEach(batch -> full.add(toArray(batch)));
    return full;
  }

  @Override
  protected DataSet read(int[] places) {
    IntFunction<MixedSample> changed = i -> changed(places[i]);
    List<MixedSample> samples =
        augmentation.isCostly()
            ? Parallel.map(places.length, changed)
            : IntStream.range(0, places.length).mapToObj(changed).toList();
    List<ExampleInfo> examples = new ArrayList<>(places.length);
    for (int i = 0; i < places.length; i++) {
      SegmentationSample sample = samples.get(i).sample();
      examples.add(
          new ExampleInfo(sample.name(), sample(places[i]), sample.height(), sample.width()));
    }
    DataSet batch =
        toDataSet(samples.stream().map(s -> s.window(s.sample().size().roundUp(stride))).toList());
    batch.setExampleMetaData(examples);
    return batch;
  }

  private MixedSample changed(int place) {
    return augmentation.apply(sample(place), images, crops.shown(epoch(), place), random(place));
  }

  private DataSet toDataSet(List<MixedSample> mixed) {
    List<SegmentationSample> samples = mixed.stream().map(MixedSample::sample).toList();
    SegmentationSample first = samples.get(0);
    int n = samples.size();
    int length = first.image().length;
    float[] features = new float[Math.multiplyExact(n, length)];
    for (int i = 0; i < n; i++) {
      System.arraycopy(samples.get(i).image(), 0, features, i * length, length);
    }
    INDArray images = array(features, n, first.channels(), first.height(), first.width());
    if (samples.stream().allMatch(sample -> sample.labels() == null)) {
      return new DataSet(images, null);
    }
    LabelArrays truth =
        augmentation.softens()
            ? MixedSample.arrays(mixed, labelChannels)
            : LabelArrays.of(
                samples.stream().map(SegmentationIterator::labels).toList(), first.size());
    return new DataSet(images, truth.labels(), null, truth.mask());
  }

  /** The images of the split, scaled by the values of all of each. */
  private final class ScaledImages implements Images {
    @Override
    public int count() {
      return sampleCount();
    }

    @Override
    public ImageSize size(int index) {
      return dataset.imageSize(split, index);
    }

    @Override
    public SegmentationSample window(int index, Region region) {
      return dataset.window(split, index, region).scale(scaling(index));
    }
  }

  private static byte[] labels(SegmentationSample sample) {
    return sample.labels() == null ? new byte[0] : sample.labels();
  }

  /** Options of an iterator: batches of 1, in order, whole images, {@code PER_IMAGE}, stride 1. */
  public static final class Builder extends EpochIterator.Builder<Builder> {
    private final SegmentationDataset dataset;
    private final Split split;
    private int stride = 1;
    private Augmentation augmentation = Augmentation.NONE;
    private CropSampling.Shown crops = (epoch, place) -> Optional.empty();
    private int labelChannels;

    private Builder(SegmentationDataset dataset, Split split) {
      this.dataset = dataset;
      this.split = split;
    }

    /** The network's total down-sampling; both sides of every batch are divisible by it. */
    public Builder stride(int stride) {
      this.stride = Check.atLeast("stride", stride, 1);
      return this;
    }

    /** Changes every sample at random; default {@link Augmentation#NONE}. */
    public Builder augmentation(Augmentation augmentation) {
      this.augmentation = augmentation;
      return this;
    }

    /** Draws images, and which of their pixels a crop shows; default: every image, any crop. */
    public Builder crops(CropSampling sampling) {
      crops = sampling::shown;
      return sampling(sampling);
    }

    /**
     * Channels of labels where the augmentation mixes classes; 1 for the probability of the second
     * of two classes. Default: one for each class.
     */
    public Builder labelChannels(int channels) {
      labelChannels = Check.atLeast("labelChannels", channels, 1);
      return this;
    }

    public SegmentationIterator build() {
      return new SegmentationIterator(this);
    }
  }
}
