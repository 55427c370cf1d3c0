package org.dl4jvision.data.segmentation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskLegend;

/** Decides by what a format and options say where the classes of pixels come from. */
final class FolderClassMaps {

  private FolderClassMaps() {}

  /**
   * The class maps of a folder.
   *
   * @param masks whether there is a mask an image; else outlines are painted
   * @param declared classes of outlines in their order, empty where none are declared
   * @throws IllegalArgumentException naming the first file, object or option at fault
   */
  static ClassMaps of(
      Path folder,
      List<AnnotatedImage> images,
      Optional<MaskLegend> legend,
      boolean masks,
      Optional<List<String>> declared,
      MaskOptions options) {
    // No pixel of a lossy file has exactly the code that was meant.
    boolean exact =
        images.stream()
            .flatMap(image -> image.mask().stream())
            .noneMatch(mask -> ImageFiles.isJpeg(mask.file()));
    boolean named = legend.isPresent() && !legend.get().classNames().isEmpty();
    if (named && options.followsLegend() && exact) {
      return new LegendMaps(images, legend.get(), options);
    }
    if (masks) {
      return new MaskedMaps(images, options, legend);
    }
    options.requireNone(folder);
    return new PaintedMaps(folder, images, declared);
  }
}
