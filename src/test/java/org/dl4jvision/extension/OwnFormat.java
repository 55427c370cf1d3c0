package org.dl4jvision.extension;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.io.TextFiles;

/**
 * A line a box, {@code image,split,class,left,top,right,bottom}, in boxes.csv beside the images.
 */
final class OwnFormat implements AnnotationFormat {
  @Override
  public String name() {
    return "boxes-csv";
  }

  @Override
  public String help() {
    return "boxes.csv with a line a box: image,split,class,left,top,right,bottom";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES);
  }

  @Override
  public String layout() {
    return "boxes.csv beside the images";
  }

  @Override
  public String source() {
    return "a tool of our own";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    return folder
        .file("boxes.csv")
        .map(file -> Found.byMarker(this, folder, List.of(file), options -> read(file)));
  }

  private static Annotations read(Path file) {
    Map<String, List<Annotation>> objects = new LinkedHashMap<>();
    Map<String, Split> splits = new HashMap<>();
    for (String line : TextFiles.lines(file)) {
      try {
        String[] words = line.split(",");
        splits.put(words[0], Split.of(words[1]));
        objects.computeIfAbsent(words[0], image -> new ArrayList<>()).add(object(line, words));
      } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
        throw new IllegalArgumentException(file + ": '" + line + "': " + e.getMessage(), e);
      }
    }
    List<AnnotatedImage> images = new ArrayList<>();
    objects.forEach((image, boxes) -> images.add(image(file, image, boxes, splits.get(image))));
    return Annotations.of(images);
  }

  private static Annotation object(String line, String[] words) {
    double[] edges = Arrays.stream(words).skip(3).mapToDouble(Double::parseDouble).toArray();
    Box box = new Box(edges[0], edges[1], edges[2], edges[3]);
    return Annotation.of(line, words[2], box, Set.of());
  }

  private static AnnotatedImage image(Path csv, String image, List<Annotation> boxes, Split split) {
    Path file = csv.resolveSibling(image);
    return AnnotatedImage.of(file).source(csv).objects(boxes).split(split).build();
  }
}
