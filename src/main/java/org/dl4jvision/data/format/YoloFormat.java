package org.dl4jvision.data.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageSize;

/**
 * YOLO: a text file an image with a line "class x y width height" an object, the class an index
 * from 0, the center and the size as shares of the image; or with the points of its outline ({@link
 * YoloMeaning}). The files lie in {@code labels/} where images lie in {@code images/}, or beside
 * the images. {@code data.yaml} or darknet's {@code obj.data} says which are of which split, else
 * folders of these names or lists {@code train.txt}, {@code val.txt} do. Names of classes are in
 * these, or in {@code classes.txt} or {@code obj.names}. An image without a text file has no
 * objects.
 */
public final class YoloFormat implements AnnotationFormat {

  private static final PairRule FILES =
      new PairRule(
          List.of("images", "JPEGImages", "Images"),
          List.of("labels", "Labels"),
          "txt",
          YoloLine::mayBe,
          YoloLine::mayHaveOutlines,
          file -> Optional.empty());

  /** Without names there are no more classes than this. */
  private static final int MAX_NUMBERED = 1000;

  /** The format, as the registry makes it. */
  public YoloFormat() {}

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
  public Optional<Found> find(DataFolder folder) {
    return ImagePairs.find(this, folder, FILES, YoloFormat::read);
  }

  private static Annotations read(ImagePairs pairs, ReadOptions options) {
    List<String> warnings = new ArrayList<>();
    YoloFolder folder = new YoloFolder(pairs, warnings);
    Optional<YoloConfig> config = folder.config();
    Faults faults = pairs.faults();
    List<Labeled> files = labeled(folder.choose(config), faults);
    Optional<List<String>> names =
        options.classNames().or(() -> YoloNames.of(pairs, config, warnings));
    List<List<YoloLine>> lines = files.stream().map(Labeled::lines).toList();
    YoloObjects objects = new YoloObjects(lines, config, names, faults);
    objects.report(warnings);
    List<String> imageNames = Splits.names(files.stream().map(Labeled::pair).toList());
    List<AnnotatedImage> images =
        faults.read(
            files.size(),
            i -> {
              ImagePair pair = files.get(i).pair();
              ImageSize size = ImageFiles.readSize(pair.image());
              return AnnotatedImage.of(pair.image())
                  .name(imageNames.get(i))
                  .size(size)
                  .source(pair.annotation())
                  .objects(objects.of(i, size))
                  .split(pair.split())
                  .build();
            });
    return Annotations.of(images)
        .withClassNames(names.orElseGet(() -> numbers(lines, config, warnings)))
        .withWarnings(warnings);
  }

  private record Labeled(ImagePair pair, List<YoloLine> lines) {}

  private static List<Labeled> labeled(List<ImagePair> pairs, Faults faults) {
    return faults.read(
        pairs.size(),
        i -> {
          ImagePair pair = pairs.get(i);
          if (pair.image() == null) {
            throw pair.noImage(PathIndex.nameOf(pair.path()));
          }
          return new Labeled(
              pair, pair.annotation() == null ? List.of() : YoloLine.read(pair.annotation()));
        });
  }

  /** Without names classes are called by their numbers; there are none where no line has one. */
  private static List<String> numbers(
      List<List<YoloLine>> files, Optional<YoloConfig> config, List<String> warnings) {
    int count = config.flatMap(YoloConfig::classes).orElse(0);
    YoloLine last = null;
    Set<Integer> occurring = new HashSet<>();
    for (YoloLine line : files.stream().flatMap(List::stream).toList()) {
      if (line.classIndex() >= MAX_NUMBERED) {
        throw line.error(
            "is of class "
                + line.classIndex()
                + ", which is not declared: without names of classes they are below "
                + MAX_NUMBERED);
      }
      occurring.add(line.classIndex());
      last = line.classIndex() < count ? last : line;
      count = Math.max(count, line.classIndex() + 1);
    }
    if (last != null && count > 2 * occurring.size()) {
      warnings.add(
          last
              + " makes "
              + count
              + " classes without names, from 0, of which only "
              + occurring.size()
              + " occur: is its class meant? (names are stated in data.yaml or classes.txt)");
    }
    return IntStream.range(0, count).mapToObj(String::valueOf).toList();
  }
}
