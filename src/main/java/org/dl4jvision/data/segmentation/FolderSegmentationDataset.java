package org.dl4jvision.data.segmentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.HoldOut;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageFiles.Pixels;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.folder.FolderDataset;
import org.dl4jvision.data.folder.FolderOptions;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset.Decoded;

/**
 * Images and the classes of their pixels in a folder of one of the {@link AnnotationFormats}. Where
 * nothing divides the images, every fifth by name is for validation and the others for training.
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
 *   <li>0 and 255: classes 0 and 1 (JPEG masks are cut at 128);
 *   <li>else class indices: gray values, or the indices of a palette file;
 *   <li>in color files: colors of {@code classes.txt}.
 * </ul>
 *
 * {@code classes.txt} in the folder, if present, has a line "index name" or "index name R G B" for
 * each class. A class whose index is ignored is no class; those after it move up.
 *
 * <p>Everything is checked when the data set is built: layout, pairs, sizes and the values of all
 * masks, by an {@link IllegalArgumentException} that names the file and what is expected. Decoded
 * files stay in memory up to a limit. Immutable and thread-safe.
 */
public final class FolderSegmentationDataset extends FolderDataset<SegmentationSample, Decoded>
    implements SegmentationDataset {

  /** What formats must say, one of these, to be read. */
  public static final List<Content> CONTENTS = List.of(Content.MASKS, Content.OUTLINES);

  private final MaskCodes codes;
  private final MaskValues values;

  /** Null where the images have masks. */
  private final PaintedMaps painted;

  /** An image and its class map in memory. */
  @SuppressWarnings("ArrayRecordComponent")
  record Decoded(Pixels pixels, byte[] labels) {}

  private FolderSegmentationDataset(Builder builder) {
    super(builder, CONTENTS, HoldOut.everyFifth());
    if (!has(Content.MASKS)) {
      codes = null;
      values = null;
      painted = new PaintedMaps(builder.folder, allImages().toList(), declaredClasses());
      fill();
      return;
    }
    painted = null;
    Map<Split, List<AnnotatedImage>> images = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      images.put(split, images(split));
    }
    codes = new MaskCodes(images);
    values = MaskValues.of(builder.wishes(), codes.seen(), codes.lossy());
    codes.check(values);
    fill();
  }

  /** A builder of the data set in this folder. */
  public static Builder builder(Path folder) {
    return new Builder(folder);
  }

  @Override
  protected Decoded decode(AnnotatedImage image) {
    return new Decoded(
        ImageFiles.readPixels(image.file()).withChannels(channels()),
        painted == null ? codes.labels(image.mask().orElseThrow(), values) : painted.labels(image));
  }

  @Override
  protected long memory(Decoded decoded) {
    return decoded.pixels().memory() + decoded.labels().length;
  }

  @Override
  protected long memory(ImageSize size) {
    return (channels() + 1L) * size.height() * size.width();
  }

  @Override
  protected SegmentationSample sample(Split split, int index, Decoded decoded) {
    Pixels pixels = decoded.pixels();
    return new SegmentationSample(
        imageName(split, index),
        channels(),
        pixels.height(),
        pixels.width(),
        pixels.toFloats(),
        decoded.labels());
  }

  @Override
  public List<String> classNames() {
    return painted == null ? values.names() : painted.names();
  }

  @Override
  public long[] classPixels(Split split) {
    return painted == null ? codes.classPixels(split, values) : painted.pixels(images(split));
  }

  @Override
  public List<String> warnings() {
    return painted == null
        ? super.warnings()
        : Stream.concat(super.warnings().stream(), painted.warnings().stream()).toList();
  }

  /** Options; nothing has to be set for masks of 0 and 255 or of class indices. */
  public static final class Builder extends FolderOptions<Builder> {
    private final Path folder;
    private List<String> classNames;
    private Integer ignoreIndex;
    private Integer foreground;
    private Integer classCount;

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
     * Finds and checks the data.
     *
     * @throws IllegalArgumentException naming the first file or option at fault and what is
     *     expected
     */
    public FolderSegmentationDataset build() {
      return new FolderSegmentationDataset(this);
    }

    private MaskValues.Wishes wishes() {
      Path classes = folder.resolve("classes.txt");
      return new MaskValues.Wishes(
          ignoreIndex,
          foreground,
          classCount,
          classNames,
          Files.isRegularFile(classes) ? classes : null);
    }
  }
}
