package org.dl4jvision.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Normalization.Scaling;
import org.dl4jvision.io.LackOfMemory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batches of samples, epoch by epoch. Where it shuffles, each epoch has its own order. {@link
 * #reset()} starts the next epoch (and does nothing if the present one has not been touched). Order
 * and random changes depend only on the seed, the epoch and the sample, not on the thread that runs
 * this. Not thread-safe, but may run in DL4J's {@code AsyncDataSetIterator}, which networks put
 * around it when they train.
 */
public abstract class EpochIterator implements DataSetIterator {

  private static final long SHUFFLE_STREAM = -1;

  private final Dataset<?> dataset;
  private final Split split;
  private final int sampleCount;
  private final int batchSize;
  private final boolean shuffle;
  private final long seed;
  private final Normalization normalization;
  private final EpochSampling sampling;

  /** The scalings of the samples seen so far: each takes a pass through all pixels. */
  private final Scaling[] scalings;

  private IntPredicate chosen = index -> true;
  private int epoch;
  private List<int[]> batches;
  private int position;
  private DataSetPreProcessor preProcessor;

  /** All samples of a split of a data set make an epoch. */
  protected EpochIterator(Dataset<?> dataset, Split split, Builder<?> builder) {
    this.dataset = dataset;
    this.split = split;
    sampleCount = dataset.size(split);
    batchSize = builder.batchSize;
    shuffle = builder.shuffle;
    seed = builder.seed;
    normalization = builder.normalization;
    sampling = builder.sampling;
    scalings = new Scaling[sampleCount];
  }

  /** How the values of a sample are scaled. */
  public final Scaling scaling(int index) {
    if (scalings[index] == null) {
      scalings[index] = dataset.scaling(split, index, normalization);
    }
    return scalings[index];
  }

  /** An array of FLOAT in 'c' order. */
  protected static INDArray array(float[] values, long... shape) {
    return Nd4j.create(values, shape, Nd4j.getStrides(shape, 'c'), 'c', DataType.FLOAT);
  }

  /** Divides an epoch's order of samples into batches; by default each is full but the last. */
  protected List<int[]> divide(List<Integer> order) {
    List<int[]> result = new ArrayList<>();
    for (int from = 0; from < order.size(); from += batchSize) {
      result.add(toArray(order.subList(from, Math.min(order.size(), from + batchSize))));
    }
    return result;
  }

  /** Makes a batch of what is in these places of the present epoch. */
  protected abstract DataSet read(int[] places);

  /** The sample in a place of the present epoch: that of the same number, unless it is drawn. */
  protected final int sample(int place) {
    return sampling.sample(epoch, place);
  }

  /** The random numbers of a place in the present epoch. */
  protected final RandomGenerator random(int place) {
    return new SplittableRandom(Seeds.mix(seed, epoch, place));
  }

  protected static int[] toArray(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Goes to the start of an epoch, counted from 0; to resume a training. */
  public final void startEpoch(int epoch) {
    startEpoch(epoch, 0);
  }

  /** Goes to a batch of an epoch, both counted from 0, without reading those before it. */
  public final void startEpoch(int epoch, int batch) {
    this.epoch = epoch;
    position = Check.atLeast("batch", batch, 0);
    batches = null;
  }

  /** Leaves out the samples, by their indices, that are not wanted, and starts the epoch again. */
  public final void choose(IntPredicate wanted) {
    chosen = wanted;
    startEpoch(epoch);
  }

  /** The present epoch, counted from 0. */
  public final int epoch() {
    return epoch;
  }

  /** Number of batches in the present epoch. */
  public final int batchCount() {
    return batches().size();
  }

  /** Number of samples in an epoch. */
  public final int sampleCount() {
    return sampleCount;
  }

  private List<int[]> batches() {
    if (batches == null) {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < sampleCount; i++) {
        order.add(i);
      }
      if (shuffle) {
        Collections.shuffle(order, new Random(Seeds.mix(seed, epoch, SHUFFLE_STREAM)));
      }
      order.removeIf(i -> !chosen.test(i));
      batches = divide(order);
    }
    return batches;
  }

  @Override
  public final boolean hasNext() {
    return position < batchCount();
  }

  @Override
  public final DataSet next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the epoch is over: call reset()");
    }
    int[] indices = batches().get(position++);
    DataSet batch = LackOfMemory.tellImages(() -> names(indices), () -> read(indices));
    if (preProcessor != null) {
      preProcessor.preProcess(batch);
    }
    return batch;
  }

  private List<String> names(int[] indices) {
    return IntStream.of(indices).mapToObj(i -> dataset.imageName(split, sample(i))).toList();
  }

  @Override
  public final void reset() {
    if (position > 0) {
      startEpoch(epoch + 1);
    }
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  @Override
  public boolean asyncSupported() {
    return true;
  }

  @Override
  public int batch() {
    return batchSize;
  }

  /** Returns the next batch; {@code num} is ignored: batch sizes are fixed when this is built. */
  @Override
  public DataSet next(int num) {
    throw new UnsupportedOperationException("use next(); the batch size is " + batchSize);
  }

  /** Channels of the images. */
  @Override
  public int inputColumns() {
    return dataset.channels();
  }

  /** Class names. */
  @Override
  public List<String> getLabels() {
    return dataset.classNames();
  }

  /** Number of classes. */
  @Override
  public int totalOutcomes() {
    return getLabels().size();
  }

  @Override
  public void setPreProcessor(DataSetPreProcessor preProcessor) {
    this.preProcessor = preProcessor;
  }

  @Override
  public DataSetPreProcessor getPreProcessor() {
    return preProcessor;
  }

  /** Options of all iterators: batches of 1, in order, {@link Normalization#PER_IMAGE}. */
  public abstract static class Builder<B extends Builder<B>> {
    private int batchSize = 1;
    private boolean shuffle;
    private long seed;
    private Normalization normalization = Normalization.PER_IMAGE;
    private EpochSampling sampling = EpochSampling.EACH;

    @SuppressWarnings("unchecked")
    private B self() {
      return (B) this;
    }

    /** Sets how many images a batch holds, at least 1; default 1. */
    public B batchSize(int batchSize) {
      this.batchSize = Check.atLeast("batchSize", batchSize, 1);
      return self();
    }

    /** Draws a new order each epoch; default: the order of the data set. */
    public B shuffle(boolean shuffle) {
      this.shuffle = shuffle;
      return self();
    }

    /** Sets the seed of order and augmentation. */
    public B seed(long seed) {
      this.seed = seed;
      return self();
    }

    /** Sets which samples an epoch has; default {@link EpochSampling#EACH}. */
    public B sampling(EpochSampling sampling) {
      this.sampling = sampling;
      return self();
    }

    /** Sets how pixel values are scaled; default {@link Normalization#PER_IMAGE}. */
    public B normalization(Normalization normalization) {
      this.normalization = normalization;
      return self();
    }
  }
}
