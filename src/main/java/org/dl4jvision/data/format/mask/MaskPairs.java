package org.dl4jvision.data.format.mask;

import static java.util.Comparator.comparing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.dl4jvision.data.format.mask.PairRelation.Match;

/**
 * Which image files of a folder are masks, and of which images: found by coverage, that is, by a
 * relation of paths by which each image has one partner. Which of both are the masks is said by
 * words in which the names differ, else by how the files look.
 */
final class MaskPairs {

  private static final int LOOKED_AT = 3;
  private static final double LEAST_COVERAGE = 0.5;

  private final Map<Path, Path> masks = new HashMap<>();
  private final Map<Path, Path> images = new HashMap<>();
  private final Map<Path, Directed> relations = new HashMap<>();
  private final Set<Path> imageFolders = new LinkedHashSet<>();
  private final Set<Path> maskFolders = new LinkedHashSet<>();
  private final SortedMap<Path, Path> sorted;
  private final List<Path> all;
  private String problem;

  /**
   * A relation whose direction is known.
   *
   * @param standing how many words say so, 0 to 2
   */
  private record Directed(List<Match> matches, int standing) {

    /** Whether the names differ in words only, and not in numbers, which mean single files. */
    boolean isWords() {
      return matches.stream().map(Match::names).allMatch(NameRule::isWords);
    }

    Directed reversed() {
      return new Directed(
          matches.stream()
              .map(one -> new Match(one.masks(), one.images(), one.names().reversed(), one.count()))
              .toList(),
          standing);
    }

    int count() {
      return matches.stream().mapToInt(Match::count).sum();
    }

    /** Whether it is about as good as a better one. */
    boolean rivals(Directed better) {
      return standing == better.standing
          && (isWhole() || (isWords() == better.isWords() && 2 * count() >= better.count()));
    }

    /** Whether it leaves no file alone in the folders that it is about. */
    private boolean isWhole() {
      return matches.stream()
          .allMatch(
              match ->
                  match.count() > 1
                      && match.images() != match.masks()
                      && match.count() == match.images().files().size()
                      && match.count() == match.masks().files().size());
    }
  }

  /** Finds pairs among these files. */
  MaskPairs(List<Path> files) {
    all = files;
    Map<PairRelation, List<Match>> possible = PairRelation.between(FileBin.of(files));
    List<Directed> found = directed(possible, MaskPairs::byWords);
    // Files are decoded only where no words tell which are the masks.
    (found.isEmpty() ? directed(possible, MaskPairs::byLook) : found)
        .stream()
            .sorted(
                comparing(Directed::standing)
                    .thenComparing(Directed::count)
                    .thenComparing(Directed::isWords)
                    .reversed())
            .forEach(this::accept);
    sorted = new TreeMap<>(masks);
  }

  private static List<Directed> directed(
      Map<PairRelation, List<Match>> relations,
      BiFunction<PairRelation, List<Match>, Optional<Directed>> direction) {
    return relations.entrySet().stream()
        .map(entry -> direction.apply(entry.getKey(), entry.getValue()))
        .flatMap(Optional::stream)
        .filter(MaskPairs::covers)
        .toList();
  }

  /** Of which the words say which are the masks. */
  private static Optional<Directed> byWords(PairRelation relation, List<Match> matches) {
    int standing = MaskWords.of(relation.maskWords()) - MaskWords.of(relation.imageWords());
    Directed forwards = new Directed(matches, Math.abs(standing));
    return standing == 0
        ? Optional.empty()
        : Optional.of(standing > 0 ? forwards : forwards.reversed());
  }

  /** Of which no words say it, but the files look so. */
  private static Optional<Directed> byLook(PairRelation relation, List<Match> matches) {
    Directed forwards = new Directed(matches, 0);
    return covers(forwards) || covers(forwards.reversed())
        ? isForwardsByLook(matches.get(0)).map(yes -> yes ? forwards : forwards.reversed())
        : Optional.empty();
  }

  private static boolean covers(Directed directed) {
    return coverage(directed) >= LEAST_COVERAGE;
  }

  /** The share of images with a mask; where words speak for it, that of masks with an image. */
  private static double coverage(Directed directed) {
    double images = 0;
    double masks = 0;
    for (Match match : directed.matches()) {
      images += named(match.images(), match.names().from());
      images -= match.images() == match.masks() ? match.count() : 0;
      masks += named(match.masks(), match.names().to());
    }
    double ofImages = directed.count() / images;
    double ofMasks = directed.count() / masks;
    return directed.standing() > 0 ? Math.max(ofImages, ofMasks) : Math.min(ofImages, ofMasks);
  }

  private static long named(FileBin bin, NameRule.Around around) {
    return around.isWords()
        ? bin.files().keySet().stream().filter(name -> around.inside(name).isPresent()).count()
        : bin.files().size();
  }

  /** Whether the partners are the masks, rather than the first files; empty if neither looks so. */
  private static Optional<Boolean> isForwardsByLook(Match match) {
    List<Path> ones = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    each(
        match,
        (one, other) -> {
          if (ones.size() < LOOKED_AT) {
            ones.add(one);
            others.add(other);
          }
        });
    MaskLook one = MaskLook.of(ones);
    MaskLook other = MaskLook.of(others);
    return other.isMaskOf(one)
        ? Optional.of(true)
        : one.isMaskOf(other) ? Optional.of(false) : Optional.empty();
  }

  private interface PairVisitor {
    void visit(Path image, Path mask);
  }

  private static void each(Match match, PairVisitor visitor) {
    match
        .images()
        .files()
        .forEach(
            (name, image) ->
                match
                    .names()
                    .partner(name)
                    .map(match.masks().files()::get)
                    .ifPresent(mask -> visitor.visit(image, mask)));
  }

  /** Adds the pairs of a relation, unless most of them take masks for images. */
  private void accept(Directed relation) {
    int[] contradicting = {0};
    relation
        .matches()
        .forEach(
            match ->
                each(
                    match,
                    (image, mask) ->
                        contradicting[0] +=
                            images.containsKey(image) || masks.containsKey(mask) ? 1 : 0));
    if (2 * contradicting[0] > relation.count()) {
      return;
    }
    for (Match match : relation.matches()) {
      each(match, (image, mask) -> accept(image, mask, relation));
    }
  }

  private void accept(Path image, Path mask, Directed relation) {
    if (images.containsKey(image) || masks.containsKey(mask)) {
      return;
    }
    Path otherMask = masks.get(image);
    Path otherImage = images.get(mask);
    if (otherMask == null && otherImage == null) {
      masks.put(image, mask);
      images.put(mask, image);
      relations.put(image, relation);
      imageFolders.add(image.getParent());
      maskFolders.add(mask.getParent());
    } else if (otherMask != null
        && !otherMask.equals(mask)
        && relation.rivals(relations.get(image))) {
      uncertain(
          "the mask of "
              + image
              + " may be "
              + otherMask
              + " or "
              + mask
              + ": say which by a pattern of the masks, such as --masks 'masks/{name}.png'");
    } else if (otherImage != null
        && !otherImage.equals(image)
        && relation.rivals(relations.get(otherImage))) {
      uncertain("the mask " + mask + " may be of " + otherImage + " or " + image);
    }
  }

  private void uncertain(String line) {
    problem = problem == null ? line : problem;
  }

  /** The mask of each image, in order of the images. */
  SortedMap<Path, Path> masks() {
    return sorted;
  }

  /** The folders of masks. */
  Set<Path> maskFolders() {
    return maskFolders;
  }

  /** Why the pairs are not certain; empty where they are. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Files in folders of images that have no mask. */
  List<Path> withoutMask() {
    return all.stream()
        .filter(file -> !masks.containsKey(file) && !images.containsKey(file))
        .filter(file -> imageFolders.contains(file.getParent()) && !isLost(file))
        .toList();
  }

  /** Files in folders of masks that have no image. */
  List<Path> withoutImage() {
    return all.stream()
        .filter(file -> !masks.containsKey(file) && !images.containsKey(file))
        .filter(this::isLost)
        .toList();
  }

  /** Whether it is by its folder a mask, or by its name where both are in one folder. */
  private boolean isLost(Path file) {
    return maskFolders.contains(file.getParent())
        && (!imageFolders.contains(file.getParent())
            || MaskWords.of(file.getFileName().toString()) > 0);
  }

  /** Files in other folders. */
  List<Path> elsewhere() {
    return all.stream()
        .filter(
            file ->
                !imageFolders.contains(file.getParent()) && !maskFolders.contains(file.getParent()))
        .toList();
  }
}
