package org.dl4jvision.data.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Dataset;
import org.dl4jvision.data.FirstPages;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.Sample;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.format.AnnotationFormats.Decision;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.io.MemoryBudget;
import org.dl4jvision.io.Parallel;
import org.dl4jvision.io.coco.CocoId;

/**
 * A data set in a folder of one of the {@link AnnotationFormats}: finds and divides the images, and
 * keeps decoded files in memory up to a limit. Images are PNG, JPEG, TIFF, BMP, GIF or WebP, gray
 * or color, 8 or 16 bits. Immutable and thread-safe.
 *
 * @param <S> the samples
 * @param <D> what is decoded of an image and kept
 */
public abstract class FolderDataset<S extends Sample, D> implements Dataset<S> {

  private final String name;
  private final AnnotationFormat format;
  private final Set<Content> contents;
  private final String recognition;
  private final Optional<List<String>> declaredClasses;
  private final Optional<List<CocoId>> categoryIds;
  private final Optional<MaskLegend> legend;
  private final int channels;
  private final FolderOptions<?> options;
  private final List<AnnotatedImage> images;
  private final List<String> warnings = new ArrayList<>();
  private final Map<Split, Part<D>> parts = new EnumMap<>(Split.class);
  private final MemoryBudget memory;

  /** The images of a split, and those that are in memory. */
  private record Part<D>(List<AnnotatedImage> images, AtomicReferenceArray<D> decoded) {}

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
    options.progress.begin("looking for annotations");
    // Not kept itself: it holds the names of all files in the folder.
    Decision decision = options.decide(wanted);
    format = decision.found().format();
    contents = decision.found().contents();
    recognition = decision.describe();
    options.progress.begin("reading annotations as " + format.name());
    Annotations annotations = options.classMap.apply(decision.found().read(options.readOptions()));
    images = annotations.images();
    // Damaged images are found now, not after an hour of training.
    forEach("reading sizes of images", images.size(), i -> images.get(i).size());
    warnings.addAll(decision.folder().notes());
    warnings.addAll(annotations.warnings());
    options.progress.begin("counting pages");
    warnings.addAll(FirstPages.warnings(filesOf(images)));
    boolean own =
        options.classNames != null
            && !options.classNames.equals(annotations.classNames().orElse(null));
    declaredClasses = own ? Optional.of(options.classNames) : annotations.classNames();
    categoryIds = own ? annotations.categoryIds(options.classNames) : annotations.categoryIds();
    legend = annotations.legend();
    channels =
        options.channels == 0
            ? ImageFiles.channelsOf(images.stream().map(AnnotatedImage::file))
            : options.channels;
    memory = new MemoryBudget(options.cacheBytes);
  }

  private static List<Path> filesOf(List<AnnotatedImage> images) {
    return Stream.concat(
            images.stream().map(AnnotatedImage::file),
            images.stream().flatMap(image -> image.mask().map(MaskFile::file).stream()))
        .distinct()
        .toList();
  }

  /** Decodes an image. */
  protected abstract D decode(AnnotatedImage image);

  /** Bytes that a decoded image takes. */
  protected abstract long memory(D decoded);

  /** About as many bytes, by the image's size. */
  protected abstract long memory(ImageSize size);

  /** Makes a sample. */
  protected abstract S sample(Split split, int index, D decoded);

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
    if (options.strict && !warnings.isEmpty()) {
      throw new IllegalArgumentException(
          warnings.get(0)
              + (warnings.size() == 1 ? "" : " (the first of " + warnings.size() + " repairs)")
              + "; strict allows none");
    }
    options.progress.begin("dividing images into splits");
    Division division = new Division(options, images, classes);
    warnings.addAll(division.warnings());
    division
        .splits()
        .forEach(
            (split, part) ->
                parts.put(split, new Part<>(part, new AtomicReferenceArray<>(part.size()))));
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
    for (Split split : Split.values()) {
      forEach(
          "decoding " + split.adjective() + " images",
          size(split),
          i -> {
            if (memory.has(memory(imageSize(split, i)))) {
              decoded(split, i);
            }
          });
    }
  }

  private void forEach(String step, int count, IntConsumer work) {
    options.progress.begin(step, count);
    Parallel.forEach(
        count,
        i -> {
          work.accept(i);
          options.progress.count();
        });
  }

  /** Begins what a subclass does before it divides the images. */
  protected final void begin(String step) {
    options.progress.begin(step);
  }

  private D decoded(Split split, int index) {
    Part<D> part = parts.get(split);
    D decoded = part.decoded().get(index);
    if (decoded == null) {
      decoded = decode(part.images().get(index));
      if (memory.take(memory(decoded))) {
        part.decoded().set(index, decoded);
      }
    }
    return decoded;
  }

  /** The classes that the user, else those that the data declare. */
  protected final Optional<List<String>> declaredClasses() {
    return declaredClasses;
  }

  /** The ids of {@link #declaredClasses}, where the format has ids. */
  protected final Optional<List<CocoId>> declaredIds() {
    return categoryIds;
  }

  /** What the codes of the masks mean, where the format says it. */
  protected final Optional<MaskLegend> legend() {
    return legend;
  }

  /** The images of a split. */
  protected final List<AnnotatedImage> images(Split split) {
    return parts.get(split).images();
  }

  /** The images of all splits, as the format has them. */
  protected final List<AnnotatedImage> images() {
    return images;
  }

  @Override
  public final String name() {
    return name;
  }

  /** The format that was found or named. */
  public final AnnotationFormat format() {
    return format;
  }

  /** Whether the annotations may say this. */
  protected final boolean has(Content content) {
    return contents.contains(content);
  }

  @Override
  public final Optional<String> recognition() {
    return Optional.of(recognition);
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

  @Override
  public final ImageSize imageSize(Split split, int index) {
    return images(split).get(index).size();
  }

  /** The file of an image. */
  public final Path file(Split split, int index) {
    return images(split).get(index).file();
  }

  @Override
  public final S get(Split split, int index) {
    return sample(split, index, decoded(split, index));
  }

  @Override
  public List<String> warnings() {
    return Collections.unmodifiableList(warnings);
  }
}
