package org.dl4jvision.data.segmentation;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.segmentation.MaskValues.Others;

/** Counts the pixels whose values were not exact, for the user. */
final class MaskRepairs {

  private final MaskCodes codes;
  private final MaskValues values;

  private MaskRepairs(MaskCodes codes, MaskValues values) {
    this.codes = codes;
    this.values = values;
  }

  /** What was repaired, a line each. */
  static List<String> warnings(MaskCodes codes, MaskValues values) {
    MaskRepairs repairs = new MaskRepairs(codes, values);
    List<String> warnings = new ArrayList<>();
    repairs.addLossy(warnings);
    repairs.addExact(warnings);
    return warnings;
  }

  private void addLossy(List<String> warnings) {
    Others others = values.others(true);
    List<MaskCount> masks = codes.all().filter(MaskCount::lossy).toList();
    if (others.repair() == null || masks.isEmpty()) {
      return;
    }
    IntPredicate doubtful = doubtful(true);
    warnings.add(
        masks.size()
            + " of "
            + codes.all().count()
            + (masks.size() == 1 ? " masks is a " : " masks are ")
            + masks.stream().map(MaskCount::loss).distinct().sorted().collect(joining(" or "))
            + (masks.size() == 1 ? " file" : " files")
            + ", whose values are not exact: "
            + others.repair()
            + "; "
            + pixels(masks.stream().mapToLong(mask -> mask.pixels(doubtful)).sum())
            + " "
            + others.doubt()
            + " (first "
            + masks.get(0).file()
            + ": "
            + masks.get(0).pixels(doubtful)
            + ")");
  }

  private void addExact(List<String> warnings) {
    Others others = values.others(false);
    IntPredicate doubtful = doubtful(false);
    List<MaskCount> masks =
        codes.all().filter(mask -> !mask.lossy() && mask.pixels(doubtful) > 0).toList();
    if (others.repair() == null || masks.isEmpty()) {
      return;
    }
    MaskCount first = masks.get(0);
    warnings.add(
        pixels(masks.stream().mapToLong(mask -> mask.pixels(doubtful)).sum())
            + " of "
            + masks.size()
            + (masks.size() == 1 ? " mask " : " masks ")
            + others.doubt()
            + ": "
            + others.repair()
            + " (first "
            + first.file()
            + ": "
            + first.pixels(doubtful)
            + ", most often "
            + MaskLegend.show(first.mostFrequent(doubtful))
            + ")");
  }

  private IntPredicate doubtful(boolean lossy) {
    Others others = values.others(lossy);
    return code -> !values.isDeclared(code) && others.doubtful().test(code);
  }

  private static String pixels(long count) {
    return count + (count == 1 ? " pixel" : " pixels");
  }
}
