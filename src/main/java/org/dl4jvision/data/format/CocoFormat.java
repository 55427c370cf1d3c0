package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.Parallel;
import org.dl4jvision.io.coco.CocoCategories;
import org.dl4jvision.io.coco.CocoFile;
import org.dl4jvision.io.coco.CocoFile.ImageEntry;
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
    CocoCategories categories = new CocoCategories(List.copyOf(contents.values()));
    List<String> warnings = new ArrayList<>(categories.warnings());
    List<AnnotatedImage> images = new ArrayList<>();
    contents.forEach(
        (split, content) -> {
          warnings.addAll(content.annotations().warnings());
          images.addAll(images(folder, split, content, categories, warnings));
        });
    return Annotations.of(images)
        .withClassNames(categories.names())
        .withCategoryIds(categories.ids())
        .withWarnings(warnings);
  }

  private static List<AnnotatedImage> images(
      Path folder,
      Split split,
      CocoFile content,
      CocoCategories categories,
      List<String> warnings) {
    List<ImageEntry> entries = content.images();
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
                  .objects(objects(content, i, categories))
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

  /** The objects on an image, made when they are asked for: there may be many images. */
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
    return Annotation.of(
        object.label() + " (" + name + ")",
        name,
        new Box(
            object.left(),
            object.top(),
            object.left() + object.width(),
            object.top() + object.height()),
        object.crowd() ? Set.of(Flag.CROWD) : Set.of());
  }
}
