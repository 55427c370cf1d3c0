package org.dl4jvision.data;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.dl4jvision.io.MemoryBudget;

/** Options of data sets in folders. */
public abstract class FolderOptions<B extends FolderOptions<B>> {

  private final Path folder;
  private List<String> classNames;
  private int channels;
  private long cacheBytes = Runtime.getRuntime().maxMemory() / 4;
  private Set<Split> required = EnumSet.of(Split.TRAIN, Split.VALIDATION);

  protected FolderOptions(Path folder) {
    this.folder = folder;
  }

  @SuppressWarnings("unchecked")
  private B self() {
    return (B) this;
  }

  /** The classes in their order; null (the default) to find them. */
  public B classNames(List<String> names) {
    classNames = names == null ? null : List.copyOf(names);
    return self();
  }

  /** 1 for gray, 3 for colour, 0 (the default) for colour if the first images have any. */
  public B channels(int channels) {
    if (channels != 0 && channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "channels must be 1 (gray), 3 (colour) or 0 (found), but is " + channels);
    }
    this.channels = channels;
    return self();
  }

  /** Memory for decoded files, a quarter of the heap by default; 0 for none. */
  public B cacheBytes(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("cacheBytes must be 0 or more, but is " + bytes);
    }
    cacheBytes = bytes;
    return self();
  }

  /** Splits that must not be empty: by default training and validation. */
  public B require(Split... splits) {
    required = EnumSet.noneOf(Split.class);
    required.addAll(List.of(splits));
    return self();
  }

  /** Where the data are. */
  public final Path folder() {
    return folder;
  }

  /** The classes asked for, or null. */
  public final List<String> classNames() {
    return classNames;
  }

  /** The folder's name. */
  public final String name() {
    Path fileName = folder.toAbsolutePath().normalize().getFileName();
    return fileName == null ? folder.toString() : fileName.toString();
  }

  /** The channels asked for, or those of the images. */
  public final int channelsOf(Stream<Path> images) {
    return channels == 0 ? ImageFiles.channelsOf(images) : channels;
  }

  /** Memory for decoded files. */
  public final MemoryBudget memory() {
    return new MemoryBudget(cacheBytes);
  }

  /**
   * Demands the required splits.
   *
   * @param sizes number of images of each split
   * @param accepted what a folder should hold
   * @throws IllegalArgumentException if a required split has none
   */
  public final void checkRequired(ToIntFunction<Split> sizes, String accepted) {
    for (Split split : required) {
      if (sizes.applyAsInt(split) == 0) {
        throw new IllegalArgumentException(
            "no " + split.adjective() + " images in " + folder + "; expected " + accepted);
      }
    }
  }
}
