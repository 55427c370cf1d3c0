package org.dl4jvision.data.segmentation;

import java.nio.file.Path;
import java.util.Arrays;
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
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.io.Parallel;

/** The codes that occur in the masks of a data set, counted; see {@link ImageFiles.Mask}. */
final class MaskCodes {

  private final Map<AnnotatedImage, MaskCount> masks = new LinkedHashMap<>();
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
    Parallel.forEach(counts.length, i -> counts[i] = count(images.get(i)));
    for (int i = 0; i < counts.length; i++) {
      masks.put(images.get(i), counts[i]);
    }
    palettes = new PaletteMasks(all().toList(), declared);
    masks.replaceAll((image, mask) -> mask.with(shown(mask.palette())));
    colored = all().anyMatch(MaskCodes::isColored);
    if (colored) {
      masks.replaceAll((image, mask) -> mask.with(PlainCodes::grayOfNumber));
    }
    all().flatMap(mask -> mask.codes().boxed()).forEach(seen::add);
  }

  private MaskCount count(AnnotatedImage image) {
    return MaskCount.of(image.mask().orElseThrow().file(), PlainCodes.of(read(image), luma));
  }

  /**
   * Reads the mask of an image.
   *
   * @throws IllegalArgumentException if it cannot be read, is damaged or has another size
   */
  static Mask read(AnnotatedImage image) {
    MaskFile file = image.mask().orElseThrow();
    Mask mask = file.read();
    ImageSize size = new ImageSize(mask.height(), mask.width());
    if (!image.size().equals(size)) {
      throw new IllegalArgumentException(
          "sizes differ: image "
              + image.file()
              + " is "
              + image.size()
              + ", mask "
              + file.file()
              + " is "
              + size
              + " (height x width); expected equal sizes"
              + ImageFiles.turnNote(image.file(), size));
    }
    checkIndices(file.file(), mask);
    return mask;
  }

  private static void checkIndices(Path file, Mask mask) {
    int colors = mask.palette() == null ? Integer.MAX_VALUE : mask.palette().length;
    Arrays.stream(mask.codes())
        .filter(index -> index >= colors)
        .findFirst()
        .ifPresent(
            index -> {
              throw new IllegalArgumentException(
                  "mask "
                      + file
                      + " has the palette index "
                      + index
                      + ", but its palette has "
                      + colors
                      + " colors; the file is damaged");
            });
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

  /** The class of each pixel of a mask. */
  byte[] labels(MaskFile file, MaskValues values) {
    Mask mask = PlainCodes.of(file.read(), luma);
    IntUnaryOperator plain = translation(mask);
    return labels(mask.codes(), code -> values.classOf(plain.applyAsInt(code), mask.lossy()));
  }

  /**
   * The class of each code as an unsigned byte.
   *
   * @param classOf is asked once for each code that occurs
   */
  static byte[] labels(int[] codes, IntUnaryOperator classOf) {
    Map<Integer, Byte> known = new HashMap<>();
    byte[] labels = new byte[codes.length];
    int lastCode = -1;
    byte label = 0;
    for (int p = 0; p < labels.length; p++) {
      if (codes[p] != lastCode) {
        lastCode = codes[p];
        label = known.computeIfAbsent(lastCode, code -> (byte) classOf.applyAsInt(code));
      }
      labels[p] = label;
    }
    return labels;
  }

  private IntUnaryOperator translation(Mask mask) {
    IntUnaryOperator shown = shown(mask.palette());
    return colored ? shown.andThen(PlainCodes::grayOfNumber) : shown;
  }

  private IntUnaryOperator shown(int[] palette) {
    return palette != null && palettes.shown()
        ? index -> PlainCodes.numberOfGray(palette[index])
        : IntUnaryOperator.identity();
  }
}
