package org.dl4jvision.data.format;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.io.FileNames;

/**
 * The images of a folder and their annotations, for formats with one annotation file an image. All
 * paths are from the data folder, without extension.
 */
final class ImagePairs {

  private final DataFolder folder;
  private final PathIndex files;
  private final PairRule rule;
  private final SortedMap<String, Path> annotations;
  private final Map<String, String> annotationOf = new TreeMap<>();
  private final Map<String, String> imageOf = new TreeMap<>();
  private final Set<Path> annotatedFiles = new HashSet<>();
  private final Map<String, ImageIndex> indexes = new HashMap<>();
  private final Map<String, Optional<Split>> splits = new HashMap<>();
  private Map<String, List<String>> annotationsByName;

  /** Pairs by names, without reading files. */
  private ImagePairs(DataFolder folder, PairRule rule) {
    this.folder = folder;
    this.rule = rule;
    files = folder.paths();
    annotations = files.withExtension("." + rule.extension());
    for (String image : files.images().keySet()) {
      rule.annotationsOf(image)
          .filter(annotations::containsKey)
          .findFirst()
          .ifPresent(annotation -> pair(image, annotation));
    }
    for (String annotation : annotations.keySet()) {
      if (!imageOf.containsKey(annotation)) {
        // Some tools write NAME..xml.
        unpaired(annotation.replaceAll("\\.+$", "")).ifPresent(image -> pair(image, annotation));
      }
    }
  }

  private void pair(String image, String annotation) {
    annotationOf.put(image, annotation);
    imageOf.put(annotation, image);
    annotatedFiles.add(annotations.get(annotation));
  }

  /** The image that lies where that of an annotation does, if it has no other annotation. */
  private Optional<String> unpaired(String annotation) {
    return rule.imagesOf(annotation)
        .filter(image -> files.images().containsKey(image) && !annotationOf.containsKey(image))
        .findFirst();
  }

  /**
   * Pairs annotations that have no image of their name with those that they name.
   *
   * @throws IllegalArgumentException if two name the same
   */
  void pairByContent() {
    Set<String> byName = Set.copyOf(annotationOf.keySet());
    for (String annotation : annotations.keySet()) {
      if (imageOf.containsKey(annotation)) {
        continue;
      }
      Path file = annotations.get(annotation);
      Optional<String> image =
          rule.imageNamedIn().apply(file).flatMap(name -> imageNamed(name, annotation));
      if (image.isEmpty() || byName.contains(image.get())) {
        continue; // of the image of this name is another annotation, this is an old copy
      }
      String other = annotationOf.get(image.get());
      if (other != null) {
        throw new IllegalArgumentException(
            "two annotations of the image "
                + files.image(image.get())
                + ": "
                + annotations.get(other)
                + " and "
                + file);
      }
      pair(image.get(), annotation);
    }
  }

  private Optional<String> imageNamed(String name, String annotation) {
    String beside = PathIndex.inFolder(PathIndex.folderOf(annotation), ImageFiles.nameIn(name));
    Optional<String> found =
        rule.imagesOf(FileNames.comparable(beside)).filter(files.images()::containsKey).findFirst();
    return found.isPresent()
        ? found
        : folder.index().find(name, annotations.get(annotation)).map(files::keyOf);
  }

  /** What a format finds in a folder, empty where the files are another's. */
  static Optional<Found> find(
      AnnotationFormat format,
      DataFolder folder,
      PairRule rule,
      BiFunction<ImagePairs, ReadOptions, Annotations> reader) {
    if (folder.files(rule.extension()).isEmpty()) {
      return Optional.empty();
    }
    ImagePairs pairs = new ImagePairs(folder, rule);
    return pairs.found(format, options -> reader.apply(pairs, options));
  }

  private Optional<Found> found(AnnotationFormat format, Found.Reader reader) {
    List<Path> candidates = imageOf.keySet().stream().map(annotations::get).toList();
    List<Path> own = own(candidates);
    if (candidates.isEmpty()) {
      candidates =
          own(List.copyOf(annotations.values())).stream()
              .filter(file -> rule.imageNamedIn().apply(file).isPresent())
              .toList();
      own = candidates;
    }
    if (own.isEmpty()) {
      return Optional.empty();
    }
    List<Path> folders = candidates.stream().map(Path::getParent).distinct().toList();
    Found found =
        Found.byLayout(format, folder, folders, reader).explaining(chosen(new Tally()).size());
    boolean outlines = own.stream().map(folder::head).anyMatch(rule.hasOutlines());
    return Optional.of(outlines ? found : found.withContents(Set.of(Content.BOXES)));
  }

  private List<Path> own(List<Path> candidates) {
    return folder.sample(candidates).stream()
        .filter(file -> rule.mayBe().test(folder.head(file)))
        .toList();
  }

  /** The folders of annotations that have images. */
  List<Path> folders() {
    return imageOf.keySet().stream()
        .map(annotation -> annotations.get(annotation).getParent())
        .distinct()
        .toList();
  }

  /** What becomes of files and entries that cannot be read. */
  Faults faults() {
    return folder.faults();
  }

  /** The files of the folder. */
  PathIndex files() {
    return files;
  }

  /** Whether a file is the annotation of an image. */
  boolean isAnnotation(Path file) {
    return annotatedFiles.contains(file);
  }

  /** The images below a folder, and the annotations there that lack one. */
  List<ImagePair> below(String folder, Optional<Split> split) {
    Set<String> found = PathIndex.below(files.images(), folder).keySet();
    List<ImagePair> pairs =
        new ArrayList<>(found.stream().map(image -> pair(image).in(split)).toList());
    orphans(found).forEach(orphan -> pairs.add(orphan.in(split)));
    return pairs;
  }

  private ImagePair pair(String image) {
    Path file = files.image(image);
    String annotation = annotationOf.get(image);
    return new ImagePair(
        image,
        file,
        annotation == null ? null : annotations.get(annotation),
        file.getParent(),
        splitOf(image));
  }

  /** The annotations without image where those of the images are or could be. */
  private List<ImagePair> orphans(Collection<String> images) {
    Set<String> folders = new TreeSet<>();
    for (String image : images) {
      String annotation = annotationOf.get(image);
      if (annotation != null) {
        folders.add(PathIndex.folderOf(annotation));
      }
      rule.mirrored(image).map(PathIndex::folderOf).forEach(folders::add);
    }
    return annotations.keySet().stream()
        .filter(path -> !imageOf.containsKey(path) && folders.contains(PathIndex.folderOf(path)))
        .filter(path -> rule.mayBe().test(folder.head(annotations.get(path))))
        .map(this::orphan)
        .toList();
  }

  private ImagePair orphan(String annotation) {
    Path folder =
        rule.imagesOf(annotation)
            .map(PathIndex::folderOf)
            .filter(files::hasFolder)
            .findFirst()
            .map(files.root()::resolve)
            .orElseThrow();
    return new ImagePair(
        annotation, null, annotations.get(annotation), folder, splitOf(annotation));
  }

  private Optional<Split> splitOf(String path) {
    return splits.computeIfAbsent(PathIndex.folderOf(path), folder -> Splits.ofFolders(path));
  }

  /**
   * The images of all folders in which some have an annotation, and annotations there that lack
   * one, in the splits that their folders say.
   */
  List<ImagePair> all(List<String> warnings) {
    Tally unlabeled = new Tally();
    List<String> chosen = chosen(unlabeled);
    unlabeled.report(
        "%d images in folders without any annotation are left out, the first is %s", warnings);
    List<ImagePair> pairs = new ArrayList<>(chosen.stream().map(this::pair).toList());
    pairs.addAll(orphans(chosen));
    return pairs;
  }

  private List<String> chosen(Tally unlabeled) {
    Map<String, List<String>> byFolder =
        files.images().keySet().stream()
            .collect(groupingBy(PathIndex::folderOf, TreeMap::new, toList()));
    Set<String> labeled = annotations.keySet().stream().map(PathIndex::folderOf).collect(toSet());
    List<String> chosen = new ArrayList<>();
    byFolder.forEach(
        (folder, inside) -> {
          boolean mirrored =
              rule.mirrored(inside.get(0)).map(PathIndex::folderOf).anyMatch(labeled::contains);
          if (mirrored || inside.stream().anyMatch(annotationOf::containsKey)) {
            chosen.addAll(inside);
          } else if (rule.isPart(folder)) {
            inside.forEach(image -> unlabeled.add(files.images().get(image)));
          }
        });
    return chosen;
  }

  /**
   * The image or annotation of a name in a list, of those below a folder.
   *
   * @throws IllegalArgumentException if it may be several
   */
  Optional<ImagePair> named(String line, Path list, String below) {
    ImageIndex index = indexes.computeIfAbsent(below, this::indexOf);
    Optional<Path> image = index.find(line, list).or(() -> folder.index().find(line, list));
    if (image.isPresent()) {
      return image.map(files::keyOf).map(this::pair);
    }
    if (annotationsByName == null) {
      annotationsByName = annotations.keySet().stream().collect(groupingBy(PathIndex::nameOf));
    }
    String name = PathIndex.nameOf(ImageFiles.stem(line));
    return annotationsByName.getOrDefault(name, List.of()).stream()
        .filter(path -> PathIndex.isIn(below, path))
        .findFirst()
        .map(found -> imageOf.containsKey(found) ? pair(imageOf.get(found)) : orphan(found));
  }

  private ImageIndex indexOf(String below) {
    List<Path> images =
        all(new ArrayList<>()).stream()
            .filter(pair -> pair.image() != null && PathIndex.isIn(below, pair.path()))
            .map(ImagePair::image)
            .toList();
    return new ImageIndex(files.root(), images);
  }

  /** The folder that all images with annotations have in common. */
  String home() {
    return rule.home(imageOf.values());
  }
}
