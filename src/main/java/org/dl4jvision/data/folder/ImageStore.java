package org.dl4jvision.data.folder;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.io.LastOpened;
import org.dl4jvision.io.MemoryBudget;

/**
 * Keeps decoded images: in memory as many as fit, of the others the large ones in a file; small
 * ones are decoded anew each time. Thread-safe.
 */
final class ImageStore {

  /** A copy pays where so small a part of an image is wanted that many will be. */
  private static final long PARTS = 8;

  /** Images of fewer pixels are decoded in no time. */
  private static final long LARGE = 1 << 18;

  /** Copies of images of fewer pixels take no more of a disk than many files. */
  private static final long PHOTO = 1_000_000;

  private static final String COPIES = "copies take up to %.1f GB in %s until the program ends";

  private static final String NO_ROOM =
      "copies would take %.1f GB, for which %s has no room: images without a copy are decoded again"
          + " for every part, which is slow; name a folder that has room, such as"
          + " DL4J_VISION_JAVA_OPTS=-Djava.io.tmpdir=FOLDER";

  private final Function<AnnotatedImage, PlaneWindows> opener;
  private final MemoryBudget memory;
  private final Scratch scratch;
  private final int bytesOfPixel;
  private final Map<AnnotatedImage, PlaneWindows> kept = new ConcurrentHashMap<>();
  private final LastOpened<AnnotatedImage, PlaneWindows> opened = new LastOpened<>();

  /**
   * @param opener opens an image file
   * @param scratch null to keep no copies
   * @param bytesOfPixel about as many as a pixel takes
   */
  ImageStore(
      Function<AnnotatedImage, PlaneWindows> opener,
      MemoryBudget memory,
      Scratch scratch,
      int bytesOfPixel) {
    this.opener = opener;
    this.memory = memory;
    this.scratch = scratch;
    this.bytesOfPixel = bytesOfPixel;
  }

  /** Decodes an image if it fits in memory. */
  void fill(AnnotatedImage image) {
    if (memory.has(bytes(image.size()))) {
      inMemory(image);
    }
  }

  /** A line for the user on large images of which copies may be made; empty where none are. */
  Optional<String> note(List<AnnotatedImage> images) {
    List<AnnotatedImage> copied =
        images.stream()
            .filter(image -> !kept.containsKey(image) && isCopied(image))
            .filter(image -> Region.of(image.size()).area() >= PHOTO)
            .toList();
    if (copied.isEmpty()) {
      return Optional.empty();
    }
    long bytes = copied.stream().mapToLong(image -> bytes(image.size())).sum();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%d of %d images do not fit in the memory for decoded images; where parts of them are"
                + " wanted, "
                + (scratch.hasRoom(bytes) ? COPIES : NO_ROOM),
            copied.size(),
            images.size(),
            bytes / (double) (1 << 30),
            scratch.folder()));
  }

  private long bytes(ImageSize size) {
    return (long) size.height() * size.width() * bytesOfPixel;
  }

  private PlaneWindows inMemory(AnnotatedImage image) {
    Planes all;
    try (PlaneWindows file = opener.apply(image)) {
      all = file.whole();
    }
    if (memory.take(all.memory())) {
      kept.put(image, all);
    }
    return all;
  }

  /** A part of an image. */
  Planes window(AnnotatedImage image, Region region) {
    boolean isOneOfMany = PARTS * region.area() <= Region.of(image.size()).area();
    if (isOneOfMany && !kept.containsKey(image) && isCopied(image)) {
      copy(image);
    }
    return with(image, windows -> windows.window(region));
  }

  /** Work on an image as a whole, part by part. */
  <T> T with(AnnotatedImage image, Function<PlaneWindows, T> work) {
    PlaneWindows found = kept.get(image);
    if (found == null && memory.has(bytes(image.size()))) {
      found = inMemory(image);
    }
    return found != null ? work.apply(found) : opened.with(image, () -> opener.apply(image), work);
  }

  private boolean isCopied(AnnotatedImage image) {
    return scratch != null
        && !memory.has(bytes(image.size()))
        && Region.of(image.size()).area() >= LARGE;
  }

  private synchronized void copy(AnnotatedImage image) {
    if (!kept.containsKey(image)) {
      opened
          .<Optional<PlaneWindows>>with(image, () -> opener.apply(image), scratch::copy)
          .ifPresent(copy -> kept.put(image, copy));
    }
  }
}
