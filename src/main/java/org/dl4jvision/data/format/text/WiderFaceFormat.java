package org.dl4jvision.data.format.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.Tally;
import org.dl4jvision.io.TextFiles;

/**
 * WIDER FACE: a text file a split, {@code wider_face_train_bbx_gt.txt}, with the path of an image,
 * the number of its faces, and a line "x y width height blur expression illumination invalid
 * occlusion pose" a face. Invalid ones count for nothing. Images of no file are left out, with a
 * warning.
 */
public final class WiderFaceFormat implements AnnotationFormat {

  private static final Pattern NAME = Pattern.compile("(?:wider_face_)?(\\w+?)_bbx_gt\\.txt");
  private static final String CLASS = "face";

  /** CVAT leaves out the attributes, and adds the class where it is another one. */
  private static final Set<Integer> COUNTS = Set.of(4, 5, 10, 11);

  private static final int NUMBERS = 10;

  @Override
  public String name() {
    return "wider-face";
  }

  @Override
  public String help() {
    return "WIDER FACE: wider_face_train_bbx_gt.txt with all images and their faces";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES);
  }

  @Override
  public String layout() {
    return "wider_face_split/wider_face_train_bbx_gt.txt and wider_face_val_bbx_gt.txt, and"
        + " WIDER_train/images/ and WIDER_val/images/";
  }

  @Override
  public String source() {
    return "WIDER FACE; CVAT: Actions, Export task dataset, WiderFace 1.0";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> lists =
        folder.files("txt").stream().filter(file -> subset(file).isPresent()).toList();
    return lists.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Found.byMarker(this, folder, lists, options -> read(folder, lists))
                .explaining(folder.images().size()));
  }

  private static Optional<String> subset(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString().toLowerCase(Locale.ROOT));
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  private static Annotations read(DataFolder folder, List<Path> lists) {
    // CVAT, which writes labels.txt, has the attributes in another order.
    int invalidAt = folder.named("labels.txt").isEmpty() ? 7 : 9;
    Map<Path, AnnotatedImage> images = new LinkedHashMap<>();
    Map<Path, Path> seen = new HashMap<>();
    for (Path list : lists) {
      String subset = subset(list).orElseThrow();
      objects(list, invalidAt)
          .forEach(
              (name, faces) -> {
                Path file = file(folder, list, subset, name);
                Path other = seen.put(file, list);
                if (other != null) {
                  throw new IllegalArgumentException(
                      list + ": image '" + name + "' is listed twice, also in " + other);
                }
                images.put(
                    file,
                    AnnotatedImage.of(file)
                        .source(list)
                        .objects(faces)
                        .split(Split.named(subset))
                        .build());
              });
    }
    List<String> warnings = new ArrayList<>();
    Tally unnamed = new Tally();
    folder.images().stream().filter(image -> !images.containsKey(image)).forEach(unnamed::add);
    unnamed.report("%d images are in no list and are left out, the first is %s", warnings);
    return Annotations.of(List.copyOf(images.values())).withWarnings(warnings);
  }

  private static Path file(DataFolder folder, Path list, String subset, String name) {
    return folder
        .file("WIDER_" + subset + "/images/" + name)
        .filter(ImageFiles::isImage)
        .orElseGet(() -> folder.index().get(name, list, "image"));
  }

  /** The faces by the names of the images. */
  private static Map<String, List<Annotation>> objects(Path list, int invalidAt) {
    Map<String, List<Annotation>> images = new LinkedHashMap<>();
    List<String> lines = TextFiles.lines(list);
    for (int i = 0; i < lines.size(); ) {
      String name = lines.get(i++);
      if (!isImage(name)) {
        throw new IllegalArgumentException(
            list + ": expected the path of an image or more faces, but found '" + name + "'");
      }
      List<Annotation> faces = new ArrayList<>();
      // CVAT writes no number for images without faces.
      int count =
          i < lines.size() && !isImage(lines.get(i)) ? count(list, name, lines.get(i++)) : 0;
      for (int face = 1; face <= count; face++) {
        if (i == lines.size() || isImage(lines.get(i))) {
          throw new IllegalArgumentException(
              list + ": image '" + name + "' has " + (face - 1) + " faces and not " + count);
        }
        faces.add(face(list, "image '" + name + "' face " + face, lines.get(i++), invalidAt));
      }
      if (count == 0 && i < lines.size() && isNothing(lines.get(i))) {
        i++;
      }
      if (images.put(name, List.copyOf(faces)) != null) {
        throw new IllegalArgumentException(list + ": image '" + name + "' is listed twice");
      }
    }
    return images;
  }

  private static boolean isImage(String line) {
    return !ImageFiles.stem(line).equals(line);
  }

  /** WIDER FACE has a line of zeros where there is no face. */
  private static boolean isNothing(String line) {
    return Stream.of(line.split("\\s+")).allMatch("0"::equals);
  }

  private static int count(Path list, String name, String line) {
    if (!line.matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          list + ": image '" + name + "' has no number of faces, but '" + line + "'");
    }
    return Integer.parseInt(line);
  }

  private static Annotation face(Path list, String label, String line, int invalidAt) {
    String[] words = line.split("\\s+");
    try {
      if (!COUNTS.contains(words.length)) {
        throw new IllegalArgumentException("must have 10 numbers, but has " + words.length);
      }
      double[] numbers = LabelFiles.numbers(words, 0, 4);
      boolean named = words.length == 5 || words.length == NUMBERS + 1;
      String name = named ? words[words.length - 1] : CLASS;
      boolean invalid = words.length >= NUMBERS && words[invalidAt].matches("1|True");
      return Annotation.of(
          label + " (" + name + ")",
          name,
          new Box(numbers[0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3]),
          invalid ? Set.of(Flag.IGNORED) : Set.of());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          list + ": " + label + " '" + line + "' " + e.getMessage(), e);
    }
  }
}
