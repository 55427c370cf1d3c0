package org.dl4jvision.data.segmentation;

import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
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
    // No pixel of a lossy file has exactly the code that was meant.
    boolean exact =
        images.stream()
            .flatMap(image -> image.mask().stream())
            .noneMatch(mask -> ImageFiles.isJpeg(mask.file()));
    boolean named = annotations.legend().filter(one -> !one.classNames().isEmpty()).isPresent();
    if (named && options.followsLegend() && exact) {
      return new LegendMaps(images, annotations.legend().get(), options);
    }
    if (annotations.has(Content.MASKS)) {
      return new MaskedMaps(images, options, annotations.legend());
    }
    options.requireNone(folder);
    return new PaintedMaps(folder, images, annotations.classNames());
  }
}
