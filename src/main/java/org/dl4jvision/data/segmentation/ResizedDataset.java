package org.dl4jvision.data.segmentation;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.ForwardingDataset;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Normalization.Scaling;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Resampling;
import org.dl4jvision.data.Resize;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.MemoryBudget;

/**
 * A data set whose images have other sizes than those of another one, as {@link Resampling} makes
 * them. Windows are made of windows, some rows at a time, so that an image need not fit in memory.
 *
 * <p>Values are rounded to steps of 1/65535, which those of files of 8 and 16 bits have: resized
 * images stay in memory so, up to a limit, and it makes no difference whether one does.
 */
public final class ResizedDataset extends ForwardingDataset<SegmentationSample, SegmentationDataset>
    implements SegmentationDataset {

  private final Resize resize;
  private final MemoryBudget memory;
  private final Map<Place, ResizedSample> kept = new ConcurrentHashMap<>();

  private final Map<Scaled, Scaling> scalings = new ConcurrentHashMap<>();

  private record Scaled(Place place, Normalization normalization) {}

  private record Place(Split split, int index) {}

  /** Resized images, or the images as they are where nothing is said. */
  public static SegmentationDataset of(SegmentationDataset dataset, Optional<Resize> resize) {
    return resize.isPresent() ? new ResizedDataset(dataset, resize.get()) : dataset;
  }

  /** A data set that keeps resized images in up to a quarter of Java's memory. */
  public ResizedDataset(SegmentationDataset dataset, Resize resize) {
    this(dataset, resize, Runtime.getRuntime().maxMemory() / 4);
  }

  /**
   * @param cacheBytes most bytes of resized images that stay in memory
   */
  public ResizedDataset(SegmentationDataset dataset, Resize resize, long cacheBytes) {
    super(dataset);
    this.resize = Check.given("resize", resize);
    memory = new MemoryBudget(cacheBytes);
  }

  @Override
  public SegmentationDataset unresized() {
    return dataset();
  }

  @Override
  public ImageSize imageSize(Split split, int index) {
    return resize.of(dataset().imageSize(split, index));
  }

  @Override
  public SegmentationSample get(Split split, int index) {
    return window(split, index, Region.of(imageSize(split, index)));
  }

  @Override
  public SegmentationSample window(Split split, int index, Region region) {
    region.requireIn(imageSize(split, index));
    Place place = new Place(split, index);
    ResizedSample whole = kept.computeIfAbsent(place, this::wholeIfKept);
    return (whole == null ? made(place, region) : whole).sample(region);
  }

  /** Null where it is not kept. */
  private ResizedSample wholeIfKept(Place place) {
    Region whole = Region.of(imageSize(place.split(), place.index()));
    return ResizedSample.isPossible(channels(), whole)
            && memory.take(ResizedSample.memory(channels(), whole))
        ? made(place, whole)
        : null;
  }

  private ResizedSample made(Place place, Region window) {
    Split split = place.split();
    int index = place.index();
    return new ResizedSample(
        channels(),
        window,
        new Resampling(dataset().imageSize(split, index), imageSize(split, index)),
        source -> dataset().window(split, index, source));
  }

  @Override
  public Scaling scaling(Split split, int index, Normalization normalization) {
    return scalings.computeIfAbsent(
        new Scaled(new Place(split, index), normalization),
        one ->
            normalization.of(
                values -> strips(split, index).map(SegmentationSample::image).forEach(values),
                channels()));
  }

  /** Demands that there is something to learn, and that there still is in this size. */
  @Override
  public void requireLearnable() {
    dataset().requireLearnable();
    long classes =
        IntStream.range(0, size(Split.TRAIN))
            .boxed()
            .flatMap(i -> classes(Split.TRAIN, i).stream())
            .distinct()
            .limit(2)
            .count();
    Check.that(
        classes == 2,
        "resize",
        resize,
        "sizes in which the masks of '" + name() + "' still have pixels of two classes");
  }
}
