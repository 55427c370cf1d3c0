package org.dl4jvision.data.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.io.TextFiles;

/**
 * Pascal VOC: an XML file an image, in {@code Annotations/} where images lie in {@code JPEGImages/}
 * or {@code images/}, or beside the images. Folders named after splits or lists in {@code
 * ImageSets/Main/} divide them. The image of an XML file has its name, or is the one that it names.
 * Coordinates are taken as they stand, as edges in pixels. Images without an XML file are left out,
 * with a warning.
 */
public final class VocFormat implements AnnotationFormat {

  private static final String LISTS = "ImageSets/Main";

  private static final PairRule FILES =
      new PairRule(
          List.of("JPEGImages", "images", "Images"),
          List.of("Annotations", "annotations", "labels"),
          "xml",
          VocFile::mayBe,
          head -> head.contains("<polygon>") || head.contains("<robndbox>"),
          VocFile::imageNamedIn);

  /** The format, as the registry makes it. */
  public VocFormat() {}

  @Override
  public String name() {
    return "voc";
  }

  @Override
  public String help() {
    return "Pascal VOC: an XML file an image with the corners of each object";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String source() {
    return "Pascal VOC; LabelImg: PascalVOC; Roboflow: Export, Pascal VOC; CVAT: Export task"
        + " dataset, PASCAL VOC 1.1";
  }

  @Override
  public String layout() {
    return "Annotations/*.xml and JPEGImages/, with ImageSets/Main/train.txt and val.txt";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    return ImagePairs.find(this, folder, FILES, (pairs, options) -> read(pairs));
  }

  private static Annotations read(ImagePairs pairs) {
    pairs.pairByContent();
    List<String> warnings = new ArrayList<>();
    List<ImagePair> chosen = Splits.ordered(choose(pairs, warnings), warnings);
    List<ImagePair> annotated = chosen.stream().filter(pair -> pair.annotation() != null).toList();
    Tally unannotated = new Tally();
    chosen.stream()
        .filter(pair -> pair.annotation() == null)
        .forEach(pair -> unannotated.add(pair.image()));
    unannotated.report("%d images have no XML file and are left out, the first is %s", warnings);
    List<String> names = Splits.names(annotated);
    List<Sized> images =
        pairs.faults().read(annotated.size(), i -> image(annotated.get(i), names.get(i)));
    images.forEach(image -> image.problem().ifPresent(warnings::add));
    return Annotations.of(images.stream().map(Sized::image).toList())
        .withClassNames(pairs.files().file("classes.txt").map(TextFiles::lines).orElse(List.of()))
        .withWarnings(warnings);
  }

  private record Sized(AnnotatedImage image, Optional<String> problem) {}

  private static Sized image(ImagePair pair, String name) {
    VocFile file = VocFile.read(pair.annotation());
    if (pair.image() == null) {
      throw pair.noImage(file.imageName().orElse(PathIndex.nameOf(pair.path())));
    }
    AnnotatedImage image =
        AnnotatedImage.of(pair.image())
            .name(name)
            .source(pair.annotation())
            .objects(file.objects())
            .split(pair.split())
            .build();
    return new Sized(image, file.sizeProblem(image.size(), pair.image()));
  }

  /** Folders named after splits, else lists, else all. */
  private static List<ImagePair> choose(ImagePairs pairs, List<String> warnings) {
    List<String> reports = new ArrayList<>();
    List<ImagePair> all = pairs.all(reports);
    if (Splits.areIn(all)) {
      warnings.addAll(reports);
      return Splits.insideOf(all, warnings);
    }
    SplitLists lists = new SplitLists(pairs, warnings);
    List<ImagePair> listed =
        listFolders(pairs.files())
            .flatMap(folder -> lists.in(folder, homeOf(folder)).stream())
            .flatMap(List::stream)
            .toList();
    if (listed.isEmpty()) {
      warnings.addAll(reports);
    }
    return listed.isEmpty() ? all : listed;
  }

  /** The folders of lists, one a year in VOCdevkit. */
  private static Stream<String> listFolders(PathIndex files) {
    return files.all().keySet().stream()
        .map(PathIndex::folderOf)
        .filter(folder -> folder.equals(LISTS) || folder.endsWith("/" + LISTS))
        .distinct();
  }

  /** The folder that has the lists' folder and the images. */
  private static String homeOf(String listFolder) {
    return listFolder.equals(LISTS)
        ? ""
        : listFolder.substring(0, listFolder.length() - LISTS.length() - 1);
  }
}
