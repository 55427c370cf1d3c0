package org.dl4jvision.data.segmentation;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.dl4jvision.data.segmentation.MaskValues.Others;

/** Masks of background and foreground. */
final class BinaryMasks {

  private static final int CUT = 128;

  private static final int WHITE = 255;

  private static final int WIDE_WHITE = 0xffff;

  private static final int NOISE = 64;

  private static final int PLATEAU = 25;

  private static final String REPAIR = "below " + CUT + " is black, the rest white";

  private final MaskOptions options;
  private final Optional<DeclaredClasses> declared;
  private final MaskCodes codes;

  BinaryMasks(MaskOptions options, Optional<DeclaredClasses> declared, MaskCodes codes) {
    this.options = options;
    this.declared = declared;
    this.codes = codes;
  }

  /** The meaning by the options that make two classes; empty where none is set. */
  Optional<MaskValues> byOption() {
    Integer foreground = options.foreground();
    Integer threshold = options.threshold();
    if (threshold != null) {
      options.requireTwo("maskThreshold");
      refuseIgnoredInLossy();
      int below = foreground != null && foreground < threshold ? 1 : 0;
      Others cut = cut(threshold, below, null);
      return Optional.of(values(Map.of(), cut, cut));
    }
    return Optional.ofNullable(foreground).map(this::byForeground);
  }

  private MaskValues byForeground(int foreground) {
    options.requireTwo("foreground");
    Others rest = Others.of(code -> 0);
    Map<Integer, Integer> classes = Map.of(foreground, 1);
    Optional<MaskCount> lossy = codes.all().filter(MaskCount::lossy).findFirst();
    if (lossy.isPresent()) {
      refuseIgnoredInLossy();
      if (foreground != 0 && foreground != WHITE) {
        throw new IllegalArgumentException(
            "foreground is "
                + foreground
                + ", but mask "
                + lossy.get().file()
                + " is a "
                + lossy.get().loss()
                + " file, whose values are not exact; expected a PNG file, or"
                + " --mask-threshold N with --foreground 0 or 255");
      }
      checkTwoValues();
      return values(classes, rest, cut(CUT, foreground == 0 ? 1 : 0, REPAIR));
    }
    if (!codes.seen().contains(foreground)) {
      throw new IllegalArgumentException(
          "foreground is "
              + foreground
              + ", but no mask has that value; found: "
              + MaskValues.show(codes.seen()));
    }
    return values(classes, rest, rest);
  }

  /** The meaning of masks of 0 and 255, or 0 and 65535; empty where they are others. */
  Optional<MaskValues> byValues() {
    if (declared.isPresent() && declared.get().names().size() != 2) {
      return Optional.empty();
    }
    Set<Integer> exact = seen(false);
    Set<Integer> lossy = seen(true);
    boolean allWide = Set.of(0, WIDE_WHITE).equals(exact) && lossy.isEmpty();
    int white = allWide ? WIDE_WHITE : WHITE;
    // No mask has foreground: 1 could be its value as well as 255.
    Map<Integer, Integer> classes = Map.of(0, 0, 1, 1, white, 1);
    if (Set.of(0, white).containsAll(exact) && lossy.isEmpty()) {
      return Optional.of(values(classes, Others.REFUSED, Others.REFUSED));
    }
    boolean bright =
        exact.contains(WHITE) || lossy.stream().anyMatch(code -> code >= CUT && code <= WHITE);
    boolean said =
        declared.isEmpty() || Set.of(0, 1, WHITE).containsAll(declared.get().numbers().keySet());
    if (!bright || !said || !codes.seen().headSet(WHITE, true).equals(codes.seen())) {
      return Optional.empty();
    }
    if (options.nearest()) {
      Others nearest = cut(CUT, 0, "each gets the nearest of both");
      return Optional.of(values(Map.of(0, 0, WHITE, 1), nearest, nearest));
    }
    if (Set.of(0, WHITE).containsAll(exact) && options.ignoreIndex() == null) {
      checkTwoValues();
      return Optional.of(values(Map.of(0, 0, WHITE, 1), Others.REFUSED, cut(CUT, 0, REPAIR)));
    }
    return Optional.empty();
  }

  private MaskValues values(Map<Integer, Integer> classes, Others exact, Others lossy) {
    return new MaskValues(names(), DeclaredClasses.withIgnored(options, classes), exact, lossy);
  }

  private List<String> names() {
    return declared
        .map(DeclaredClasses::names)
        .filter(names -> names.size() == 2)
        .orElseGet(() -> DeclaredClasses.names(options, 2));
  }

  private static Others cut(int threshold, int below, String repair) {
    IntUnaryOperator classOf = code -> code < threshold ? below : 1 - below;
    return new Others(classOf, code -> true, "are neither 0 nor 255", repair);
  }

  /** The codes of lossy files, or of the others. */
  private Set<Integer> seen(boolean lossy) {
    return codes
        .all()
        .filter(mask -> mask.lossy() == lossy)
        .flatMap(mask -> mask.codes().boxed())
        .filter(code -> !options.ignores(code))
        .collect(toSet());
  }

  private void refuseIgnoredInLossy() {
    if (options.ignoreIndex() != null) {
      codes
          .all()
          .filter(MaskCount::lossy)
          .findFirst()
          .ifPresent(
              mask -> {
                throw new IllegalArgumentException(
                    "ignoreIndex is "
                        + options.ignoreIndex()
                        + ", but mask "
                        + mask.file()
                        + " is a "
                        + mask.loss()
                        + " file, whose values are not exact; expected a PNG file");
              });
    }
  }

  /** Blur gives few pixels between black and white, of all values; those of a class lie close. */
  private void checkTwoValues() {
    List<MaskCount> lossy = codes.all().filter(MaskCount::lossy).toList();
    long total = pixels(lossy, 0, WHITE);
    long middle = pixels(lossy, NOISE, WHITE - NOISE);
    boolean soft = middle > total / 4;
    boolean plateau =
        middle >= Math.max(NOISE, total / 200)
            && IntStream.rangeClosed(NOISE, WHITE - NOISE - PLATEAU)
                .anyMatch(low -> pixels(lossy, low, low + PLATEAU - 1) > 0.7 * middle);
    if (soft || plateau) {
      MaskCount mask =
          lossy.stream().filter(m -> m.pixels(BinaryMasks::isMiddle) > 0).findFirst().orElseThrow();
      throw new IllegalArgumentException(
          "mask "
              + mask.file()
              + " is a "
              + mask.loss()
              + " file with "
              + MaskValues.show(mask, mask.mostFrequent(BinaryMasks::isMiddle))
              + ", which is neither black nor white; give --mask-threshold N (values below N are"
              + " background, the others foreground), or save masks of several classes as PNG");
    }
  }

  /** Whether a value is that of white in files of 8 or 16 bits. */
  static boolean isWhite(int code) {
    return code == WHITE || code == WIDE_WHITE;
  }

  private static boolean isMiddle(int code) {
    return code >= NOISE && code <= WHITE - NOISE;
  }

  private static long pixels(List<MaskCount> masks, int low, int high) {
    return masks.stream().mapToLong(m -> m.pixels(code -> code >= low && code <= high)).sum();
  }
}
