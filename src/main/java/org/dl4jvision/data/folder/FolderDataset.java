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
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Dataset;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
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
 * @param <S> the samples
 * @param <D> what is decoded of an image and kept
 */
public abstract class FolderDataset<S extends Sample, D> implements Dataset<S> {

  private final String name;
  private final FolderAnnotations annotations;
  private final int channels;
  private final FolderOptions<?> options;
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
    annotations = FolderAnnotations.read(options, options.decide(wanted));
    warnings.addAll(annotations.warnings());
    channels =
        options.channels == 0
            ? ImageFiles.channelsOf(images().stream().map(AnnotatedImage::file))
            : options.channels;
    memory = new MemoryBudget(options.cacheBytes);
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
    options.refuse(warnings);
    options.progress.begin("dividing images into splits");
    Division division = new Division(options, images(), classes);
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
      options.forEach(
          "decoding " + split.adjective() + " images",
          size(split),
          i -> {
            if (memory.has(memory(imageSize(split, i)))) {
              decoded(split, i);
            }
          });
    }
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
    return parts.get(split).images();
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
