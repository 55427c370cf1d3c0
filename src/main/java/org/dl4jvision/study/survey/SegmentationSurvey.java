package org.dl4jvision.study.survey;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.report.TextTable;

/**
 * Statistics of class maps.
 *
 * @param name of the data set
 * @param images for training
 * @param seen of these; all of them, unless they are too many or too large
 * @param validationImages images that models will be judged by
 * @param channels 1 (gray) or 3 (color)
 * @param shorterSides of the images
 * @param ignoredShare the share of pixels without a class
 * @param ofRepeats where masks of an image that is there twice differ
 * @param ofOutlines where outlines of several classes claim the same pixel
 * @param classes all classes, by index
 */
public record SegmentationSurvey(
    String name,
    int images,
    int seen,
    int validationImages,
    int channels,
    Spread shorterSides,
    double ignoredShare,
    Disagreement ofRepeats,
    Disagreement ofOutlines,
    List<ClassSurvey> classes)
    implements Survey {

  /**
   * Looks at the training images.
   *
   * @param progress is told how far it is, where it takes long
   */
  public static SegmentationSurvey of(SegmentationDataset dataset, Consumer<String> progress) {
    SegmentationLook look = new SegmentationLook(dataset, progress);
    look.run();
    return new SegmentationSurvey(
        dataset.name(),
        dataset.size(Split.TRAIN),
        look.seen(),
        dataset.size(Split.VALIDATION),
        dataset.channels(),
        look.shorterSides(),
        look.ignoredShare(),
        look.ofRepeats(),
        look.ofOutlines(),
        look.classes());
  }

  @Override
  public String task() {
    return "segmentation";
  }

  /** The classes that training images show, by index. */
  public List<ClassSurvey> present() {
    return classes.stream().filter(ClassSurvey::isPresent).toList();
  }

  /** The class that the fewest pixels have, of those that are there. */
  public ClassSurvey rarest() {
    return present().stream().min(Comparator.comparingDouble(ClassSurvey::share)).orElseThrow();
  }

  /** The class that the most pixels have. */
  public ClassSurvey commonest() {
    return present().stream().max(Comparator.comparingDouble(ClassSurvey::share)).orElseThrow();
  }

  /** Whether there are two classes, of which one is looked for on the ground of the other. */
  public boolean isBinary() {
    return classes.size() == 2;
  }

  /** The classes but the ground on which they are: class 0 of two, or where it is called so. */
  public List<ClassSurvey> foreground() {
    boolean ground = isBinary() || classes.get(0).name().equalsIgnoreCase("background");
    return classes.subList(ground ? 1 : 0, classes.size()).stream()
        .filter(ClassSurvey::isPresent)
        .toList();
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "%d training images%s, %d for validation, shorter sides %s pixels, ignored %s of the"
                + " pixels",
            images,
            seen < images ? " (" + seen + " looked at)" : "",
            validationImages,
            shorterSides,
            Numbers.percent(ignoredShare)));
    TextTable table =
        new TextTable(
            List.of(
                "class",
                "pixels",
                "absent",
                "objects",
                "an image",
                "size",
                "width",
                "thin",
                "touching",
                "specks",
                "boundary",
                "shaved Dice"));
    present().forEach(one -> table.add(cells(one)));
    table.lines().forEach(lines::add);
    if (present().size() < classes.size()) {
      lines.add("  on no training image: " + (classes.size() - present().size()) + " classes");
    }
    lines.add("  " + noise());
    return lines;
  }

  private String noise() {
    List<String> known = new ArrayList<>();
    if (ofRepeats.isKnown()) {
      known.add(
          "images that look like another one: %d; their masks %s"
              .formatted(ofRepeats.images(), ofRepeats.describe()));
    }
    if (ofOutlines.isKnown()) {
      known.add(
          "outlines of several classes, on %d images, %s"
              .formatted(ofOutlines.images(), ofOutlines.describe()));
    }
    return known.isEmpty()
        ? "noise of the labels cannot be told: no image has two masks, or outlines of classes"
        : String.join("; ", known);
  }

  private static List<String> cells(ClassSurvey one) {
    return List.of(
        one.name(),
        Numbers.percent(one.share()),
        Numbers.percent(one.absentShare()),
        "" + one.objects(),
        Numbers.of(one.objectsAnImage().median()),
        one.sizes().toString(),
        Numbers.of(one.width()),
        Numbers.percent(one.thinShare()),
        Numbers.percent(one.touchingShare()),
        Numbers.percent(one.speckShare()),
        Numbers.of(one.boundary()),
        Numbers.of(one.shavedDice()));
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("images", images);
    map.put("seen", seen);
    map.put("validation-images", validationImages);
    map.put("channels", channels);
    map.put("shorter-side", shorterSides.toMap());
    map.put("ignored-share", ignoredShare);
    map.put("masks-of-one-image", ofRepeats.toMap());
    map.put("outlines", ofOutlines.toMap());
    map.put("classes", classes.stream().map(ClassSurvey::toMap).toList());
    return map;
  }

  @Override
  public List<BufferedImage> charts() {
    return SurveyCharts.of(this);
  }
}
