package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Split;

/**
 * What formats share that have a mask file an image, with names that say of which image it is, as
 * public data sets fix it. What has no partner is left out and counted.
 */
public final class MaskSet {

  private final DataFolder folder;
  private final Map<Path, Path> masks = new LinkedHashMap<>();
  private final Notes notes = new Notes();

  /**
   * Finds the images of masks.
   *
   * @param images that may have a mask
   * @param masks one an image
   * @param imageOf what the image of a mask is called: a name or a path, with or without extension
   * @throws IllegalArgumentException if two masks are of one image, or a mask may be of several
   */
  public MaskSet(
      DataFolder folder, List<Path> images, List<Path> masks, Function<Path, String> imageOf) {
    this.folder = folder;
    ImageIndex index = new ImageIndex(folder.root(), images);
    Map<Path, Path> found = new HashMap<>();
    for (Path mask : masks) {
      Optional<Path> image = index.find(imageOf.apply(mask), mask);
      if (image.isEmpty()) {
        notes.add("%d masks have no image and are left out, the first is %s", mask);
        continue;
      }
      Path other = found.put(image.get(), mask);
      if (other != null) {
        throw new IllegalArgumentException(
            mask + ": is of the image " + image.get() + ", as " + other + " is: remove one");
      }
    }
    for (Path image : images) {
      if (found.containsKey(image)) {
        this.masks.put(image, found.get(image));
      } else {
        notes.add("%d images have no mask and are left out, the first is %s", image);
      }
    }
  }

  /** The mask of each image, in order of the images. */
  public Map<Path, Path> masks() {
    return Collections.unmodifiableMap(masks);
  }

  /** What was left out, a line each. */
  public List<String> warnings() {
    return notes.lines();
  }

  /** The images in their order, each with its mask, and the split that folders above it say. */
  public Annotations annotations() {
    return annotations((image, mask) -> image.mask(mask));
  }

  /** Says of an image what its mask says. */
  @FunctionalInterface
  public interface Reader {
    /** Adds what is known of an image; source and split are set already. */
    AnnotatedImage.Builder read(AnnotatedImage.Builder image, Path mask);
  }

  /** The images in their order, each with what is read of its mask. */
  public Annotations annotations(Reader reader) {
    return Annotations.of(
            masks.keySet().stream().map(image -> image(image, masks.get(image), reader)).toList())
        .withWarnings(notes.lines());
  }

  private AnnotatedImage image(Path image, Path mask, Reader reader) {
    AnnotatedImage.Builder builder =
        AnnotatedImage.of(image).source(mask).split(Split.above(image, folder.root()));
    return reader.read(builder, mask).build();
  }
}
