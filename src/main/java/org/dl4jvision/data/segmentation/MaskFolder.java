package org.dl4jvision.data.segmentation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.folder.FolderAnnotations;

/**
 * Masks that have no images: ground truth, or predictions of any origin. Each is called by its path
 * in the folder without extension. What their values mean is found as for training: by options, by
 * what the folder declares, by the values themselves. Immutable and thread-safe.
 */
public final class MaskFolder {

  private final Path folder;
  private final Map<String, AnnotatedImage> masks = new LinkedHashMap<>();
  private final MaskOptions options;
  private final Optional<MaskLegend> legend;
  private final ClassMaps maps;
  private final List<String> warnings;

  private MaskFolder(Path folder, FolderAnnotations found, MaskOptions options) {
    this.folder = folder;
    this.options = options;
    legend = found.legend();
    found.images().forEach(mask -> masks.put(mask.name(), mask));
    maps = FolderClassMaps.of(folder, found, options);
    warnings = Stream.concat(found.warnings().stream(), maps.warnings().stream()).toList();
  }

  static MaskFolder open(
      FolderSegmentationDataset.Builder builder, MaskOptions options, Optional<MaskFolder> truth) {
    FolderAnnotations own = FolderAnnotations.ofMasks(builder);
    Path folder = builder.folder();
    MaskFolder opened =
        truth
            .map(like -> openLike(like, folder, own, options))
            .orElseGet(() -> new MaskFolder(folder, own, options));
    builder.refuse(opened.warnings);
    return opened;
  }

  private static MaskFolder openLike(
      MaskFolder like, Path folder, FolderAnnotations own, MaskOptions options) {
    boolean declares = options.classesFile() != null || own.legend().isPresent();
    MaskFolder opened =
        declares
            ? new MaskFolder(folder, own, options)
            : new MaskFolder(folder, own.withLegend(like.legend), like.said(options));
    if (!opened.classNames().equals(like.classNames())) {
      throw new IllegalArgumentException(
          "the masks in %s are of the classes %s, those in %s of %s: expected the same"
              .formatted(
                  folder,
                  String.join(", ", opened.classNames()),
                  like.folder,
                  String.join(", ", like.classNames())));
    }
    return opened;
  }

  /** Options for masks of which nothing else is known than that they are as these. */
  private MaskOptions said(MaskOptions others) {
    if (options.classesFile() != null) {
      return others.declaredIn(options.classesFile());
    }
    return legend.isPresent() ? others : others.counting(classNames().size());
  }

  /** The folder as it was named. */
  public Path path() {
    return folder;
  }

  /** What the masks are called, in order. */
  public Set<String> names() {
    return masks.keySet();
  }

  /** The file of a mask that is there. */
  public Path file(String name) {
    return masks.get(name).file();
  }

  /** The size of a mask that is there. */
  public ImageSize size(String name) {
    return masks.get(name).size();
  }

  /**
   * The class of each pixel of a mask that is there, as an unsigned byte, row by row, {@link
   * SegmentationSample#IGNORE} where void.
   */
  public byte[] labels(String name) {
    return maps.labels(masks.get(name));
  }

  /** The classes in order of their indices. */
  public List<String> classNames() {
    return maps.names();
  }

  /** What was repaired or left out, a line each. */
  public List<String> warnings() {
    return warnings;
  }
}
