package org.dl4jvision.data.format.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;

/**
 * DOTA: a text file an image with a line "x1 y1 x2 y2 x3 y3 x4 y4 class difficult" an object, the
 * corners of a rotated box in pixels; lines such as "imagesource:GoogleEarth" and "gsd:0.15" before
 * them say nothing of objects. In {@code train/labelTxt/} beside {@code train/images/}.
 */
public final class DotaFormat implements AnnotationFormat {

  private static final int NUMBERS = 8;

  @Override
  public String name() {
    return "dota";
  }

  @Override
  public String help() {
    return "DOTA: a text file an image with the four corners of each object, in labelTxt/";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String layout() {
    return "labelTxt/*.txt with lines of eight numbers, class and difficulty, and images/, both in"
        + " train/ and val/";
  }

  @Override
  public String source() {
    return "DOTA v1.0, v1.5 and v2.0, and tools for rotated boxes";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    LabelFiles files = LabelFiles.in(folder, words -> isHead(words) || isObject(words));
    return files.folders().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Found.byMarker(this, folder, files.folders(), options -> read(files))
                .explaining(files.count()));
  }

  private static Annotations read(LabelFiles files) {
    List<String> warnings = new ArrayList<>();
    return Annotations.of(files.read(DotaFormat::object, warnings)).withWarnings(warnings);
  }

  private static boolean isHead(String[] words) {
    return words.length > 0 && words[0].matches("(imagesource|gsd|acquisition dates):.*");
  }

  private static boolean isObject(String[] words) {
    return (words.length == NUMBERS + 1 || words.length == NUMBERS + 2)
        && Stream.of(words).limit(NUMBERS).allMatch(LabelFiles::isNumber)
        && !LabelFiles.isNumber(words[NUMBERS])
        && (words.length == NUMBERS + 1 || words[NUMBERS + 1].matches("\\d"));
  }

  private static void object(String label, String[] words, List<Annotation> objects) {
    if (isHead(words)) {
      return;
    }
    if (words.length != NUMBERS + 1 && words.length != NUMBERS + 2) {
      throw new IllegalArgumentException(
          "must be x1 y1 x2 y2 x3 y3 x4 y4 class difficult, but has " + words.length + " words");
    }
    String name = words[NUMBERS];
    if (LabelFiles.isNumber(name)) {
      throw new IllegalArgumentException("has a number as class");
    }
    boolean difficult = words.length > NUMBERS + 1 && !words[NUMBERS + 1].equals("0");
    objects.add(
        Annotation.of(
            label + " (" + name + ")",
            name,
            new Polygon(LabelFiles.numbers(words, 0, NUMBERS)),
            difficult ? Set.of(Flag.DIFFICULT) : Set.of()));
  }
}
