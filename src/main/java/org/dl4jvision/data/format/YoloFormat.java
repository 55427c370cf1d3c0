package org.dl4jvision.data.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.format.PairedFiles.Pair;
import org.dl4jvision.io.Parallel;
import org.dl4jvision.io.TextFiles;

/**
 * YOLO: a text file an image with a line "class x y width height" an object, the class an index
 * from 0, the center and the size as shares of the image (or a polygon); in {@code labels/} beside
 * {@code images/}, either with the splits as folders above or below, or with lists {@code
 * train.txt}, {@code val.txt}. Names are in {@code data.yaml}, {@code classes.txt} or {@code
 * obj.names}. An image without a text file has no objects.
 */
public final class YoloFormat extends PairedFormat {

  private static final PairedFiles FILES =
      PairedFiles.ofExtension(
          List.of("images", "JPEGImages"),
          List.of("labels"),
          "",
          ".txt",
          Set.of(
              "classes.txt",
              "train.txt",
              "val.txt",
              "valid.txt",
              "test.txt",
              "trainval.txt",
              "license.txt",
              "readme.txt",
              "readme.dataset.txt",
              "readme.roboflow.txt",
              "requirements.txt"));

  /** The format, as the registry makes it. */
  public YoloFormat() {
    super(FILES);
  }

  @Override
  public String name() {
    return "yolo";
  }

  @Override
  public String help() {
    return "YOLO: a text file an image with a line an object, class and box as shares of the image";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String source() {
    return "Ultralytics YOLO; Roboflow: Export, YOLO; CVAT: Export task dataset, Ultralytics YOLO;"
        + " LabelImg: YOLO";
  }

  @Override
  public String layout() {
    return "images/ and labels/*.txt, with train.txt and val.txt or each with train/ and val/";
  }

  @Override
  Annotations read(Path folder, List<Pair> pairs, List<String> classNames) {
    Optional<List<String>> names =
        classNames == null ? YoloNames.declaredIn(folder) : Optional.of(classNames);
    AnnotatedImage[] images = new AnnotatedImage[pairs.size()];
    Parallel.forEach(images.length, i -> images[i] = read(pairs.get(i), names.orElse(null)));
    List<AnnotatedImage> all = List.of(images);
    return Annotations.of(all).withClassNames(names.orElseGet(() -> numbers(all)));
  }

  /** Without names classes are called by their numbers. */
  private static List<String> numbers(List<AnnotatedImage> images) {
    int largest =
        images.stream()
            .flatMap(image -> image.objects().stream())
            .mapToInt(object -> Integer.parseInt(object.className()))
            .max()
            .orElse(0);
    return IntStream.rangeClosed(0, largest).mapToObj(String::valueOf).toList();
  }

  private static AnnotatedImage read(Pair pair, List<String> names) {
    if (pair.image() == null) {
      throw pair.noImage(pair.name());
    }
    ImageSize size = ImageFiles.readSize(pair.image());
    return AnnotatedImage.of(pair.image())
        .size(size)
        .source(pair.annotation())
        .objects(pair.annotation() == null ? List.of() : objects(pair.annotation(), size, names))
        .split(pair.split())
        .build();
  }

  private static List<Annotation> objects(Path file, ImageSize size, List<String> names) {
    List<Annotation> objects = new ArrayList<>();
    for (String line : TextFiles.lines(file)) {
      String label = "object " + (objects.size() + 1);
      try {
        objects.add(object(label, line.split("\\s+"), size, names));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            file + ": " + label + " '" + line + "' " + e.getMessage(), e);
      }
    }
    return objects;
  }

  private static Annotation object(
      String label, String[] words, ImageSize size, List<String> names) {
    int classIndex;
    double[] numbers = new double[words.length - 1];
    try {
      classIndex = Integer.parseInt(words[0]);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Double.parseDouble(words[i + 1]);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a class index and numbers, " + e.getMessage(), e);
    }
    if (classIndex < 0 || (names != null && classIndex >= names.size())) {
      throw new IllegalArgumentException(
          "is of class "
              + classIndex
              + ", which is not declared"
              + (names == null ? "" : ": there are " + names.size() + " classes, from 0"));
    }
    String name = names == null ? String.valueOf(classIndex) : names.get(classIndex);
    label += " (" + name + ")";
    if (numbers.length == 4) {
      return Annotation.of(label, name, box(numbers, size), Set.of());
    }
    if (numbers.length < 6 || numbers.length % 2 != 0) {
      throw new IllegalArgumentException(
          "must have 4 numbers after the class (x, y, width, height), or the points of a polygon,"
              + " but has "
              + numbers.length);
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= i % 2 == 0 ? size.width() : size.height();
    }
    return Annotation.of(label, name, new Polygon(numbers), Set.of());
  }

  private static Box box(double[] numbers, ImageSize size) {
    double width = size.width();
    double height = size.height();
    double x = numbers[0] * width;
    double y = numbers[1] * height;
    double halfWidth = numbers[2] * width / 2;
    double halfHeight = numbers[3] * height / 2;
    return new Box(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
  }
}
