package org.dl4jvision.data.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.MaskFile;

/**
 * Masks that lie beside what they are of. The borders of a mask mostly lie on edges of its image: a
 * mask is told to be shifted if its borders fit far better elsewhere, and there as well as those of
 * other masks where they lie. Where the borders of a data set follow no edges, none is told.
 */
public final class ShiftedMasks implements DataCheck {

  /** Fewer masks are no measure for each other. */
  private static final int FEWEST = 5;

  /** From this distance on a mask is shifted, in pixels. */
  private static final double FAR = 4;

  /** The borders of most masks must be within this of where they fit best. */
  private static final double NEAR = 3;

  private static final double MOST = 0.6;

  /** The part of the usual fit that a shifted mask has where it should be. */
  private static final double FITS = 0.6;

  /** The part of its best fit that it has at most where it is. */
  private static final double BESIDE = 0.5;

  /** The check, as the registry makes it. */
  public ShiftedMasks() {}

  @Override
  public String name() {
    return "shifted-masks";
  }

  @Override
  public String help() {
    return "masks whose borders lie beside the edges of their image, which they would fit elsewhere"
        + " as well as other masks do theirs; up to "
        + MaskShift.REACH
        + " pixels, in sets whose masks follow edges";
  }

  @Override
  public boolean isFault() {
    return true;
  }

  @Override
  public String repair() {
    return "kept: look at them, and draw anew or remove what is wrong";
  }

  @Override
  public boolean isRepaired() {
    return false;
  }

  @Override
  public List<Finding> find(CheckedData data) {
    List<ImageFacts> judged =
        data.images().stream().filter(facts -> facts.shift().isPresent()).toList();
    List<MaskShift> shifts = judged.stream().map(facts -> facts.shift().orElseThrow()).toList();
    if (shifts.size() < FEWEST) {
      return List.of();
    }
    double right = median(shifts, MaskShift::right);
    double down = median(shifts, MaskShift::down);
    long near = shifts.stream().filter(one -> one.distance(right, down) <= NEAR).count();
    double usual = median(shifts, MaskShift::best);
    if (near < MOST * shifts.size()) {
      return List.of();
    }
    return judged.stream()
        .filter(facts -> isShifted(facts.shift().orElseThrow(), right, down, usual))
        .map(facts -> finding(facts.image(), facts.shift().orElseThrow()))
        .toList();
  }

  private static boolean isShifted(MaskShift shift, double right, double down, double usual) {
    return shift.distance(right, down) >= FAR
        && shift.best() >= FITS * usual
        && shift.here() <= BESIDE * shift.best();
  }

  private static double median(List<MaskShift> shifts, ToDoubleFunction<MaskShift> number) {
    double[] sorted = shifts.stream().mapToDouble(number).sorted().toArray();
    return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
  }

  private static Finding finding(AnnotatedImage image, MaskShift shift) {
    return new Finding(
        image.file(),
        String.format(
            Locale.ROOT,
            "%s: seems to be shifted: its borders would lie on the edges of the image %s and %s"
                + " (%.1f standard deviations above chance, %.1f where it is)",
            image.mask().map(MaskFile::file).orElse(image.source()),
            pixels(shift.right(), "to the right", "to the left"),
            pixels(shift.down(), "down", "up"),
            shift.best(),
            shift.here()));
  }

  private static String pixels(int count, String forwards, String backwards) {
    return Math.abs(count) + " pixels " + (count < 0 ? backwards : forwards);
  }
}
