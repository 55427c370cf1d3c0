package org.dl4jvision.data.folder;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;

/**
 * Options of data sets in folders.
 *
 * @param <B> the builder itself
 */
public abstract class FolderOptions<B extends FolderOptions<B>> {

  final Path folder;
  AnnotationFormat format;
  List<String> classNames;
  int channels;
  long cacheBytes = Runtime.getRuntime().maxMemory() / 4;
  String images;
  String masks;
  IntConsumer progress = files -> {};
  Set<Split> required = EnumSet.of(Split.TRAIN, Split.VALIDATION);

  protected FolderOptions(Path folder) {
    this.folder = folder;
  }

  @SuppressWarnings("unchecked")
  private B self() {
    return (B) this;
  }

  /** Sets the format; null (the default) finds it by the folder's layout. */
  public B format(AnnotationFormat format) {
    this.format = format;
    return self();
  }

  /**
   * Sets where images and their masks are, instead of finding it by their names: {@code
   * train/*.jpg} (null: all that are no masks) and {@code train_masks/{name}_mask.gif}, where
   * {@code *} stands for any part of a name, {@code **} for any folders and {@code {name}} for the
   * image's name without extension.
   */
  public B files(String images, String masks) {
    this.images = images;
    this.masks = masks;
    return self();
  }

  /** Sets the classes in their order; null (the default) finds them in the data. */
  public B classNames(List<String> names) {
    classNames = names == null ? null : List.copyOf(names);
    return self();
  }

  /** Sets 1 for gray, 3 for color, or 0 (the default) for color if the first images have any. */
  public B channels(int channels) {
    Check.that(
        channels == 0 || channels == 1 || channels == 3,
        "channels",
        channels,
        "1 (gray), 3 (color) or 0 (found)");
    this.channels = channels;
    return self();
  }

  /** Limits the memory for decoded files, in bytes: default a quarter of the heap; 0 keeps none. */
  public B cacheBytes(long bytes) {
    Check.that(bytes >= 0, "cacheBytes", bytes, "whole numbers >= 0");
    cacheBytes = bytes;
    return self();
  }

  /** Sets who is told how many files were listed, where that takes longer than two seconds. */
  public B progress(IntConsumer progress) {
    this.progress = progress;
    return self();
  }

  /** Sets which splits must not be empty: by default training and validation. */
  public B require(Split... splits) {
    required = EnumSet.noneOf(Split.class);
    required.addAll(List.of(splits));
    return self();
  }
}
