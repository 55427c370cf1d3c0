package org.dl4jvision.data.segmentation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.folder.FolderAnnotations;
import org.dl4jvision.data.format.AnnotationFormat.Content;

/** Decides by what a format and options say where the classes of pixels come from. */
final class FolderClassMaps {

  private FolderClassMaps() {}

  /**
   * The class maps of a folder: its masks, else outlines that are painted.
   *
   * @throws IllegalArgumentException naming the first file, object or option at fault
   */
  static ClassMaps of(Path folder, FolderAnnotations annotations, MaskOptions options) {
    List<AnnotatedImage> images = annotations.images();
    Optional<MaskLegend> legend = obeyedLegend(annotations, options);
    if (legend.isPresent()) {
      LegendMaps maps = new LegendMaps(images, legend.get(), options);
      images.forEach(maps::check);
      return maps;
    }
    if (annotations.has(Content.MASKS)) {
      MaskedMaps maps = new MaskedMaps(images, options, annotations.legend());
      images.forEach(maps::check);
      return maps;
    }
    options.requireNone(folder);
    return new PaintedMaps(folder, images, annotations.classNames());
  }

  /** The legend that says what every code means; empty where values are looked at as well. */
  static Optional<MaskLegend> obeyedLegend(FolderAnnotations annotations, MaskOptions options) {
    // No pixel of a lossy file has exactly the code that was meant.
    boolean exact =
        annotations.images().stream()
            .flatMap(image -> image.mask().stream())
            .noneMatch(mask -> ImageFiles.isJpeg(mask.file()));
    return annotations
        .legend()
        .filter(one -> !one.classNames().isEmpty() && options.followsLegend() && exact);
  }
}
