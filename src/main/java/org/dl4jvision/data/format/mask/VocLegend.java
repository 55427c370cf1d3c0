package org.dl4jvision.data.format.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.io.TextFiles;

/** What the colors of masks in {@link VocMaskFormat} mean. */
final class VocLegend {

  private static final List<String> CLASSES =
      List.of(
          "background",
          "aeroplane",
          "bicycle",
          "bird",
          "boat",
          "bottle",
          "bus",
          "car",
          "cat",
          "chair",
          "cow",
          "diningtable",
          "dog",
          "horse",
          "motorbike",
          "person",
          "pottedplant",
          "sheep",
          "sofa",
          "train",
          "tvmonitor");

  private static final int VOID_NUMBER = 255;
  private static final int VOID_COLOR = VocColors.color(VOID_NUMBER);

  private static final Pattern LINE =
      Pattern.compile("(.+?):(?:(\\d{1,3}),(\\d{1,3}),(\\d{1,3}))?:[^:]*:[^:]*");

  private VocLegend() {}

  /**
   * A legend by labelmap.txt, lines "name:r,g,b:parts:actions". Where no line has a color they are
   * Pascal VOC's in their order.
   *
   * @throws IllegalArgumentException naming the first line at fault
   */
  static MaskLegend ofLabelMap(Path file) {
    List<String> names = new ArrayList<>();
    List<Integer> colors = new ArrayList<>();
    for (String line : TextFiles.lines(file)) {
      if (!line.startsWith("#")) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
          throw error(file, line, "must be name:red,green,blue::");
        }
        names.add(matcher.group(1).strip());
        colors.add(matcher.group(2) == null ? null : rgb(file, line, matcher));
      }
    }
    boolean none = colors.stream().allMatch(color -> color == null);
    MaskLegend.Builder legend = MaskLegend.builder(file);
    if (!none && !colors.contains(0)) {
      legend.color(0, CLASSES.get(0));
    }
    for (int i = 0; i < names.size(); i++) {
      if (!none && colors.get(i) == null) {
        throw error(file, names.get(i), "has no color, but others have");
      }
      int color = none ? VocColors.color(i) : colors.get(i);
      if (color == VOID_COLOR) {
        continue; // as the class "ignored" of Pascal VOC
      }
      legend.color(color, names.get(i));
    }
    return legend.voidColor(VOID_COLOR).build();
  }

  private static int rgb(Path file, String line, Matcher matcher) {
    int color = 0;
    for (int i = 2; i <= 4; i++) {
      int part = Integer.parseInt(matcher.group(i));
      if (part > 255) {
        throw error(file, line, "has a color above 255");
      }
      color = color << 8 | part;
    }
    return color;
  }

  private static IllegalArgumentException error(Path file, String line, String problem) {
    return new IllegalArgumentException(file + ": '" + line + "' " + problem);
  }

  /** A legend by class_names.txt as LabelMe writes it: a name a line, the ignored one first. */
  static MaskLegend ofNames(Path file) {
    MaskLegend.Builder legend = MaskLegend.builder(file);
    int number = 0;
    for (String name : TextFiles.lines(file)) {
      if (!name.equals("__ignore__")) {
        legend.number(number++, name);
      }
    }
    return legend.voidNumber(VOID_NUMBER).build();
  }

  /**
   * What Pascal VOC's masks have in common where nothing names their classes.
   *
   * @param source folder of the data
   */
  static MaskLegend ofVoid(Path source) {
    return MaskLegend.builder(source).voidNumber(VOID_NUMBER).build();
  }

  /**
   * Pascal VOC's 21 classes, if a mask has its palette.
   *
   * @param source folder of the data
   */
  static Optional<MaskLegend> ofPalette(Path source, Mask mask) {
    int[] palette = mask.palette();
    boolean voc = palette != null && palette.length >= CLASSES.size();
    for (int i = 0; voc && i < CLASSES.size(); i++) {
      voc = palette[i] == VocColors.color(i);
    }
    return voc ? Optional.of(ofNumbers(source)) : Optional.empty();
  }

  /**
   * Pascal VOC's 21 classes by their numbers.
   *
   * @param source folder of the data
   */
  static MaskLegend ofNumbers(Path source) {
    MaskLegend.Builder legend = MaskLegend.builder(source);
    for (int i = 0; i < CLASSES.size(); i++) {
      legend.number(i, CLASSES.get(i));
    }
    return legend.voidNumber(VOID_NUMBER).build();
  }
}
