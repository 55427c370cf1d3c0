package org.dl4jvision.data.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Dataset;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Normalization.Scaling;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Sample;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.io.MemoryBudget;
import org.dl4jvision.io.coco.CocoId;

/**
 * A data set in a folder of one of the {@link org.dl4jvision.data.format.AnnotationFormats}: finds
 * and divides the images, and keeps decoded files in memory up to a limit. Images are PNG, JPEG,
 * TIFF, BMP, GIF or WebP, gray or color, 8 or 16 bits. Immutable and thread-safe.
 *
 * <p>Of an image that does not fit in memory any more, a decoded copy is kept in a file in {@link
 * FolderOptions#scratch}, if it is so large that its parts are what is wanted.
 *
 * @param <S> the samples
 */
public abstract class FolderDataset<S extends Sample> implements Dataset<S> {

  private final String name;
  private final FolderAnnotations annotations;
  private int channels;
  private final FolderOptions<?> options;
  private final List<String> warnings = new ArrayList<>();
  private final Map<Split, List<AnnotatedImage>> parts = new EnumMap<>(Split.class);
  private final Map<AnnotatedImage, String> groups = new HashMap<>();
  private final Map<Normalization, Map<AnnotatedImage, Scaling>> scalings =
      new ConcurrentHashMap<>();
  private ImageStore store;

  /**
   * Reads what the annotations say. A subclass checks it, and calls {@link #divide} at its end.
   *
   * @param wanted the annotations must say one of these, of equally good formats those with the
   *     first
   * @throws IllegalArgumentException naming the first file, object or option at fault
   */
  protected FolderDataset(FolderOptions<?> options, List<Content> wanted) {
    this.options = options;
    Path folder = options.folder;
    Path fileName = folder.toAbsolutePath().normalize().getFileName();
    name = fileName == null ? folder.toString() : fileName.toString();
    annotations = FolderAnnotations.read(options, options.decide(wanted));
    warnings.addAll(annotations.warnings());
  }

  /** Opens an image for its parts to be decoded. */
  protected abstract PlaneWindows open(AnnotatedImage image);

  /** Bytes that a decoded pixel takes if its values have 8 bits. */
  protected abstract int bytesOfPixel();

  /**
   * Divides the images into splits, and decodes as many as fit in memory, which finds damaged files
   * before a training starts.
   *
   * @param repairs what the subclass repaired, a line each
   * @param classes those on an image, of which each split is to have its share
   * @throws IllegalArgumentException if there are repairs where none are allowed, or a required
   *     split has no images
   */
  protected final void divide(List<String> repairs, Function<AnnotatedImage, Set<String>> classes) {
    warnings.addAll(repairs);
    options.refuse(warnings);
    // Decodes images, which those that contradict their annotations are not worth.
    channels =
        options.channels == 0
            ? ImageFiles.channelsOf(images().stream().map(AnnotatedImage::file))
            : options.channels;
    options.progress.begin("dividing images into splits");
    Division division = new Division(options, images(), classes);
    warnings.addAll(division.warnings());
    parts.putAll(division.splits());
    groups.putAll(division.groups());
    for (Split split : options.required) {
      if (size(split) == 0) {
        throw new IllegalArgumentException(
            "no "
                + split.adjective()
                + " images in "
                + options.folder
                + "; expected "
                + format().layout());
      }
    }
    fill();
  }

  private void fill() {
    store =
        new ImageStore(
            this::open,
            new MemoryBudget(options.cacheBytes),
            options.scratch == null ? null : new Scratch(options.scratch),
            bytesOfPixel());
    for (Split split : Split.values()) {
      options.forEach(
          "decoding " + split.adjective() + " images",
          size(split),
          i -> store.fill(images(split).get(i)));
    }
    store.note(images()).ifPresent(warnings::add);
  }

  /** Begins what a subclass does before it divides the images. */
  protected final void begin(String step) {
    options.progress.begin(step);
  }

  /** A part of an image, decoded. */
  protected final Planes planes(Split split, int index, Region region) {
    return store.window(images(split).get(index), region);
  }

  /** What the annotations say. */
  protected final FolderAnnotations annotations() {
    return annotations;
  }

  /** The classes that the user, else those that the data declare. */
  protected final Optional<List<String>> declaredClasses() {
    return annotations.classNames();
  }

  /** The ids of {@link #declaredClasses}, where the format has ids. */
  protected final Optional<List<CocoId>> declaredIds() {
    return annotations.categoryIds();
  }

  /** The images of a split. */
  protected final List<AnnotatedImage> images(Split split) {
    return parts.get(split);
  }

  /** The images of all splits, as the format has them. */
  protected final List<AnnotatedImage> images() {
    return annotations.images();
  }

  @Override
  public final String name() {
    return name;
  }

  /** The format that was found or named. */
  public final AnnotationFormat format() {
    return annotations.format();
  }

  @Override
  public final Optional<String> recognition() {
    return Optional.of(annotations.recognition());
  }

  @Override
  public final int channels() {
    return channels;
  }

  @Override
  public final int size(Split split) {
    return images(split).size();
  }

  @Override
  public final String imageName(Split split, int index) {
    return images(split).get(index).name();
  }

  /** By the pattern of {@link FolderOptions#groupBy}, else copies and tiles of a photograph. */
  @Override
  public final String group(Split split, int index) {
    return groups.get(images(split).get(index));
  }

  @Override
  public final ImageSize imageSize(Split split, int index) {
    return images(split).get(index).size();
  }

  /** The file of an image. */
  public final Path file(Split split, int index) {
    return images(split).get(index).file();
  }

  @Override
  public final Scaling scaling(Split split, int index, Normalization normalization) {
    AnnotatedImage image = images(split).get(index);
    return scalings
        .computeIfAbsent(normalization, one -> new ConcurrentHashMap<>())
        .computeIfAbsent(image, one -> store.with(one, file -> scaling(file, normalization)));
  }

  private Scaling scaling(PlaneWindows file, Normalization normalization) {
    return normalization.of(
        strip ->
            Region.strips(file.size(), file.rows())
                .forEach(region -> strip.accept(file.window(region).pixels().toFloats())),
        channels);
  }

  @Override
  public List<String> warnings() {
    return Collections.unmodifiableList(warnings);
  }
}
