package org.dl4jvision.data.detection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ForwardingDataset;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Normalization.Scaling;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Seeds;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.coco.CocoId;

/**
 * A data set whose samples are the slices of another one's images, those of an image in a row. An
 * object of which a slice has less than {@value #MIN_VISIBILITY} is an ignored one there. A sample
 * has the name and the scaling of its whole image.
 */
public final class SlicedDataset extends ForwardingDataset<DetectionSample, DetectionDataset>
    implements DetectionDataset {

  /** The share of an object that a slice must have, as of random crops. */
  private static final double MIN_VISIBILITY = 0.4;

  private final Slices slices;
  private final boolean withWhole;
  private final UnaryOperator<List<Piece>> training;
  private final Map<Split, List<Piece>> pieces = new ConcurrentHashMap<>();

  /** The scalings of images: each takes a pass through all pixels. */
  private final Map<Scaled, Scaling> scalings = new ConcurrentHashMap<>();

  private record Scaled(Split split, int image, Normalization normalization) {}

  /**
   * A sample.
   *
   * @param image its index in the split
   * @param region the part of it, which may be all
   */
  public record Piece(int image, Region region) {}

  private SlicedDataset(
      DetectionDataset dataset,
      Slices slices,
      boolean withWhole,
      UnaryOperator<List<Piece>> training) {
    super(dataset);
    this.slices = slices;
    this.withWhole = withWhole;
    this.training = training;
  }

  /** All slices of every image and, where there are several, the image itself after them. */
  public static SlicedDataset withWhole(DetectionDataset dataset, Slices slices) {
    return new SlicedDataset(dataset, slices, true, all -> all);
  }

  /** All slices of every image. */
  public static SlicedDataset withoutWhole(DetectionDataset dataset, Slices slices) {
    return new SlicedDataset(dataset, slices, false, all -> all);
  }

  /**
   * As {@link #withWhole}, but of the training images' slices without an object at most as many as
   * there are with one, lest epochs are spent on background.
   *
   * @param seed draws them
   */
  public static SlicedDataset forTraining(DetectionDataset dataset, Slices slices, long seed) {
    return new SlicedDataset(
        dataset, slices, true, all -> balanced(dataset, slices, all, new Random(Seeds.mix(seed))));
  }

  private static List<Piece> balanced(
      DetectionDataset dataset, Slices slices, List<Piece> all, Random random) {
    List<Piece> empty = new ArrayList<>();
    int withObjects = 0;
    for (Piece piece : all) {
      ImageSize size = dataset.imageSize(Split.TRAIN, piece.image());
      if (!piece.region().isAllOf(size)) {
        if (objects(dataset, Split.TRAIN, piece).stream().allMatch(ObjectBox::ignored)) {
          empty.add(piece);
        } else {
          withObjects++;
        }
      }
    }
    Collections.shuffle(empty, random);
    Set<Piece> left =
        new HashSet<>(empty.subList(Math.min(withObjects, empty.size()), empty.size()));
    return all.stream().filter(piece -> !left.contains(piece)).toList();
  }

  private List<Piece> pieces(Split split) {
    return pieces.computeIfAbsent(
        split,
        one -> {
          List<Piece> all =
              IntStream.range(0, dataset().size(one)).boxed().flatMap(i -> of(one, i)).toList();
          return one == Split.TRAIN ? training.apply(all) : all;
        });
  }

  private Stream<Piece> of(Split split, int image) {
    ImageSize size = dataset().imageSize(split, image);
    List<Region> regions = new ArrayList<>(slices.of(size));
    if (withWhole && regions.size() > 1) {
      regions.add(Region.of(size));
    }
    return regions.stream().map(region -> new Piece(image, region));
  }

  /** Where a sample comes from. */
  public Piece piece(Split split, int index) {
    return pieces(split).get(index);
  }

  /** The size of the image that a sample is of. */
  public ImageSize whole(Split split, int index) {
    return dataset().imageSize(split, piece(split, index).image());
  }

  @Override
  public int size(Split split) {
    return pieces(split).size();
  }

  @Override
  public DetectionSample get(Split split, int index) {
    Piece piece = piece(split, index);
    return isWhole(split, piece)
        ? dataset().get(split, piece.image())
        : dataset().window(split, piece.image(), piece.region(), MIN_VISIBILITY);
  }

  private boolean isWhole(Split split, Piece piece) {
    return piece.region().isAllOf(dataset().imageSize(split, piece.image()));
  }

  @Override
  public DetectionSample window(Split split, int index, Region region, double minVisibility) {
    Piece piece = piece(split, index);
    return isWhole(split, piece)
        ? dataset().window(split, piece.image(), region, minVisibility)
        : get(split, index).window(region, minVisibility);
  }

  @Override
  public List<ObjectBox> objects(Split split, int index) {
    Piece piece = piece(split, index);
    return isWhole(split, piece)
        ? dataset().objects(split, piece.image())
        : objects(dataset(), split, piece);
  }

  private static List<ObjectBox> objects(DetectionDataset dataset, Split split, Piece piece) {
    return DetectionSample.cut(
        dataset.objects(split, piece.image()), piece.region(), MIN_VISIBILITY);
  }

  @Override
  public String imageName(Split split, int index) {
    return dataset().imageName(split, piece(split, index).image());
  }

  @Override
  public String group(Split split, int index) {
    return dataset().group(split, piece(split, index).image());
  }

  @Override
  public ImageSize imageSize(Split split, int index) {
    return piece(split, index).region().size();
  }

  @Override
  public Scaling scaling(Split split, int index, Normalization normalization) {
    int image = piece(split, index).image();
    return scalings.computeIfAbsent(
        new Scaled(split, image, normalization),
        one -> dataset().scaling(split, image, normalization));
  }

  @Override
  public CocoId imageId(Split split, int index) {
    return dataset().imageId(split, piece(split, index).image());
  }

  @Override
  public List<CocoId> categoryIds() {
    return dataset().categoryIds();
  }
}
