package org.dl4jvision.data.segmentation;

import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskLegend;

/**
 * Decides what counts in palette files: their indices, or the colors that they show.
 *
 * <p>Indices count, unless other masks are color files, or the colors are those that classes.txt
 * declares and the indices are not, or mean other classes.
 */
final class PaletteMasks {

  private final List<MaskCount> masks;
  private final boolean shown;
  private final String note;

  /**
   * Decides.
   *
   * @param all the masks of the data set
   * @throws IllegalArgumentException if indices count, but a color is not of one index in all files
   */
  PaletteMasks(List<MaskCount> all, Optional<DeclaredClasses> declared) {
    masks = all.stream().filter(mask -> mask.palette() != null).toList();
    boolean anyColors =
        all.stream()
            .anyMatch(m -> m.palette() == null && m.codes().anyMatch(c -> c >= ImageFiles.COLOR));
    boolean said = !masks.isEmpty() && declared.isPresent() && showsDeclared(declared.get());
    shown = !masks.isEmpty() && (anyColors || said);
    if (!masks.isEmpty() && !shown) {
      checkOrder();
      note = noteOfOrder();
    } else {
      note =
          said && !anyColors
              ? "palette masks: their colors, and not their indices, are those declared; colors"
                  + " count"
              : null;
    }
  }

  /** Whether colors count. */
  boolean shown() {
    return shown;
  }

  /** A line for the user on what counts, where that may surprise. */
  Optional<String> note() {
    return Optional.ofNullable(note);
  }

  private boolean showsDeclared(DeclaredClasses declared) {
    boolean same = true;
    for (MaskCount mask : masks) {
      int[] used = mask.codes().toArray();
      Set<Integer> colors = Arrays.stream(used).mapToObj(i -> mask.palette()[i]).collect(toSet());
      if (colors.size() < used.length) {
        return false;
      }
      for (int index : used) {
        Integer byColor = classOfColor(declared, mask.palette()[index]);
        if (byColor == null) {
          return false;
        }
        same &= byColor.equals(declared.numbers().get(index));
      }
    }
    return !same;
  }

  private static Integer classOfColor(DeclaredClasses declared, int color) {
    Integer byColor = declared.colors().get(ImageFiles.COLOR | color);
    return byColor != null ? byColor : declared.numbers().get(PlainCodes.numberOfGray(color));
  }

  /** Palettes that were made file by file number their colors as they come. */
  private void checkOrder() {
    Map<Integer, Integer> indices = new HashMap<>();
    Map<Integer, MaskCount> first = new HashMap<>();
    for (MaskCount mask : masks) {
      for (int index : mask.codes().toArray()) {
        int color = mask.palette()[index];
        Integer other = indices.putIfAbsent(color, index);
        MaskCount before = first.putIfAbsent(color, mask);
        if (other != null && other != index && differ(before.palette(), mask.palette())) {
          throw new IllegalArgumentException(
              "the palettes of masks differ: "
                  + MaskLegend.show(ImageFiles.COLOR | color)
                  + " is index "
                  + other
                  + " in "
                  + before.file()
                  + ", but "
                  + index
                  + " in "
                  + mask.file()
                  + "; classes.txt in the data folder must give the color of each class in a line"
                  + " \"index name R G B\"");
        }
      }
    }
  }

  private static boolean differ(int[] a, int[] b) {
    int length = Math.min(a.length, b.length);
    return !Arrays.equals(a, 0, length, b, 0, length);
  }

  /** Index 0 is the background, which is mostly shown black. */
  private String noteOfOrder() {
    for (MaskCount mask : masks) {
      int[] palette = mask.palette();
      if (palette[0] != 0 && mask.codes().anyMatch(i -> palette[i] == 0)) {
        return "indices count in palette masks, not colors: in "
            + mask.file()
            + " index 0, shown as "
            + MaskLegend.show(ImageFiles.COLOR | palette[0])
            + ", is class 0, and index "
            + mask.codes().filter(i -> palette[i] == 0).findFirst().orElseThrow()
            + " is shown black; --foreground 0 inverts masks of two classes";
      }
    }
    return null;
  }
}
