package org.dl4jvision.data.format;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.format.PairedFiles.Pair;
import org.dl4jvision.data.format.PairedFiles.Place;
import org.dl4jvision.io.Parallel;

/**
 * A mask an image: an image file of the same name (or that with "_mask" appended), in {@code
 * labels/} or {@code masks/} beside {@code images/}, with lists {@code train.txt}, {@code val.txt},
 * {@code test.txt} of names, or with {@code train/}, {@code val/}, {@code test/} above both
 * folders. What the values in the masks mean it does not say.
 */
public final class MaskFormat extends PairedFormat {

  private static final String SUFFIX = "_mask";

  private static final PairedFiles FILES =
      new PairedFiles(
          List.of("images"),
          List.of("labels", "masks"),
          "",
          false,
          MaskFormat::masks,
          comparing(Pair::image, nullsLast(naturalOrder())));

  /** The format, as the registry makes it. */
  public MaskFormat() {
    super(FILES);
  }

  @Override
  public String name() {
    return "masks";
  }

  @Override
  public String help() {
    return "an image file an image whose values are classes, in labels/ or masks/ beside images/";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.MASKS);
  }

  @Override
  public String source() {
    return "data sets of segmentation; most tools as masks in PNG files";
  }

  @Override
  public String layout() {
    return "images/ with labels/ or masks/, and train.txt and val.txt (test.txt) with one name a"
        + " line; or train/, val/ (test/), each with images/ and labels/ or masks/";
  }

  @Override
  List<Place> places(PairedFiles files, Path folder) {
    return Files.isDirectory(folder.resolve("images")) ? files.whole(folder) : files.parts(folder);
  }

  private static Map<String, Path> masks(Path folder, Set<String> images) {
    Map<String, Path> files = ImageFiles.byStem(folder);
    Map<String, Path> masks = new LinkedHashMap<>();
    files.forEach(
        (stem, mask) -> {
          String name =
              stem.endsWith(SUFFIX) ? stem.substring(0, stem.length() - SUFFIX.length()) : stem;
          boolean ofImage = images.contains(name) && !files.containsKey(name);
          masks.put(ofImage && !images.contains(stem) ? name : stem, mask);
        });
    return masks;
  }

  @Override
  Annotations read(Path folder, List<Pair> pairs, List<String> classNames) {
    AnnotatedImage[] images = new AnnotatedImage[pairs.size()];
    Parallel.forEach(images.length, i -> images[i] = read(pairs.get(i)));
    return Annotations.of(List.of(images));
  }

  private static AnnotatedImage read(Pair pair) {
    if (pair.image() == null) {
      throw new IllegalArgumentException(
          "mask without image: "
              + pair.annotation()
              + "; expected an image of the same name in "
              + pair.place().images());
    }
    if (pair.annotation() == null) {
      throw new IllegalArgumentException(
          "image without mask: "
              + pair.image()
              + "; expected a mask of the same name in "
              + pair.place().annotations());
    }
    return AnnotatedImage.of(pair.image())
        .size(ImageFiles.readSize(pair.image()))
        .source(pair.annotation())
        .mask(pair.annotation())
        .split(pair.split())
        .build();
  }
}
