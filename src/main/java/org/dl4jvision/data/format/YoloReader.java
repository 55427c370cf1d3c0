package org.dl4jvision.data.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations.Image;
import org.dl4jvision.data.format.Annotations.Thing;
import org.dl4jvision.data.format.PairedFiles.Pair;
import org.dl4jvision.io.Parallel;
import org.dl4jvision.io.TextFiles;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLFactory;

/** Reads {@link DetectionFormat#YOLO}. */
final class YoloReader implements AnnotationReader {

  private static final PairedFiles FILES =
      new PairedFiles(
          List.of("images", "JPEGImages"),
          List.of("labels"),
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
              "requirements.txt"),
          "");

  @Override
  public String accepted() {
    return "images/ and labels/*.txt, with train.txt and val.txt or each with train/ and val/";
  }

  @Override
  public boolean matches(Path folder) {
    return FILES.matches(folder);
  }

  @Override
  public Annotations read(Path folder, List<String> classNames) {
    Map<Split, List<Image>> splits = new EnumMap<>(Split.class);
    List<String> declared = classNames == null ? declaredNames(folder) : classNames;
    FILES.find(folder).forEach((split, pairs) -> splits.put(split, read(pairs, declared)));
    return new Annotations(declared == null ? numbers(splits) : declared, null, splits, List.of());
  }

  /** Without names classes are called by their numbers. */
  private static List<String> numbers(Map<Split, List<Image>> splits) {
    int largest =
        splits.values().stream()
            .flatMap(List::stream)
            .flatMap(image -> image.objects().stream())
            .mapToInt(thing -> Integer.parseInt(thing.className()))
            .max()
            .orElse(0);
    return IntStream.rangeClosed(0, largest).mapToObj(String::valueOf).toList();
  }

  private static List<Image> read(List<Pair> pairs, List<String> names) {
    Image[] images = new Image[pairs.size()];
    Parallel.forEach(
        images.length,
        i -> {
          Pair pair = pairs.get(i);
          if (pair.image() == null) {
            throw new IllegalArgumentException(
                pair.annotation()
                    + ": there is no image '"
                    + pair.name()
                    + "' ("
                    + ImageFiles.FORMATS
                    + ") in "
                    + pair.folder());
          }
          ImageSize size = ImageFiles.readSize(pair.image());
          Path source = pair.annotation() == null ? pair.image() : pair.annotation();
          images[i] =
              new Image(pair.name(), -1, pair.image(), size, source, things(pair, size, names));
        });
    return List.of(images);
  }

  private static List<Thing> things(Pair pair, ImageSize size, List<String> names) {
    List<Thing> things = new ArrayList<>();
    if (pair.annotation() != null) {
      for (String line : TextFiles.lines(pair.annotation())) {
        String label = "object " + (things.size() + 1);
        try {
          things.add(thing(label, line.split("\\s+"), size, names));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              pair.annotation() + ": " + label + " '" + line + "' " + e.getMessage(), e);
        }
      }
    }
    return things;
  }

  private static Thing thing(String label, String[] words, ImageSize size, List<String> names) {
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
    return new Thing(label + " (" + name + ")", name, box(numbers, size), false);
  }

  /** The box of four numbers, or the bounds of a polygon of three points or more. */
  private static Box box(double[] numbers, ImageSize size) {
    double width = size.width();
    double height = size.height();
    if (numbers.length == 4) {
      double x = numbers[0] * width;
      double y = numbers[1] * height;
      double halfWidth = numbers[2] * width / 2;
      double halfHeight = numbers[3] * height / 2;
      return new Box(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
    }
    if (numbers.length < 6 || numbers.length % 2 != 0) {
      throw new IllegalArgumentException(
          "must have 4 numbers after the class (x, y, width, height), or the points of a polygon,"
              + " but has "
              + numbers.length);
    }
    Box bounds = new Box(numbers[0], numbers[1], numbers[0], numbers[1]);
    for (int i = 2; i < numbers.length; i += 2) {
      bounds =
          new Box(
              Math.min(bounds.left(), numbers[i]),
              Math.min(bounds.top(), numbers[i + 1]),
              Math.max(bounds.right(), numbers[i]),
              Math.max(bounds.bottom(), numbers[i + 1]));
    }
    return new Box(
        bounds.left() * width,
        bounds.top() * height,
        bounds.right() * width,
        bounds.bottom() * height);
  }

  /** The names in the usual files, or null. */
  private static List<String> declaredNames(Path folder) {
    for (String name :
        List.of("classes.txt", "obj.names", "data/obj.names", "labels/classes.txt")) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return TextFiles.lines(file);
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .sorted()
          .map(YoloReader::namesIn)
          .filter(names -> !names.isEmpty())
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot list the folder " + folder, e);
    }
  }

  /** The names in a YAML file: a list, or a map from index to name. */
  private static List<String> namesIn(Path yaml) {
    try {
      JsonNode root = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(yaml));
      JsonNode names = root == null ? null : root.get("names");
      List<String> result = new ArrayList<>();
      if (names != null && names.isArray()) {
        names.forEach(name -> result.add(name.asText()));
      } else if (names != null && names.isObject()) {
        TreeMap<Integer, String> byIndex = new TreeMap<>();
        names
            .fields()
            .forEachRemaining(
                field -> byIndex.put(Integer.valueOf(field.getKey()), field.getValue().asText()));
        if (!byIndex.isEmpty() && byIndex.lastKey() != byIndex.size() - 1) {
          throw new IllegalArgumentException(
              yaml + ": the keys of 'names' must be 0 to " + (byIndex.size() - 1));
        }
        result.addAll(byIndex.values());
      }
      return result;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          yaml + ": a key of 'names' must be a class index, " + e.getMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          yaml + ": not YAML, line " + e.getLocation().getLineNr(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + yaml + ": " + e.getMessage(), e);
    }
  }
}
