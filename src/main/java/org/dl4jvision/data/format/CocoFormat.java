package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import org.dl4jvision.io.Parallel;
import org.dl4jvision.io.coco.CocoFile;
import org.dl4jvision.io.coco.CocoFile.CategoryEntry;
import org.dl4jvision.io.coco.CocoFile.ImageEntry;
import org.dl4jvision.io.coco.CocoId;
import org.dl4jvision.io.coco.CocoObject;

/**
 * COCO: a JSON file a split with "images", "annotations" and "categories", named by its split
 * ({@code instances_train.json}), in the folder, in {@code annotations/} or beside the split's
 * images. Segmentations are not read.
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
    return Set.of(Content.BOXES);
  }

  @Override
  public String source() {
    return "COCO and data sets in its form; Roboflow: Export, COCO; CVAT: Export task dataset, COCO"
        + " 1.0";
  }

  @Override
  public String layout() {
    return "instances_train.json and instances_val.json, in the folder, in annotations/ or beside"
        + " the images";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    Path root = folder.root();
    Map<Split, Path> files = CocoFolder.files(root);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    List<Path> evidence = List.copyOf(files.values());
    Found.Reader reader = options -> read(root, files);
    boolean says = evidence.stream().map(folder::json).anyMatch(CocoFormat::hasLists);
    return Optional.of(
        says
            ? Found.byMarker(this, folder, evidence, reader)
            : Found.byNames(this, folder, evidence, reader));
  }

  private static boolean hasLists(JsonHead head) {
    return head.has("images[].file_name") || head.has("annotations[].image_id");
  }

  private static Annotations read(Path folder, Map<Split, Path> files) {
    Map<Split, CocoFile> contents = new EnumMap<>(Split.class);
    files.forEach((split, file) -> contents.put(split, CocoFile.read(file)));
    TreeMap<CocoId, String> categories = new TreeMap<>();
    contents.values().forEach(content -> addCategories(content, categories));
    List<AnnotatedImage> images = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    contents.forEach((split, content) -> images.addAll(images(folder, split, content, warnings)));
    return Annotations.of(images)
        .withClassNames(List.copyOf(categories.values()))
        .withCategoryIds(List.copyOf(categories.keySet()))
        .withWarnings(warnings);
  }

  /** Splits may lack categories, but not differ in their names. */
  private static void addCategories(CocoFile content, Map<CocoId, String> categories) {
    names(content)
        .forEach(
            (id, name) -> {
              String other = categories.putIfAbsent(id, name);
              if (other != null && !other.equals(name)) {
                throw error(
                    content,
                    "category " + id + " is '" + name + "', but '" + other + "' in another split");
              }
            });
  }

  /** The names of a file's categories by id. */
  private static Map<CocoId, String> names(CocoFile content) {
    Map<CocoId, String> names = new HashMap<>();
    for (CategoryEntry category : content.categories()) {
      if (category.name() == null) {
        throw error(content, "category " + category.id() + " has no name");
      }
      if (names.containsValue(category.name())) {
        throw error(content, "two categories are called '" + category.name() + "'");
      }
      names.put(category.id(), category.name());
    }
    return names;
  }

  private static IllegalArgumentException error(CocoFile content, String problem) {
    return new IllegalArgumentException(content.file() + ": " + problem);
  }

  private static List<AnnotatedImage> images(
      Path folder, Split split, CocoFile content, List<String> warnings) {
    List<ImageEntry> entries = content.images();
    List<List<Annotation>> objects = objects(content);
    List<Path> folders = CocoFolder.imageFolders(folder, content.file(), split);
    AnnotatedImage[] images = new AnnotatedImage[entries.size()];
    String[] problems = new String[entries.size()];
    Parallel.forEach(
        images.length,
        i -> {
          ImageEntry entry = entries.get(i);
          Path file = CocoFolder.locate(folder, folders, entry, content.file());
          ImageSize size = ImageFiles.readSize(file);
          problems[i] = sizeProblem(content, entry, file, size);
          images[i] =
              AnnotatedImage.of(file)
                  .id(entry.id())
                  .size(size)
                  .source(content.file())
                  .objects(objects.get(i))
                  .split(split)
                  .build();
        });
    Arrays.stream(problems).filter(Objects::nonNull).forEach(warnings::add);
    return List.of(images);
  }

  private static String sizeProblem(CocoFile content, ImageEntry entry, Path file, ImageSize size) {
    ImageSize stated = new ImageSize(entry.height(), entry.width());
    return entry.height() == 0 || entry.width() == 0 || stated.equals(size)
        ? null
        : content.file()
            + ": says image "
            + entry.id()
            + " is "
            + stated
            + ", but "
            + file
            + " is "
            + size
            + " (height x width)";
  }

  /** The objects of each image. */
  private static List<List<Annotation>> objects(CocoFile content) {
    Map<CocoId, List<Annotation>> byImage = new LinkedHashMap<>();
    content.images().forEach(entry -> byImage.put(entry.id(), new ArrayList<>()));
    Map<CocoId, String> names = names(content);
    for (CocoObject object : content.annotations()) {
      List<Annotation> objects = byImage.get(object.imageId());
      if (objects == null) {
        throw error(
            content,
            object.label() + " is on image " + object.imageId() + ", which is not declared");
      }
      String name = names.get(object.categoryId());
      if (name == null) {
        throw error(
            content,
            object.label() + " is of category " + object.categoryId() + ", which is not declared");
      }
      Box box =
          new Box(
              object.left(),
              object.top(),
              object.left() + object.width(),
              object.top() + object.height());
      objects.add(
          Annotation.of(
              object.label() + " (" + name + ")",
              name,
              box,
              object.crowd() ? Set.of(Flag.CROWD) : Set.of()));
    }
    return List.copyOf(byImage.values());
  }
}
