package org.dl4jvision.data.segmentation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.MaskWindows;
import org.dl4jvision.io.DataFault;
import org.dl4jvision.io.DataFault.Kind;
import org.dl4jvision.io.Parallel;

/**
 * The codes that occur in the masks of a data set, counted; see {@link
 * org.dl4jvision.data.ImageFiles.Mask}.
 */
final class MaskCodes {

  private final Map<AnnotatedImage, MaskCount> masks = new LinkedHashMap<>();
  private final Map<AnnotatedImage, Optional<IntUnaryOperator>> plain = new HashMap<>();
  private final boolean luma;
  private final PaletteMasks palettes;
  private final boolean colored;
  private final TreeSet<Integer> seen = new TreeSet<>();

  /**
   * Reads all masks.
   *
   * @throws IllegalArgumentException if one is no image or has another size than its image, or
   *     palettes contradict each other
   */
  MaskCodes(List<AnnotatedImage> images, MaskOptions options, Optional<DeclaredClasses> declared) {
    luma = options.threshold() != null;
    MaskCount[] counts = new MaskCount[images.size()];
    List<Optional<IntUnaryOperator>> changes =
        new ArrayList<>(Collections.nCopies(counts.length, null));
    Parallel.forEach(
        counts.length,
        i -> {
          MaskCount count = count(images.get(i));
          changes.set(i, PlainCodes.of(count, luma));
          counts[i] = changes.get(i).map(count::with).orElse(count);
        });
    for (int i = 0; i < counts.length; i++) {
      masks.put(images.get(i), counts[i]);
      plain.put(images.get(i), changes.get(i));
    }
    palettes = new PaletteMasks(all().toList(), declared);
    masks.replaceAll((image, mask) -> mask.with(shown(mask.palette())));
    colored = all().anyMatch(MaskCodes::isColored);
    if (colored) {
      masks.replaceAll((image, mask) -> mask.with(PlainCodes::grayOfNumber));
    }
    all().flatMap(mask -> mask.codes().boxed()).forEach(seen::add);
  }

  /**
   * Counts the codes in the mask of an image.
   *
   * @throws IllegalArgumentException if it cannot be read, is damaged or has another size
   */
  static MaskCount count(AnnotatedImage image) {
    MaskFile file = image.mask().orElseThrow();
    try (MaskWindows mask = file.open()) {
      if (!image.size().equals(mask.size())) {
        throw new DataFault(
            Kind.MASK_SIZE,
            "sizes differ: image "
                + image.file()
                + " is "
                + image.size()
                + ", mask "
                + file.file()
                + " is "
                + mask.size()
                + " (height x width); expected equal sizes"
                + ImageFiles.turnNote(image.file(), mask.size()));
      }
      return MaskCount.of(file.file(), mask);
    }
  }

  private static boolean isColored(MaskCount mask) {
    return mask.codes().anyMatch(code -> code >= ImageFiles.COLOR);
  }

  /** All masks, those for training first. */
  Stream<MaskCount> all() {
    return masks.values().stream();
  }

  /** The mask of an image. */
  MaskCount of(AnnotatedImage image) {
    return masks.get(image);
  }

  /** Whether codes are colors; they are numbers unless some mask really is colored. */
  boolean colored() {
    return colored;
  }

  /** The first mask with a color that is no shade of gray; there is one among colors. */
  MaskCount firstColored() {
    return all()
        .filter(mask -> mask.codes().anyMatch(PlainCodes::isColorful))
        .findFirst()
        .orElseThrow();
  }

  /** The codes that occur. */
  TreeSet<Integer> seen() {
    return seen;
  }

  /** A line for the user on how palettes are read, where that may surprise. */
  Optional<String> paletteNote() {
    return palettes.note();
  }

  /** The classes of the pixels of an image, to be closed after use. */
  MaskLabels open(AnnotatedImage image, MaskValues values) {
    Optional<IntUnaryOperator> known = plain.get(image);
    Optional<IntUnaryOperator> change = known == null ? PlainCodes.of(count(image), luma) : known;
    return new MaskLabels(
        image.mask().orElseThrow().open(),
        mask -> {
          IntUnaryOperator number = change.orElseGet(() -> shown(mask.palette()));
          IntUnaryOperator code = colored ? number.andThen(PlainCodes::grayOfNumber) : number;
          return one -> values.classOf(code.applyAsInt(one), mask.lossy());
        });
  }

  private IntUnaryOperator shown(int[] palette) {
    return palette != null && palettes.shown()
        ? index -> PlainCodes.numberOfGray(palette[index])
        : IntUnaryOperator.identity();
  }
}
