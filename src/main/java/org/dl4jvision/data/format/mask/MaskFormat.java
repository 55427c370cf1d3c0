package org.dl4jvision.data.format.mask;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.ReadOptions;
import org.dl4jvision.io.FileNames;

/**
 * A mask an image, in any arrangement: mirrored trees, folders side by side, or one folder; of the
 * same name or with something before or after it that all have. Found by what share of images has
 * exactly one partner, or told by patterns. What the values in the masks mean is said by a file
 * beside them, see {@link LegendFiles}, or not at all.
 *
 * <p>Splits are folders that are named so, else lists {@code train.txt}, {@code val.txt} and {@code
 * test.txt} of names. Images without mask and masks without image are left out and counted.
 */
public final class MaskFormat implements AnnotationFormat {

  /** Names that say what is in folders beyond doubt. */
  private static final Set<String> IMAGES = Set.of("images");

  private static final Set<String> MASKS = Set.of("labels", "masks");

  /** The format, as the registry makes it. */
  public MaskFormat() {}

  @Override
  public String name() {
    return "masks";
  }

  @Override
  public String help() {
    return "a mask an image: files whose values are classes, in folders and with names that go by"
        + " those of the images";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.MASKS);
  }

  @Override
  public String layout() {
    return "an image file for each image, with the same name but for what all have before or after"
        + " it (images/a.jpg and masks/a.png, a.jpg and a_mask.png), or patterns of both;"
        + " splits as folders or lists train.txt, val.txt and test.txt; what values or colors mean"
        + " in "
        + LegendFiles.NAMES;
  }

  @Override
  public String source() {
    return "data sets of segmentation in folders, such as CamVid, ADE20K (ADEChallengeData2016) and"
        + " DeepGlobe; most tools: masks as PNG files; Roboflow: Export, Semantic Segmentation"
        + " Masks; CVAT: Actions, Export task dataset, CamVid 1.0";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    MaskPairs pairs = new MaskPairs(folder.images());
    if (pairs.masks().isEmpty()) {
      return Optional.empty();
    }
    List<Path> evidence = List.copyOf(pairs.maskFolders());
    Found.Reader reader = options -> read(folder, pairs);
    Found found =
        isCertain(pairs.masks().keySet(), IMAGES) && isCertain(pairs.masks().values(), MASKS)
            ? Found.byLayout(this, folder, evidence, reader)
            : Found.byNames(this, folder, evidence, reader);
    return Optional.of(found.explaining(2 * pairs.masks().size()));
  }

  private static boolean isCertain(Collection<Path> files, Set<String> names) {
    return files.stream()
        .map(Path::getParent)
        .distinct()
        .allMatch(
            parent -> {
              for (Path part : parent) {
                if (names.contains(part.toString())) {
                  return true;
                }
              }
              return false;
            });
  }

  private static Annotations read(DataFolder folder, MaskPairs pairs) {
    pairs
        .problem()
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    List<String> warnings = new ArrayList<>();
    Annotations annotations = annotations(folder, pairs.masks(), pairs.withoutMask(), warnings);
    leftOut(pairs.withoutMask(), "image without mask", "images without mask", warnings);
    leftOut(pairs.withoutImage(), "mask without image", "masks without image", warnings);
    leftOut(
        pairs.elsewhere(),
        "image file in a folder without masks",
        "image files in folders without masks",
        warnings);
    return withLegend(folder, annotations, pairs.maskFolders(), warnings);
  }

  /**
   * Masks that have no images, such as predictions: every image file of a folder and of those below
   * it is one. It is its own image, named by its path in the folder without extension.
   *
   * @throws IllegalArgumentException if there are none, or two of one name
   */
  public static Annotations readAlone(DataFolder folder) {
    Map<String, AnnotatedImage> masks = new LinkedHashMap<>();
    Set<Path> homes = new TreeSet<>();
    for (Path file : folder.images()) {
      String name = FileNames.comparable(ImageFiles.stem(folder.name(file)));
      AnnotatedImage mask = AnnotatedImage.of(file).name(name).mask(file).build();
      AnnotatedImage other = masks.put(name, mask);
      if (other != null) {
        throw new IllegalArgumentException(
            "two masks of one name: " + other.file() + " and " + file + "; remove one");
      }
      homes.add(file.getParent());
    }
    if (masks.isEmpty()) {
      throw new IllegalArgumentException(
          "no masks in " + folder.root() + "; expected " + ImageFiles.FORMATS + " files");
    }
    Annotations annotations = Annotations.of(List.copyOf(masks.values()));
    return withLegend(folder, annotations, homes, new ArrayList<>());
  }

  private static Annotations withLegend(
      DataFolder folder, Annotations annotations, Set<Path> maskFolders, List<String> warnings) {
    return LegendFiles.find(folder, new TreeSet<>(maskFolders), warnings)
        .map(annotations::withLegend)
        .orElse(annotations)
        .withWarnings(warnings);
  }

  private static void leftOut(List<Path> files, String one, String many, List<String> warnings) {
    if (!files.isEmpty()) {
      warnings.add(
          files.size() == 1
              ? "1 " + one + " is left out: " + files.get(0)
              : files.size() + " " + many + " are left out, the first is " + files.get(0));
    }
  }

  private static Annotations annotations(
      DataFolder folder, Map<Path, Path> masks, List<Path> others, List<String> warnings) {
    return annotations(folder, masks, MaskFile::of, others, warnings);
  }

  /** The images, in the splits of their folders, else of lists. */
  static Annotations annotations(
      DataFolder folder,
      Map<Path, Path> masks,
      Function<Path, MaskFile> reader,
      List<Path> others,
      List<String> warnings) {
    Map<Path, Optional<Split>> splits = new HashMap<>();
    List<AnnotatedImage> images = new ArrayList<>();
    masks.forEach(
        (image, mask) -> {
          Optional<Split> split =
              splits.computeIfAbsent(image.getParent(), parent -> split(folder, image));
          images.add(image(image, reader.apply(mask), split));
        });
    if (images.stream().anyMatch(image -> image.split().isPresent())) {
      return Annotations.of(images);
    }
    ListedSplits lists = new ListedSplits(folder, masks.keySet(), others, warnings);
    if (lists.isEmpty()) {
      return Annotations.of(images);
    }
    List<AnnotatedImage> listed = new ArrayList<>();
    lists.forEach(
        (image, split) -> listed.add(image(image, reader.apply(masks.get(image)), split)));
    return Annotations.of(listed);
  }

  private static AnnotatedImage image(Path image, MaskFile mask, Optional<Split> split) {
    return AnnotatedImage.of(image).source(mask.file()).mask(mask).split(split).build();
  }

  /** The split of the nearest folder that is named after one, such as train or train_images. */
  private static Optional<Split> split(DataFolder folder, Path image) {
    for (Path above = image.getParent();
        above != null && !above.equals(folder.root());
        above = above.getParent()) {
      Set<Split> named = new TreeSet<>();
      for (String word : above.getFileName().toString().split("[^\\p{L}]+")) {
        Split.named(word).ifPresent(named::add);
      }
      if (named.size() == 1) {
        return Optional.of(named.iterator().next());
      }
    }
    return Optional.empty();
  }

  /** Not by names, but by patterns that users give. */
  @Override
  public Optional<Found> findDeclared(DataFolder folder, ReadOptions options) {
    FilePatterns patterns = FilePatterns.of(folder, options);
    Found.Reader reader =
        ignored -> {
          List<String> warnings = new ArrayList<>();
          Annotations annotations =
              annotations(folder, patterns.masks(), patterns.withoutMask(), warnings);
          leftOut(patterns.withoutMask(), "image without mask", "images without mask", warnings);
          Set<Path> homes =
              patterns.masks().values().stream().map(Path::getParent).collect(toSet());
          return withLegend(folder, annotations, homes, warnings);
        };
    return Optional.of(
        new Found(
            this,
            Found.Strength.MARKER,
            List.of(folder.root()),
            2 * patterns.masks().size(),
            contents(),
            reader));
  }
}
