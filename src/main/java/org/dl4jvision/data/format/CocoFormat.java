package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.coco.CocoCategories;
import org.dl4jvision.io.coco.CocoFile;
import org.dl4jvision.io.coco.CocoFile.ImageEntry;
import org.dl4jvision.io.coco.CocoKind;
import org.dl4jvision.io.coco.CocoObject;

/**
 * COCO: a JSON file a split with "images", "annotations" and "categories", of any name, which says
 * the split ({@code instances_train.json}) or is in a folder that does. Objects have boxes, and
 * polygons or run lengths. Where files are called "instances" or "coco", others are not read: they
 * are of captions or key points.
 */
public final class CocoFormat implements AnnotationFormat {

  @Override
  public String name() {
    return "coco";
  }

  @Override
  public String help() {
    return "COCO: a JSON file a split with all images, objects and categories";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String source() {
    return "COCO, LVIS and data sets in their form; Roboflow: Export, COCO or COCO Segmentation;"
        + " CVAT: Export task dataset, COCO 1.0; Label Studio: Export, COCO";
  }

  @Override
  public String layout() {
    return "instances_train.json and instances_val.json, in the folder, in annotations/ or beside"
        + " the images";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    CocoFolder place = new CocoFolder(folder);
    Map<Path, CocoKind> files = place.files(CocoFormat::isOwn);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    List<Path> evidence = List.copyOf(files.keySet());
    Found.Reader reader = options -> read(place, evidence);
    Found found =
        files.values().stream().allMatch(kind -> kind == CocoKind.DAMAGED)
            ? Found.byNames(this, folder, evidence, reader)
            : Found.byMarker(this, folder, evidence, reader);
    // Where nothing is said of pixels, masks of another format may.
    return Optional.of(
        files.values().stream().allMatch(kind -> kind == CocoKind.BOXES)
            ? found.withContents(Set.of(Content.BOXES))
            : found);
  }

  private static boolean isOwn(String name, CocoKind kind) {
    return switch (kind) {
      case EMPTY, BOXES, OUTLINES -> true;
      case DAMAGED -> CocoFolder.isNamed(name);
      case OTHER, PANOPTIC -> false;
    };
  }

  private static Annotations read(CocoFolder place, List<Path> files) {
    Map<Optional<Split>, Path> bySplit = new HashMap<>();
    List<CocoFile> contents = new ArrayList<>();
    for (Path file : files) {
      Path other = bySplit.putIfAbsent(place.split(file), file);
      if (other != null) {
        throw new IllegalArgumentException(
            file
                + ": is of the same split as "
                + other
                + ": join them, or call them by their splits, such as instances_train.json");
      }
      contents.add(CocoFile.readWithOutlines(file));
    }
    CocoCategories categories = new CocoCategories(contents);
    List<String> warnings = new ArrayList<>(categories.warnings());
    List<AnnotatedImage> images = new ArrayList<>();
    for (CocoFile content : contents) {
      warnings.addAll(content.annotations().warnings());
      images.addAll(images(place, content, categories, warnings));
    }
    checkListedOnce(images, warnings);
    return Annotations.of(images)
        .withClassNames(categories.names())
        .withCategoryIds(categories.ids())
        .withWarnings(warnings);
  }

  private static List<AnnotatedImage> images(
      CocoFolder place, CocoFile content, CocoCategories categories, List<String> warnings) {
    Path json = content.file();
    Optional<Split> split = place.split(json);
    List<Path> folders = place.imageFolders(json, split);
    List<ImageEntry> entries = content.images();
    String[] problems = new String[entries.size()];
    List<AnnotatedImage> images =
        place
            .faults()
            .read(
                entries.size(),
                i -> {
                  ImageEntry entry = entries.get(i);
                  Path file = place.locate(folders, entry, json);
                  ImageSize size = ImageFiles.readSize(file);
                  problems[i] =
                      StatedSize.problem(
                              json + ": says image " + entry.id(),
                              new ImageSize(entry.height(), entry.width()),
                              file,
                              size)
                          .orElse(null);
                  return AnnotatedImage.of(file)
                      .id(entry.id())
                      .size(size)
                      .source(json)
                      .objects(objects(content, i, categories))
                      .split(split)
                      .build();
                });
    Arrays.stream(problems).filter(Objects::nonNull).forEach(warnings::add);
    return images;
  }

  /** Objects of one image may be listed with two entries of it: each would lack the other's. */
  private static void checkListedOnce(List<AnnotatedImage> images, List<String> warnings) {
    Map<Path, AnnotatedImage> byFile = new HashMap<>();
    Map<Path, Integer> shared = new TreeMap<>();
    for (AnnotatedImage image : images) {
      AnnotatedImage other = byFile.putIfAbsent(image.file(), image);
      if (other != null && other.source().equals(image.source())) {
        throw new IllegalArgumentException(
            String.format(
                "%s: images %s and %s are both %s: list it once, with all its objects",
                image.source(), other.id().orElseThrow(), image.id().orElseThrow(), image.file()));
      }
      if (other != null) {
        shared.merge(image.source(), 1, Integer::sum);
      }
    }
    shared.forEach(
        (json, count) ->
            warnings.add(json + ": " + count + " of its images are in another split as well"));
  }

  /** The objects on an image, made when they are asked for: there may be very many. */
  private static List<Annotation> objects(CocoFile content, int image, CocoCategories categories) {
    List<CocoObject> objects = content.annotations().on(image);
    return new AbstractList<>() {
      @Override
      public Annotation get(int index) {
        return annotation(content, objects.get(index), categories);
      }

      @Override
      public int size() {
        return objects.size();
      }
    };
  }

  private static Annotation annotation(
      CocoFile content, CocoObject object, CocoCategories categories) {
    String name = categories.names().get(categories.indexOf(content, object));
    String label = object.label() + " (" + name + ")";
    double right = object.left() + object.width();
    double bottom = object.top() + object.height();
    return new Annotation(
        label,
        name,
        object.hasBox()
            ? Optional.of(new Box(object.left(), object.top(), right, bottom))
            : Optional.empty(),
        CocoOutline.of(object.segmentation(), content.file() + ": " + label),
        flags(object));
  }

  /** Tools know crowds only: what says more of one is none. */
  private static Set<Flag> flags(CocoObject object) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (object.difficult()) {
      flags.add(Flag.DIFFICULT);
    }
    if (object.ignored()) {
      flags.add(Flag.IGNORED);
    }
    if (object.crowd() && flags.isEmpty()) {
      flags.add(Flag.CROWD);
    }
    return Collections.unmodifiableSet(flags);
  }
}
