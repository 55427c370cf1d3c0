package org.dl4jvision.data.segmentation;

import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.segmentation.MaskValues.Others;

/** Finds what the codes of a data set's masks mean: by options, by what is declared, by values. */
final class MaskMeaning {

  /** The share of a lossy mask whose colors must be near those declared. */
  private static final double CLEAR_SHARE = 0.9;

  private final MaskOptions options;
  private final Optional<DeclaredClasses> declared;
  private final MaskCodes codes;
  private final BinaryMasks binary;

  private MaskMeaning(MaskOptions options, Optional<DeclaredClasses> declared, MaskCodes codes) {
    this.options = options;
    this.declared = declared;
    this.codes = codes;
    binary = new BinaryMasks(options, declared, codes);
  }

  /**
   * The meaning of the codes that occur, which {@link #check} compares with those of each mask.
   *
   * @throws IllegalArgumentException naming the mask, its value and the option that is missing
   */
  static MaskValues of(MaskOptions options, Optional<DeclaredClasses> declared, MaskCodes codes) {
    MaskMeaning meaning = new MaskMeaning(options, declared, codes);
    return meaning
        .binary
        .byOption()
        .orElseGet(() -> codes.colored() ? meaning.colors() : meaning.numbers());
  }

  private MaskValues colors() {
    Map<Integer, Integer> colors = declared.map(DeclaredClasses::colors).orElse(Map.of());
    if (colors.isEmpty()) {
      throw new IllegalArgumentException(
          "the masks are colored, as "
              + codes.firstColored().file()
              + "; classes.txt in the data folder must give each class in a line"
              + " \"index name R G B\", or --mask-threshold N make two classes by brightness");
    }
    if (declared.get().twice() != null) {
      throw new IllegalArgumentException(
          options.classesFile()
              + " gives two classes the color "
              + MaskLegend.show(declared.get().twice())
              + ", but the masks are colored; expected each color once");
    }
    NearestCode nearest = new NearestCode(colors.keySet());
    IntUnaryOperator classOf = code -> colors.get(nearest.of(code));
    String repair = "each pixel gets the nearest";
    // No pixel of a lossy file has exactly the color that was meant.
    Others lossy =
        new Others(
            classOf,
            code -> !nearest.isClear(code),
            "are not near one color of " + declared.get().source(),
            repair);
    Others exact =
        options.nearest()
            ? new Others(
                classOf, code -> true, "have no color of " + declared.get().source(), repair)
            : Others.REFUSED;
    if (!options.nearest()) {
      codes
          .all()
          .filter(MaskCount::lossy)
          .forEach(mask -> checkClear(mask, nearest, declared.get().source()));
    }
    return new MaskValues(declared.get().names(), colors, exact, lossy);
  }

  private static void checkClear(MaskCount mask, NearestCode nearest, String source) {
    if (mask.pixels(nearest::isClear) < CLEAR_SHARE * mask.pixels(code -> true)) {
      throw new IllegalArgumentException(
          "mask "
              + mask.file()
              + " is a "
              + mask.loss()
              + " file with "
              + MaskValues.show(mask, mask.mostFrequent(code -> !nearest.isClear(code)))
              + " and more that is not near one color of "
              + source
              + "; add what is missing there, or"
              + " give --mask-nearest for the nearest color");
    }
  }

  private MaskValues numbers() {
    Optional<MaskValues> two = binary.byValues();
    if (two.isPresent()) {
      return two.get();
    }
    if (options.nearest() && declared.isEmpty()) {
      throw new IllegalArgumentException(
          "maskNearest needs masks of 0 and 255, or classes.txt in the data folder with the values"
              + " or colors of the classes; the masks have "
              + MaskValues.show(codes.seen()));
    }
    DeclaredClasses classes = declared.orElseGet(this::guess);
    MaskValues exact =
        new MaskValues(classes.names(), classes.numbers(), Others.REFUSED, Others.REFUSED);
    if (!options.nearest()) {
      return exact;
    }
    if (exact.leastGap() < NearestCode.LEAST_GAP) {
      throw new IllegalArgumentException(
          "maskNearest needs values at least "
              + NearestCode.LEAST_GAP
              + " apart, as blur between closer ones looks like classes; declared are "
              + exact.allowed());
    }
    NearestCode nearest = new NearestCode(classes.numbers().keySet());
    Others others =
        new Others(
            code -> classes.numbers().get(nearest.of(code)),
            code -> true,
            "have no declared value",
            "each gets the nearest");
    return new MaskValues(classes.names(), classes.numbers(), others, others);
  }

  /**
   * Whether nobody says what the values mean and they count from 1, as those of Oxford's pets do:
   * then each is a class.
   */
  static boolean countsFromOne(
      MaskOptions options, Optional<DeclaredClasses> declared, MaskCodes codes) {
    return declared.isEmpty()
        && options.followsLegend()
        && !codes.colored()
        && countsFromOne(valued(options, codes));
  }

  private static boolean countsFromOne(NavigableSet<Integer> values) {
    int count = values.size();
    return count > 1
        && count <= MaskOptions.MAX_CLASSES
        && values.first() == 1
        && values.last() == count;
  }

  private static NavigableSet<Integer> valued(MaskOptions options, MaskCodes codes) {
    NavigableSet<Integer> values = new TreeSet<>(codes.seen());
    values.removeIf(options::ignores);
    return values;
  }

  /** Class indices from 0, or numbers of classes from 1, without gaps. */
  private DeclaredClasses guess() {
    NavigableSet<Integer> values = valued(options, codes);
    if (countsFromOne(values)) {
      return DeclaredClasses.ofNumbers(options, values);
    }
    int count = values.size();
    if (count > 0
        && (values.first() != 0 || values.last() != count - 1 || count > MaskOptions.MAX_CLASSES)) {
      throw unknown(values);
    }
    return DeclaredClasses.ofCount(options, Math.max(2, count));
  }

  private IllegalArgumentException unknown(NavigableSet<Integer> values) {
    int last = values.last();
    IntPredicate between = code -> code != values.first() && code != last && !options.ignores(code);
    // Of two values the second one, which may be meant as the foreground.
    IntPredicate odd = values.size() > 2 ? between : code -> code == last;
    MaskCount mask = codes.all().filter(m -> m.pixels(odd) > 0).findFirst().orElseThrow();
    return new IllegalArgumentException(
        "mask "
            + mask.file()
            + " has "
            + MaskValues.show(mask, mask.mostFrequent(odd))
            + ", and all masks have "
            + MaskValues.show(values)
            + "; expected 0 and 255, or class indices from 0 without gaps. Give --mask-threshold "
            + (last > 0x7fff ? 0x8000 : last > 127 && last < 256 ? 128 : (last + 1) / 2)
            + " if the masks are blurred (once JPEG, or resized), --foreground "
            + (values.size() > 2 ? "VALUE" : last)
            + " if one value is the foreground, --ignore-index "
            + (values.contains(255) ? "255" : "VALUE")
            + " if one is void, --classes N or a classes.txt for class indices, --class-map"
            + " FILE with lines VALUE = CLASS for any others");
  }

  /**
   * Refuses a mask with codes that have no meaning.
   *
   * @param codes of all masks
   * @throws IllegalArgumentException naming the mask and its value
   */
  static void check(MaskCodes codes, MaskCount mask, MaskValues values) {
    IntPredicate refused = code -> values.classOf(code, mask.lossy()) < 0;
    boolean close = !codes.colored() && values.leastGap() < NearestCode.LEAST_GAP;
    // The blur of compression looks like other class indices.
    if (mask.lossy()
        && close
        && values.others(true) == Others.REFUSED
        && mask.pixels(code -> code != 0) > 0) {
      throw new IllegalArgumentException(
          "mask "
              + mask.file()
              + " is a "
              + mask.loss()
              + " file with "
              + MaskValues.show(mask, mask.mostFrequent(code -> code != 0))
              + "; class indices are not exact in such files: expected a PNG file, or"
              + " --mask-threshold N for two classes");
    }
    if (mask.pixels(refused) > 0) {
      IntPredicate odd = refused.and(code -> !BinaryMasks.isWhite(code));
      int code = mask.mostFrequent(mask.pixels(odd) > 0 ? odd : refused);
      throw new IllegalArgumentException(
          "mask "
              + mask.file()
              + " has "
              + MaskValues.show(mask, code)
              + "; allowed: "
              + values.allowed()
              + remedy(codes, code, close, values.names().size()));
    }
  }

  private static String remedy(MaskCodes codes, int code, boolean close, int classes) {
    if (!close) {
      return ". Give --mask-nearest if the masks are blurred (once JPEG, or resized)";
    }
    if (classes == 2 && codes.seen().last() > 127) {
      return ". Give --mask-threshold 128 if the masks are blurred (once JPEG, or resized)";
    }
    return code == 255 ? ". Give --ignore-index 255 if it is void" : "";
  }
}
