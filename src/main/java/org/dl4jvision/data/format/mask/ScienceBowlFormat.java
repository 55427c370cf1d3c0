package org.dl4jvision.data.format.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.MaskOutline;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.Notes;

/**
 * The form of Data Science Bowl 2018: a folder an image, {@code X/images/X.png}, with a file an
 * object, {@code X/masks/ANY.png}, in which what is not 0 is inside. It names no classes: all
 * objects are foreground. Images without a file of an object are left out; tables of run lengths
 * beside them say the same and are left alone.
 */
public final class ScienceBowlFormat implements AnnotationFormat {

  private static final String CLASS = "foreground";

  /** The format, as the registry makes it. */
  public ScienceBowlFormat() {}

  @Override
  public String name() {
    return "dsb2018";
  }

  @Override
  public String help() {
    return "Data Science Bowl 2018: X/images/X.png with a file an object in X/masks/";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String layout() {
    return "a folder an image, X/images/X.png, with a file an object in X/masks/";
  }

  @Override
  public String source() {
    return "Data Science Bowl 2018 (stage1_train.zip) and sets in its form, such as NuInsSeg's";
  }

  /** An image and the files of its objects. */
  private record Place(Path image, List<Path> masks) {

    /** Whether it is more than a mask of the image's name. */
    boolean isCertain() {
      return masks.size() > 1
          || masks.stream()
              .anyMatch(mask -> !ImageFiles.stem(mask).startsWith(ImageFiles.stem(image)));
    }
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Place> places =
        folder.folders("images").stream()
            .flatMap(images -> place(folder, images).stream())
            .toList();
    if (places.stream().noneMatch(Place::isCertain)) {
      return Optional.empty();
    }
    List<Path> evidence =
        places.stream()
            .filter(Place::isCertain)
            .map(place -> place.masks().get(0).getParent())
            .toList();
    int count = places.stream().mapToInt(place -> 1 + place.masks().size()).sum();
    return Optional.of(
        Found.byLayout(this, folder, evidence, options -> read(folder, places)).explaining(count));
  }

  /** The image in a folder "images", if the one above it has its name. */
  private static Optional<Place> place(DataFolder folder, Path images) {
    List<Path> files = folder.imagesIn(images);
    Path home = images.getParent();
    if (files.isEmpty() || home == null || home.getFileName() == null) {
      return Optional.empty();
    }
    return files.stream()
        .filter(file -> ImageFiles.stem(file).equals(home.getFileName().toString()))
        .findFirst()
        .map(image -> new Place(image, folder.imagesIn(home.resolve("masks"))));
  }

  private static Annotations read(DataFolder folder, List<Place> places) {
    Notes notes = new Notes();
    List<AnnotatedImage> images = new ArrayList<>();
    for (Place place : places) {
      if (place.masks().isEmpty()) {
        notes.add("%d images have no masks and are left out, the first is %s", place.image());
        continue;
      }
      images.add(
          AnnotatedImage.of(place.image())
              .source(place.masks().get(0))
              .objects(place.masks().stream().map(ScienceBowlFormat::object).toList())
              .split(Split.above(place.image(), folder.root()))
              .build());
    }
    folder.folders("masks").stream()
        .filter(masks -> !folder.imagesIn(masks).isEmpty())
        .filter(masks -> folder.imagesIn(masks.resolveSibling("images")).isEmpty())
        .forEach(masks -> notes.add("%d folders of masks have no image, the first is %s", masks));
    return Annotations.of(images).withClassNames(List.of(CLASS)).withWarnings(notes.lines());
  }

  private static Annotation object(Path mask) {
    return Annotation.of(
        "the mask " + mask.getFileName(),
        CLASS,
        new MaskOutline.Source(MaskFile.of(mask)).outline(MaskSamples::isSet),
        Set.of());
  }
}
