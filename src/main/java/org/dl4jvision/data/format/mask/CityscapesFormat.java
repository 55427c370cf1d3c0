package org.dl4jvision.data.format.mask;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.MaskSet;
import org.dl4jvision.data.format.mask.CityscapesLegend.Kind;

/**
 * Cityscapes: {@code leftImg8bit/SPLIT/CITY/X_leftImg8bit.png} with {@code
 * gtFine/SPLIT/CITY/X_gtFine_labelTrainIds.png}. Of several masks an image, those with the numbers
 * of the 19 classes are read, else those with the ids of all labels, else the colors, which is
 * said; an image without fine mask may have a coarse one. Where {@code label_colors.txt} names
 * other classes, as CVAT writes it, the colors are read.
 */
public final class CityscapesFormat implements AnnotationFormat {

  private static final Pattern MASK =
      Pattern.compile(
          "(.+)_gt(Fine|Coarse)_(labelTrainIds|labelIds|color)\\.png", Pattern.CASE_INSENSITIVE);
  private static final Pattern IMAGE =
      Pattern.compile(".+_leftImg8bit\\.\\w+", Pattern.CASE_INSENSITIVE);

  /** The format, as the registry makes it. */
  public CityscapesFormat() {}

  @Override
  public String name() {
    return "cityscapes";
  }

  @Override
  public String help() {
    return "Cityscapes: X_leftImg8bit.png with X_gtFine_labelTrainIds.png, labelIds or color";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.MASKS);
  }

  @Override
  public String layout() {
    return "leftImg8bit/train/CITY/X_leftImg8bit.png with"
        + " gtFine/train/CITY/X_gtFine_labelTrainIds.png (or labelIds, or color), and val/ so, too";
  }

  @Override
  public String source() {
    return "Cityscapes: leftImg8bit_trainvaltest.zip and gtFine_trainvaltest.zip, unpacked into one"
        + " folder; CVAT: Actions, Export task dataset, Cityscapes 1.0";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    Map<Kind, List<Path>> masks = masks(folder);
    List<Path> images = folder.images().stream().filter(image -> matches(IMAGE, image)).toList();
    if (masks.isEmpty() || images.isEmpty()) {
      return Optional.empty();
    }
    List<Path> evidence =
        masks.values().stream().flatMap(List::stream).map(Path::getParent).distinct().toList();
    int count = masks.values().stream().mapToInt(List::size).sum() + images.size();
    return Optional.of(
        Found.byLayout(this, folder, evidence, options -> read(folder, images, masks))
            .explaining(count));
  }

  private static boolean matches(Pattern pattern, Path file) {
    return pattern.matcher(file.getFileName().toString()).matches();
  }

  /** The masks of each kind, of an image with a fine and a coarse one the fine one. */
  private static Map<Kind, List<Path>> masks(DataFolder folder) {
    Map<Kind, Map<String, Path>> byName = new EnumMap<>(Kind.class);
    List<Path> fineFirst =
        folder.images().stream()
            .filter(file -> matches(MASK, file))
            .sorted(Comparator.comparing(CityscapesFormat::isCoarse))
            .toList();
    for (Path file : fineFirst) {
      Kind kind = Kind.of(name(file).group(3));
      byName
          .computeIfAbsent(kind, key -> new TreeMap<>())
          .putIfAbsent(folder.name(file).replaceAll("(?i)gtCoarse", "gtFine"), file);
    }
    Map<Kind, List<Path>> masks = new EnumMap<>(Kind.class);
    byName.forEach((kind, files) -> masks.put(kind, List.copyOf(files.values())));
    return masks;
  }

  private static boolean isCoarse(Path mask) {
    return name(mask).group(2).equalsIgnoreCase("coarse");
  }

  private static Matcher name(Path mask) {
    Matcher matcher = MASK.matcher(mask.getFileName().toString());
    if (!matcher.matches()) {
      throw new IllegalStateException("no mask: " + mask);
    }
    return matcher;
  }

  private static Annotations read(
      DataFolder folder, List<Path> images, Map<Kind, List<Path>> masks) {
    List<String> warnings = new ArrayList<>();
    Set<Path> colored = new TreeSet<>();
    masks.getOrDefault(Kind.COLORS, List.of()).forEach(mask -> colored.add(mask.getParent()));
    // Tools that write other classes so say them by their colors.
    Optional<MaskLegend> own = LegendFiles.find(folder, colored, warnings);
    Kind kind = own.isPresent() ? Kind.COLORS : mostUsual(masks);
    MaskSet set = new MaskSet(folder, images, masks.get(kind), CityscapesFormat::imageOf);
    Annotations annotations =
        set.annotations((image, mask) -> image.mask(mask).split(split(mask, folder.root())));
    if (masks.size() > 1) {
      warnings.add(
          "the masks "
              + kind
              + " are read, "
              + masks.keySet().stream()
                  .filter(other -> other != kind)
                  .map(Kind::toString)
                  .collect(joining(" and "))
              + " left alone");
    }
    warnings.addAll(annotations.warnings());
    return annotations
        .withLegend(own.orElseGet(() -> CityscapesLegend.of(kind, folder.root())))
        .withWarnings(warnings);
  }

  /** The kind that most images have; of equal ones the first. */
  private static Kind mostUsual(Map<Kind, List<Path>> masks) {
    int most = masks.values().stream().mapToInt(Collection::size).max().orElseThrow();
    return masks.keySet().stream()
        .filter(kind -> masks.get(kind).size() == most)
        .findFirst()
        .orElseThrow();
  }

  private static String imageOf(Path mask) {
    return mask.resolveSibling(name(mask).group(1) + "_leftImg8bit").toString();
  }

  /** More images with coarse masks are for training, too. */
  private static Optional<Split> split(Path mask, Path root) {
    for (Path part : root.relativize(mask)) {
      if (part.toString().equals("train_extra")) {
        return Optional.of(Split.TRAIN);
      }
    }
    return Split.above(mask, root);
  }
}
