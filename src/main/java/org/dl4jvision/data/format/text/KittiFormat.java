package org.dl4jvision.data.format.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.IgnoredAreas;
import org.dl4jvision.data.format.ReadOptions;

/**
 * KITTI: a text file an image with a line "type truncated occluded alpha left top right bottom ..",
 * 15 words, an object, in {@code training/label_2/} beside {@code training/image_2/}. {@code
 * DontCare} is no class but an area in which objects of any class count for nothing.
 */
public final class KittiFormat implements AnnotationFormat {

  private static final int WORDS = 15;
  private static final int WORDS_OF_RESULTS = 16;
  private static final String IGNORED_AREA = "DontCare";

  @Override
  public String name() {
    return "kitti";
  }

  @Override
  public String help() {
    return "KITTI: a text file an image with a line of 15 words an object, in label_2/";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES);
  }

  @Override
  public String layout() {
    return "training/label_2/*.txt with lines of 15 words, and training/image_2/";
  }

  @Override
  public String source() {
    return "KITTI's object detection benchmark; FiftyOne: KITTIDetectionDataset; CVAT: Actions,"
        + " Export task dataset, KITTI 1.0";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    LabelFiles files = LabelFiles.in(folder, KittiFormat::isOne);
    return files.folders().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Found.byMarker(this, folder, files.folders(), options -> read(files, options))
                .explaining(files.count()));
  }

  private static boolean isOne(String[] words) {
    return (words.length == WORDS || words.length == WORDS_OF_RESULTS)
        && !LabelFiles.isNumber(words[0])
        && Stream.of(words).skip(1).allMatch(LabelFiles::isNumber);
  }

  private static Annotations read(LabelFiles files, ReadOptions options) {
    List<String> warnings = new ArrayList<>();
    Annotations annotations = Annotations.of(files.read(KittiFormat::object, warnings));
    return IgnoredAreas.spread(
        annotations.withWarnings(warnings), IGNORED_AREA, options.classNames());
  }

  private static void object(String label, String[] words, List<Annotation> objects) {
    if (words.length != WORDS && words.length != WORDS_OF_RESULTS) {
      throw new IllegalArgumentException("must have " + WORDS + " words, but has " + words.length);
    }
    double[] edges = LabelFiles.numbers(words, 4, 8);
    Box box = new Box(edges[0], edges[1], edges[2], edges[3]);
    objects.add(Annotation.of(label + " (" + words[0] + ")", words[0], box, Set.of()));
  }
}
