package org.dl4jvision.data.segmentation;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.folder.ClassNames;
import org.dl4jvision.data.folder.FolderAnnotations;
import org.dl4jvision.data.folder.FolderDataset;
import org.dl4jvision.data.folder.FolderOptions;
import org.dl4jvision.data.folder.OpenPixels;
import org.dl4jvision.data.folder.PlaneWindows;
import org.dl4jvision.data.folder.Planes;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.format.AnnotationFormats;

/**
 * Images and the classes of their pixels in a folder of one of the {@link AnnotationFormats}. Where
 * there are no validation images, some of the training images are held out.
 *
 * <p>Formats have masks, or outlines of objects, which are painted: class 0 is then the background,
 * the others are those that are declared. A pixel is of an object whose outline has its center, of
 * several the one that covers fewer pixels. Crowds and other ignored objects are void, and so are
 * the boxes of objects without an outline.
 *
 * <p>A mask has its image's size. Mask values are
 *
 * <ul>
 *   <li>with {@link Builder#foreground}: that value is class 1, all others class 0;
 *   <li>with {@link Builder#maskThreshold}: below it class 0, from it on class 1;
 *   <li>0 and 255 (or 0 and 65535): classes 0 and 1; lossy masks (JPEG, WebP) are cut at 128;
 *   <li>else class indices: gray values, or the indices of a palette file;
 *   <li>in color files: colors of {@code classes.txt}, in lossy files the nearest.
 * </ul>
 *
 * {@code classes.txt} in the folder, if present, has a line "index name" or "index name R G B" for
 * each class. A class whose index is ignored is no class; those after it move up.
 *
 * <p>Everything is checked when the data set is built: layout, pairs, sizes and the values of all
 * masks, by an {@link IllegalArgumentException} that names the file and what is expected. Decoded
 * files stay in memory up to a limit. Immutable and thread-safe.
 */
public final class FolderSegmentationDataset extends FolderDataset<SegmentationSample>
    implements SegmentationDataset {

  /** What formats must say, one of these, to be read. */
  public static final List<Content> CONTENTS = List.of(Content.MASKS, Content.OUTLINES);

  private final ClassMaps maps;
  private final ClassCoverage coverage;

  private FolderSegmentationDataset(Builder builder) {
    super(builder, CONTENTS);
    maps = builder.classMaps(annotations());
    divide(
        maps.warnings(),
        image -> maps.classes(image).stream().map(maps.names()::get).collect(toSet()));
    coverage = new ClassCoverage(maps, this::images);
  }

  /** A builder of the data set in this folder. */
  public static Builder builder(Path folder) {
    return new Builder(folder);
  }

  @Override
  protected PlaneWindows open(AnnotatedImage image) {
    return new OpenLabeledImage(new OpenPixels(image.file(), channels()), maps.open(image));
  }

  @Override
  protected int bytesOfPixel() {
    return channels() + 1;
  }

  @Override
  public SegmentationSample get(Split split, int index) {
    return window(split, index, Region.of(imageSize(split, index)));
  }

  @Override
  public SegmentationSample window(Split split, int index, Region region) {
    Planes planes = planes(split, index, region);
    return new SegmentationSample(
        imageName(split, index),
        channels(),
        region.height(),
        region.width(),
        planes.pixels().toFloats(),
        planes.labels());
  }

  @Override
  public Optional<BitSet> contested(Split split, int index, Region region) {
    return maps.contested(images(split).get(index), region);
  }

  @Override
  public List<String> classNames() {
    return maps.names();
  }

  @Override
  public Set<Integer> classes(Split split, int index) {
    return maps.classes(images(split).get(index));
  }

  @Override
  public long[] classPixels(Split split, int index) {
    return maps.pixels(List.of(images(split).get(index)));
  }

  @Override
  public long[] classPixels(Split split) {
    return maps.pixels(images(split));
  }

  @Override
  public List<String> warnings() {
    return Stream.of(super.warnings(), coverage.warnings()).flatMap(List::stream).toList();
  }

  /** Options; nothing has to be set for masks of 0 and 255 or of class indices. */
  public static final class Builder extends FolderOptions<Builder> {
    private final Path folder;
    private List<String> classNames;
    private Integer ignoreIndex;
    private Integer foreground;
    private Integer classCount;
    private Integer maskThreshold;
    private boolean maskNearest;

    private Builder(Path folder) {
      super(folder);
      this.folder = folder;
    }

    /**
     * Names of the classes in their order, for outlines with or without the background; null (the
     * default) to find them.
     */
    @Override
    public Builder classNames(List<String> names) {
      classNames = names;
      // Formats that number classes do not count the background.
      return super.classNames(
          names == null
              ? null
              : names.stream().filter(name -> !PaintedMaps.isBackground(name)).toList());
    }

    /** Mask value of void pixels, which count for nothing; null (the default) for none. */
    public Builder ignoreIndex(Integer value) {
      ignoreIndex = value;
      return this;
    }

    /**
     * Mask value that is class 1 while all others are class 0, for inverted masks or one class of
     * many; null (the default) for masks that are not of this kind.
     */
    public Builder foreground(Integer value) {
      foreground = value;
      return this;
    }

    /**
     * Number of classes without the ignored one, as in {@link #classNames}, 2 to 255; null (the
     * default) to find it.
     */
    public Builder classes(Integer count) {
      classCount = count;
      return this;
    }

    /**
     * Lowest value of the foreground, 1 to 65535, for masks of two classes that were JPEGs or
     * resized; of colors, also those of palettes, the luma counts. With {@link #foreground} the
     * foreground is on its side. Null (the default) for masks that say exactly what they mean.
     */
    public Builder maskThreshold(Integer value) {
      maskThreshold = value;
      return this;
    }

    /**
     * Whether every value or color becomes the nearest of those that are declared by {@code
     * classes.txt}, else of 0 and 255, for masks that were JPEGs or resized; default false.
     */
    public Builder maskNearest(boolean nearest) {
      maskNearest = nearest;
      return this;
    }

    /**
     * Finds and checks the data.
     *
     * @throws IllegalArgumentException naming the first file or option at fault and what is
     *     expected
     */
    public FolderSegmentationDataset build() {
      return opened(() -> new FolderSegmentationDataset(this));
    }

    /**
     * The classes of the pixels of a folder, by these options.
     *
     * @param annotations that were read by these options
     * @throws IllegalArgumentException naming the first file, object or option at fault
     */
    public ClassMaps classMaps(FolderAnnotations annotations) {
      boolean masks = annotations.has(Content.MASKS);
      begin(masks ? "counting the values of masks" : "checking objects");
      ClassMaps maps = FolderClassMaps.of(folder, annotations, maskOptions());
      ClassNames.require(folder, maps.names());
      return maps;
    }

    /**
     * Finds all masks at fault, where {@link #classMaps} names the first.
     *
     * @param annotations that were read by these options and have masks
     * @return what is wrong with the mask of an image; empty also where what is wrong is not that
     *     of single masks
     */
    public Map<AnnotatedImage, IllegalArgumentException> maskFaults(FolderAnnotations annotations) {
      begin("counting the values of masks");
      return MaskFaults.of(annotations, maskOptions());
    }

    /**
     * Opens masks that have no images, by these options.
     *
     * @throws IllegalArgumentException naming the first file or option at fault
     */
    public MaskFolder openMasks() {
      return opened(() -> MaskFolder.open(this, maskOptions(), Optional.empty()));
    }

    /**
     * Opens masks that mean the same as others where their own folder does not say what they mean:
     * predictions of that ground truth.
     *
     * @throws IllegalArgumentException naming the first file or option at fault, or the classes
     *     that are others
     */
    public MaskFolder openMasks(MaskFolder truth) {
      return opened(() -> MaskFolder.open(this, maskOptions(), Optional.of(truth)));
    }

    Path folder() {
      return folder;
    }

    private MaskOptions maskOptions() {
      return new MaskOptions(
          ignoreIndex,
          foreground,
          classCount,
          classNames,
          maskThreshold,
          maskNearest,
          MaskOptions.classesFile(folder));
    }
  }
}
