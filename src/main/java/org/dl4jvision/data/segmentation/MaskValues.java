package org.dl4jvision.data.segmentation;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskLegend;

/** The class of each code in masks. Immutable. */
final class MaskValues {

  private static final int SHOWN = 12;

  private final List<String> names;
  private final Map<Integer, Integer> classes;
  private final Others exact;
  private final Others lossy;

  /**
   * What becomes of codes that are not declared.
   *
   * @param classOf their class, or -1 where they are refused
   * @param doubtful which of them may not be what was meant
   * @param doubt what those are, in words that follow a number of pixels
   * @param repair what becomes of them, a clause; null where it is no repair
   */
  record Others(IntUnaryOperator classOf, IntPredicate doubtful, String doubt, String repair) {
    static final Others REFUSED = of(code -> -1);

    /** Others that have a class without any doubt. */
    static Others of(IntUnaryOperator classOf) {
      return new Others(classOf, code -> false, null, null);
    }
  }

  /**
   * Says the meaning of codes.
   *
   * @param classes the class of codes, {@link SegmentationSample#IGNORE} where void
   * @param exact what becomes of others
   * @param lossy the same in lossy files
   */
  MaskValues(List<String> names, Map<Integer, Integer> classes, Others exact, Others lossy) {
    this.names = List.copyOf(names);
    this.classes = Map.copyOf(classes);
    this.exact = exact;
    this.lossy = lossy;
  }

  List<String> names() {
    return names;
  }

  /** Class of a code, {@link SegmentationSample#IGNORE} where void, -1 where not allowed. */
  int classOf(int code, boolean inLossy) {
    Integer value = classes.get(code);
    return value != null ? value : others(inLossy).classOf().applyAsInt(code);
  }

  /** Whether a code has a class of its own. */
  boolean isDeclared(int code) {
    return classes.containsKey(code);
  }

  /** What becomes of codes without a class of their own. */
  Others others(boolean inLossy) {
    return inLossy ? lossy : exact;
  }

  /** The codes that have a class, for messages. */
  String allowed() {
    TreeSet<Integer> codes = new TreeSet<>(classes.keySet());
    return codes.size() > SHOWN && codes.last() - codes.first() == codes.size() - 1
        ? MaskLegend.show(codes.first()) + " to " + MaskLegend.show(codes.last())
        : show(codes);
  }

  /** The smallest difference of numbers that have a class. */
  int leastGap() {
    return new NearestCode(classes.keySet()).leastGap();
  }

  /** Codes in their order; of many the first ones, the last, and their number. */
  static String show(NavigableSet<Integer> codes) {
    boolean all = codes.size() <= SHOWN;
    String first =
        codes.stream().limit(all ? SHOWN : SHOWN / 2).map(MaskLegend::show).collect(joining(", "));
    return all
        ? first
        : first + ", ..., " + MaskLegend.show(codes.last()) + " (" + codes.size() + " values)";
  }

  /** A code with its pixels in a mask, for messages: {@code the value 7 (1 pixel)}. */
  static String show(MaskCount mask, int code) {
    long pixels = mask.pixels(code);
    return (code >= ImageFiles.COLOR ? "the color " : "the value ")
        + MaskLegend.show(code)
        + " ("
        + pixels
        + (pixels == 1 ? " pixel)" : " pixels)");
  }
}
