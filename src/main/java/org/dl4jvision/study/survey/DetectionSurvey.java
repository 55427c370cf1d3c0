package org.dl4jvision.study.survey;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.report.TextTable;

/**
 * Statistics of boxes. Those to be ignored are counted, and nothing else.
 *
 * @param name of the data set
 * @param images for training
 * @param validationImages images that models will be judged by
 * @param empty training images without any object
 * @param longerSides of the images
 * @param objectsAnImage how many objects an image has
 * @param sizes roots of the areas of all objects, in pixels
 * @param relativeSizes the same by the longer side of the image
 * @param aspects widths by heights of all objects
 * @param elongations longer by shorter sides of all objects
 * @param overlapping the share of objects of which another covers a third: IoU of 0.3 or more
 * @param crowding the share of objects that have an IoU of 0.5 or more with another: as much as two
 *     boxes of one object may have, so that one is dropped
 * @param classes all classes, by index
 */
public record DetectionSurvey(
    String name,
    int images,
    int validationImages,
    int empty,
    Spread longerSides,
    Spread objectsAnImage,
    Spread sizes,
    Spread relativeSizes,
    Spread aspects,
    Spread elongations,
    double overlapping,
    double crowding,
    List<BoxSurvey> classes)
    implements Survey {

  /** Looks at the training images. */
  public static DetectionSurvey of(DetectionDataset dataset) {
    DetectionLook look = new DetectionLook(dataset);
    return new DetectionSurvey(
        dataset.name(),
        dataset.size(Split.TRAIN),
        dataset.size(Split.VALIDATION),
        look.empty(),
        look.longerSides(),
        look.objectsAnImage(),
        look.sizes(),
        look.relativeSizes(),
        look.aspects(),
        look.elongations(),
        look.overlapping(DetectionLook.OVERLAP),
        look.overlapping(DetectionLook.CROWD),
        look.classes());
  }

  @Override
  public String task() {
    return "detection";
  }

  /** The classes that training images show, by index. */
  public List<BoxSurvey> present() {
    return classes.stream().filter(one -> one.objects() > 0).toList();
  }

  /** The class with the fewest objects, of those that are there. */
  public BoxSurvey rarest() {
    return present().stream().min(Comparator.comparingInt(BoxSurvey::objects)).orElseThrow();
  }

  /** The class with the most objects. */
  public BoxSurvey commonest() {
    return present().stream().max(Comparator.comparingInt(BoxSurvey::objects)).orElseThrow();
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "%d training images (%d without objects), %d for validation, longer sides %s pixels",
            images, empty, validationImages, longerSides));
    lines.add(
        String.format(
            "%d objects, an image %s, size %s pixels, overlapping %s, crowded %s",
            sizes.count(),
            objectsAnImage,
            sizes,
            Numbers.percent(overlapping),
            Numbers.percent(crowding)));
    TextTable table =
        new TextTable(List.of("class", "objects", "images", "ignored", "size", "width/height"));
    classes.stream()
        .filter(one -> one.objects() + one.ignored() > 0)
        .forEach(
            one ->
                table.add(
                    List.of(
                        one.name(),
                        "" + one.objects(),
                        "" + one.images(),
                        "" + one.ignored(),
                        one.sizes().toString(),
                        one.aspects().toString())));
    table.lines().forEach(lines::add);
    if (present().size() < classes.size()) {
      lines.add("  on no training image: " + (classes.size() - present().size()) + " classes");
    }
    return lines;
  }

  @Override
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("images", images);
    map.put("validation-images", validationImages);
    map.put("images-without-objects", empty);
    map.put("longer-side", longerSides.toMap());
    map.put("objects", sizes.count());
    map.put("objects-an-image", objectsAnImage.toMap());
    map.put("size", sizes.toMap());
    map.put("relative-size", relativeSizes.toMap());
    map.put("aspect", aspects.toMap());
    map.put("elongation", elongations.toMap());
    map.put("overlapping-share", overlapping);
    map.put("crowded-share", crowding);
    map.put("classes", classes.stream().map(BoxSurvey::toMap).toList());
    return map;
  }

  @Override
  public List<BufferedImage> charts() {
    return SurveyCharts.of(this);
  }
}
