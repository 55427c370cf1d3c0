package org.dl4jvision.data.format.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.Tally;

/**
 * Pascal VOC's masks: an image file an image in {@code SegmentationClass/} beside {@code
 * JPEGImages/}, with lists in {@code ImageSets/Segmentation/}. Colors mean what {@code
 * labelmap.txt} says, as CVAT writes it, else numbers are the lines of {@code class_names.txt}, as
 * LabelMe does; else the palette may be Pascal VOC's. Index 255 is void. Images without a mask, and
 * masks of no list where there are lists, are left out, with a warning.
 */
public final class VocMaskFormat implements AnnotationFormat {

  private static final String MASKS = "SegmentationClass";
  private static final List<String> IMAGES = List.of("JPEGImages", "images", "Images");

  @Override
  public String name() {
    return "voc-masks";
  }

  @Override
  public String help() {
    return "Pascal VOC's masks: a palette or color file an image in SegmentationClass/";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.MASKS);
  }

  @Override
  public String layout() {
    return "SegmentationClass/ and JPEGImages/, with labelmap.txt and"
        + " ImageSets/Segmentation/train.txt and val.txt";
  }

  @Override
  public String source() {
    return "Pascal VOC; CVAT: Actions, Export task dataset, Segmentation mask 1.1, with Save"
        + " images; LabelMe: labelme2voc";
  }

  /** A folder of masks and that of its images. */
  private record Place(Path home, Path masks, Path images) {}

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Place> places =
        folder.folders(MASKS).stream()
            .filter(masks -> !folder.imagesBelow(masks).isEmpty() && masks.getParent() != null)
            .flatMap(masks -> place(folder, masks).stream())
            .toList();
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Found.byLayout(
                    this,
                    folder,
                    places.stream().map(Place::masks).toList(),
                    options -> read(folder, places))
                .explaining(
                    places.stream()
                        .flatMap(place -> Stream.of(place.masks(), place.images()))
                        .mapToInt(one -> folder.imagesBelow(one).size())
                        .sum()));
  }

  private static Optional<Place> place(DataFolder folder, Path masks) {
    Path home = masks.getParent();
    return IMAGES.stream()
        .map(home::resolve)
        .filter(images -> !folder.imagesBelow(images).isEmpty())
        .map(images -> new Place(home, masks, images))
        .findFirst();
  }

  private static Annotations read(DataFolder folder, List<Place> places) {
    List<String> warnings = new ArrayList<>();
    List<AnnotatedImage> images = new ArrayList<>();
    places.forEach(place -> images.addAll(read(folder, place, warnings)));
    Annotations annotations = Annotations.of(images);
    return legend(folder, places, images, warnings)
        .map(annotations::withLegend)
        .orElse(annotations)
        .withWarnings(warnings);
  }

  private static List<AnnotatedImage> read(DataFolder folder, Place place, List<String> warnings) {
    Map<String, Path> images = byName(folder, place.images());
    Map<String, Path> masks = byName(folder, place.masks());
    List<Path> files = folder.filesIn(place.home().resolve("ImageSets").resolve("Segmentation"));
    VocMaskLists lists =
        new VocMaskLists(files.stream().filter(file -> file.toString().endsWith(".txt")).toList());
    lists.report(warnings);
    Set<String> names =
        new LinkedHashSet<>(lists.images().isEmpty() ? masks.keySet() : lists.images().keySet());
    List<AnnotatedImage> result = new ArrayList<>();
    Tally unmasked = new Tally();
    for (String name : names) {
      VocMaskLists.Listed listed = lists.images().get(name);
      Path mask = masks.get(name);
      if (mask == null && listed != null && !images.containsKey(name)) {
        throw missing(listed.list(), name, place);
      }
      if (mask == null) {
        continue;
      }
      if (!images.containsKey(name)) {
        throw missing(mask, name, place);
      }
      result.add(
          AnnotatedImage.of(images.get(name))
              .source(mask)
              .mask(mask)
              .split(listed == null ? Split.above(mask, folder.root()) : listed.split())
              .build());
    }
    images.forEach((name, file) -> count(unmasked, file, !masks.containsKey(name)));
    unmasked.report("%d images have no mask and are left out, the first is %s", warnings);
    Tally unlisted = new Tally();
    masks.forEach((name, file) -> count(unlisted, file, !names.contains(name)));
    unlisted.report("%d masks are in no list and are left out, the first is %s", warnings);
    return result;
  }

  private static void count(Tally tally, Path file, boolean counts) {
    if (counts) {
      tally.add(file);
    }
  }

  private static IllegalArgumentException missing(Path source, String name, Place place) {
    return new IllegalArgumentException(
        source
            + ": there is no image '"
            + name
            + "' ("
            + ImageFiles.FORMATS
            + ") in "
            + place.images());
  }

  /** The image files below a folder by their paths without extension. */
  private static Map<String, Path> byName(DataFolder folder, Path home) {
    Map<String, Path> files = new TreeMap<>();
    for (Path file : folder.imagesBelow(home)) {
      String name = ImageFiles.stem(home.relativize(file).toString().replace('\\', '/'));
      Path other = files.putIfAbsent(name, file);
      if (other != null) {
        throw new IllegalArgumentException(
            "two files of one name: " + other + " and " + file.getFileName());
      }
    }
    return new LinkedHashMap<>(files);
  }

  private static Optional<MaskLegend> legend(
      DataFolder folder, List<Place> places, List<AnnotatedImage> images, List<String> warnings) {
    Optional<MaskLegend> told =
        LegendFiles.find(folder, places.stream().map(Place::masks).toList(), warnings);
    if (told.isPresent()) {
      return told;
    }
    if (images.isEmpty()) {
      return Optional.empty();
    }
    Optional<MaskLegend> voc =
        VocLegend.ofPalette(folder.root(), images.get(0).mask().orElseThrow().read());
    if (voc.isPresent()) {
      warnings.add(
          "the masks have the palette of Pascal VOC and there is no labelmap.txt: its 21 classes"
              + " are taken");
    }
    return voc.or(() -> Optional.of(VocLegend.ofVoid(folder.root())));
  }
}
