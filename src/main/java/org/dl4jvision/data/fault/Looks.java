package org.dl4jvision.data.fault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.folder.ClassNames;
import org.dl4jvision.data.folder.FolderAnnotations;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.image.ImageLoader;
import org.dl4jvision.data.image.Orientation;
import org.dl4jvision.data.segmentation.ClassMaps;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.data.segmentation.LabelWindows;

/**
 * Looks at images, each by itself, once it is known what the classes are and which masks can be
 * read. Thread-safe.
 */
final class Looks {

  private final FolderAnnotations annotations;
  private final boolean masks;
  private final Map<AnnotatedImage, IllegalArgumentException> maskFaults;
  private final List<String> objectClasses;
  private final Map<AnnotatedImage, AnnotatedImage> usable = new HashMap<>();
  private final Map<AnnotatedImage, List<ObjectDoubt>> doubts = new HashMap<>();
  private Optional<ClassMaps> maps = Optional.empty();
  private Optional<IllegalArgumentException> classFault = Optional.empty();

  /**
   * Checks objects and masks.
   *
   * @param options by which the annotations were read
   */
  Looks(Path folder, FolderSegmentationDataset.Builder options, FolderAnnotations annotations) {
    this.annotations = annotations;
    masks = annotations.has(Content.MASKS);
    maskFaults = masks ? options.maskFaults(annotations) : Map.of();
    objectClasses = annotations.classNames().orElseGet(this::occurring);
    if (!masks) {
      UsableObjects objects = new UsableObjects(objectClasses);
      annotations.images().forEach(image -> checkObjects(image, objects));
    }
    List<AnnotatedImage> left =
        annotations.images().stream()
            .filter(image -> !maskFaults.containsKey(image))
            .map(this::usable)
            .toList();
    try {
      if (masks && !left.isEmpty()) {
        maps = Optional.of(options.classMaps(annotations.withImages(left)));
      } else if (!objectClasses.isEmpty()) {
        ClassNames.require(folder, objectClasses);
        maps = painted(options, left);
      }
    } catch (IllegalArgumentException e) {
      classFault = Optional.of(e);
    }
  }

  /** Outlines are painted where they can be: those of too many classes only have boxes. */
  private Optional<ClassMaps> painted(
      FolderSegmentationDataset.Builder options, List<AnnotatedImage> images) {
    boolean outlines =
        images.stream()
            .flatMap(image -> image.objects().stream())
            .anyMatch(object -> object.outline().isPresent());
    try {
      return outlines
          ? Optional.of(options.classMaps(annotations.withImages(images)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void checkObjects(AnnotatedImage image, UsableObjects objects) {
    List<ObjectDoubt> found = new ArrayList<>(0);
    List<Annotation> left = objects.of(image, found);
    if (!found.isEmpty()) {
      doubts.put(image, List.copyOf(found));
      usable.put(image, image.withObjects(left));
    }
  }

  /** The classes of objects, as far as they can be read. */
  private List<String> occurring() {
    Set<String> names = new LinkedHashSet<>();
    for (AnnotatedImage image : annotations.images()) {
      for (int i = 0; i < image.objects().size(); i++) {
        try {
          names.add(image.objects().get(i).className());
        } catch (IllegalArgumentException e) {
          continue; // it is told where the object is checked
        }
      }
    }
    return names.stream().sorted().toList();
  }

  /** The image with its usable objects. */
  AnnotatedImage usable(AnnotatedImage image) {
    return usable.getOrDefault(image, image);
  }

  /** What is wrong with masks. */
  Map<AnnotatedImage, IllegalArgumentException> maskFaults() {
    return maskFaults;
  }

  /** What is wrong with the classes, for which no single file is to blame. */
  Optional<IllegalArgumentException> classFault() {
    return classFault;
  }

  /** The classes that are declared, else those that occur. */
  List<String> classNames() {
    return maps.map(ClassMaps::names).orElse(objectClasses);
  }

  /** What was said of masks when their values were understood. */
  List<String> warnings() {
    return masks ? maps.map(ClassMaps::warnings).orElse(List.of()) : List.of();
  }

  /** What is to be known of an image: its file is decoded. */
  ImageFacts at(AnnotatedImage image) {
    Optional<GrayPicture> picture = Optional.empty();
    Optional<IllegalArgumentException> damage = Optional.empty();
    Orientation orientation = Orientation.UPRIGHT;
    try {
      picture = Optional.of(GrayPicture.of(image.file()));
      orientation = ImageLoader.orientation(image.file());
    } catch (IllegalArgumentException e) {
      damage = Optional.of(e);
    }
    return new ImageFacts(
        image,
        damage,
        orientation,
        picture.map(gray -> Fingerprint.of(image.file(), gray)),
        doubts.getOrDefault(image, List.of()),
        classes(image),
        picture.flatMap(gray -> shift(image, gray)));
  }

  private Set<String> classes(AnnotatedImage image) {
    Set<String> classes = new LinkedHashSet<>();
    if (!masks) {
      usable(image).objects().forEach(object -> classes.add(object.className()));
    } else if (maps.isPresent() && !maskFaults.containsKey(image)) {
      List<String> names = maps.get().names();
      maps.get().classes(image).forEach(index -> classes.add(names.get(index)));
    }
    return classes;
  }

  private Optional<MaskShift> shift(AnnotatedImage image, GrayPicture picture) {
    if (maps.isEmpty() || maskFaults.containsKey(image)) {
      return Optional.empty();
    }
    try (LabelWindows labels = maps.get().open(usable(image))) {
      return MaskShift.of(picture, picture.labels(labels));
    }
  }
}
