package org.dl4jvision.data.segmentation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.io.Parallel;

/**
 * Class maps in files of masks whose codes a format explains: by numbers, by colors, or by the
 * colors of palettes. Gray colors mean numbers where the legend does not have them.
 */
final class LegendMaps implements ClassMaps {

  private final MaskLegend legend;
  private final Map<Integer, Integer> indices;
  private final List<String> names;
  private final Map<AnnotatedImage, MaskCount> masks = new ConcurrentHashMap<>();

  /**
   * Reads all masks, whose codes {@link #check} compares with the legend.
   *
   * @throws IllegalArgumentException naming the first mask with another size than its image, or if
   *     the options say other classes
   */
  LegendMaps(List<AnnotatedImage> images, MaskLegend legend, MaskOptions options) {
    this.legend = legend;
    indices = new HashMap<>(legend.indices());
    if (options.ignoreIndex() != null) {
      indices.put(options.ignoreIndex(), SegmentationSample.IGNORE);
    }
    Parallel.forEach(images.size(), i -> masks.put(images.get(i), count(images.get(i))));
    List<String> classes = legend.classNames();
    if (classes.size() < 2 || classes.size() > MaskOptions.MAX_CLASSES) {
      throw new IllegalArgumentException(
          legend.source()
              + " has "
              + classes.size()
              + " classes; expected from 2 to "
              + MaskOptions.MAX_CLASSES);
    }
    List<String> given = options.classNames();
    if (given != null && given.size() != classes.size()) {
      throw new IllegalArgumentException(
          "classes is "
              + given.size()
              + ", but "
              + legend.source()
              + " has "
              + classes.size()
              + " classes: "
              + String.join(", ", classes));
    }
    names = List.copyOf(given == null ? classes : given);
  }

  private MaskCount count(AnnotatedImage image) {
    MaskCount mask = MaskCodes.count(image);
    return mask.with(code -> meant(code, mask.palette()));
  }

  /** A code as the legend has it. */
  private int meant(int code, int[] palette) {
    if (indices.containsKey(code)) {
      return code;
    }
    if (palette != null && code < palette.length) {
      int color = ImageFiles.COLOR | palette[code];
      return indices.containsKey(color) ? color : code;
    }
    boolean gray =
        code >= ImageFiles.COLOR
            && (code & 0xff) == (code >> 8 & 0xff)
            && (code & 0xff) == (code >> 16 & 0xff);
    if (gray) {
      return code & 0xff;
    }
    int shade = ImageFiles.COLOR | code << 16 | code << 8 | code;
    return code < 256 && indices.containsKey(shade) ? shade : code;
  }

  /**
   * Refuses a mask with codes that the legend lacks.
   *
   * @throws IllegalArgumentException naming it
   */
  void check(AnnotatedImage image) {
    MaskCount mask = masks.get(image);
    mask.codes()
        .filter(code -> !indices.containsKey(code))
        .findFirst()
        .ifPresent(
            code -> {
              throw new IllegalArgumentException(
                  "mask "
                      + mask.file()
                      + " has "
                      + MaskValues.show(mask, code)
                      + ", which is not in "
                      + legend.source());
            });
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public byte[] labels(AnnotatedImage image) {
    try (MaskLabels labels = open(image)) {
      return labels.all();
    }
  }

  @Override
  public MaskLabels open(AnnotatedImage image) {
    return new MaskLabels(
        image.mask().orElseThrow().open(),
        mask -> code -> indices.get(meant(code, mask.palette())));
  }

  @Override
  public Set<Integer> classes(AnnotatedImage image) {
    return masks.get(image).classes(indices::get);
  }

  @Override
  public long[] pixels(List<AnnotatedImage> images) {
    long[] pixels = new long[names.size()];
    images.forEach(image -> masks.get(image).addTo(pixels, indices::get));
    return pixels;
  }

  @Override
  public List<String> warnings() {
    return List.of();
  }
}
