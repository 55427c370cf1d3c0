package org.dl4jvision.data.format.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.dl4jvision.data.Split;

/**
 * How the path of a mask follows from that of its image, in all folders alike: the part of the
 * folders' names in which they differ, and the names of the files.
 *
 * @param image what stands in the folders of images only
 * @param mask what stands in the folders of masks only
 * @param names how the names of masks follow from those of images
 */
record PairRelation(String image, String mask, NameRule names) {

  /** Up to so many folders any two may belong together. */
  private static final int FEW_FOLDERS = 24;

  /** Folders that differ in one place have so many names there where these say what they hold. */
  private static final int FEW_NAMES = 12;

  /** Rules found in some folders that are tried in all. */
  private static final int SHARED_RULES = 16;

  /** Two bins whose files belong together. */
  record Match(FileBin images, FileBin masks, NameRule names, int count) {}

  /** The relation from masks to images. */
  PairRelation reversed() {
    return new PairRelation(mask, image, names.reversed());
  }

  /** What is said of images only, in folders and names. */
  String imageWords() {
    return image + " " + names.from();
  }

  /** What is said of masks only. */
  String maskWords() {
    return mask + " " + names.to();
  }

  /** All relations between bins, each with the bins that have it; the direction is arbitrary. */
  static Map<PairRelation, List<Match>> between(List<FileBin> bins) {
    Map<List<FileBin>, Set<NameRule>> rules = new LinkedHashMap<>();
    Set<NameRule> everywhere = new LinkedHashSet<>();
    for (List<FileBin> pair : candidates(bins)) {
      List<NameRule> found = NameRule.candidates(pair.get(0), pair.get(1));
      rules.put(pair, new LinkedHashSet<>(found));
      found.stream().filter(NameRule::isWords).forEach(everywhere::add);
    }
    List<NameRule> shared = everywhere.stream().limit(SHARED_RULES).toList();
    Map<PairRelation, List<Match>> relations = new LinkedHashMap<>();
    rules.forEach(
        (pair, own) -> {
          own.addAll(shared);
          own.forEach(names -> add(relations, pair.get(0), pair.get(1), names));
        });
    return relations;
  }

  private static void add(
      Map<PairRelation, List<Match>> relations, FileBin one, FileBin other, NameRule names) {
    int count = count(one, other, names);
    PairRelation relation = of(one.folder(), other.folder(), names);
    if (count == 0 || relation.isOfSplits() || one == other && names.isIdentity()) {
      return;
    }
    Match match = new Match(one, other, names, count);
    if (!relations.containsKey(relation) && relations.containsKey(relation.reversed())) {
      relation = relation.reversed();
      match = new Match(other, one, names.reversed(), count);
    }
    relations.computeIfAbsent(relation, key -> new ArrayList<>()).add(match);
  }

  private static int count(FileBin images, FileBin masks, NameRule names) {
    return (int)
        images.files().keySet().stream()
            .map(names::partner)
            .flatMap(Optional::stream)
            .filter(masks.files()::containsKey)
            .count();
  }

  /** Files of several splits may have the same names. */
  private boolean isOfSplits() {
    Set<Split> ofImages = splits(image);
    Set<Split> ofMasks = splits(mask);
    return !ofImages.isEmpty() && !ofMasks.isEmpty() && !ofImages.equals(ofMasks);
  }

  private static Set<Split> splits(String folders) {
    Set<Split> splits = EnumSet.noneOf(Split.class);
    for (String word : folders.split("[^\\p{L}]+")) {
      Split.named(word).ifPresent(splits::add);
    }
    return splits;
  }

  private static PairRelation of(Path one, Path other, NameRule names) {
    List<String> first = parts(one);
    List<String> second = parts(other);
    while (!first.isEmpty() && !second.isEmpty() && first.get(0).equals(second.get(0))) {
      first.remove(0);
      second.remove(0);
    }
    while (!first.isEmpty() && !second.isEmpty() && last(first).equals(last(second))) {
      first.remove(first.size() - 1);
      second.remove(second.size() - 1);
    }
    String from = String.join("/", first);
    String to = String.join("/", second);
    boolean bothOne = first.size() == 1 && second.size() == 1;
    return bothOne ? ofNames(from, to, names) : new PairRelation(from, to, names);
  }

  /** Of train and train_masks "" and "_masks", of imagesTr and labelsTr "image" and "label". */
  private static PairRelation ofNames(String from, String to, NameRule names) {
    int start = 0;
    int most = Math.min(from.length(), to.length());
    while (start < most && from.charAt(start) == to.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < most - start
        && from.charAt(from.length() - 1 - end) == to.charAt(to.length() - 1 - end)) {
      end++;
    }
    return new PairRelation(
        from.substring(start, from.length() - end), to.substring(start, to.length() - end), names);
  }

  private static String last(List<String> parts) {
    return parts.get(parts.size() - 1);
  }

  private static List<String> parts(Path folder) {
    return new ArrayList<>(
        StreamSupport.stream(folder.spliterator(), false).map(Path::toString).toList());
  }

  /** Pairs of bins that may belong together, a bin with itself included. */
  private static Set<List<FileBin>> candidates(List<FileBin> bins) {
    Map<Path, List<FileBin>> byFolder = new TreeMap<>();
    bins.forEach(bin -> byFolder.computeIfAbsent(bin.folder(), key -> new ArrayList<>()).add(bin));
    Set<List<FileBin>> pairs = new LinkedHashSet<>();
    byFolder.values().forEach(same -> addAll(pairs, same, same));
    List<Path> folders = List.copyOf(byFolder.keySet());
    if (folders.size() <= FEW_FOLDERS) {
      addAll(pairs, bins, bins);
      return pairs;
    }
    for (Path folder : folders) {
      List<FileBin> above = byFolder.getOrDefault(folder.getParent(), List.of());
      addAll(pairs, above, byFolder.get(folder));
    }
    for (List<Path> alike : alikeButOne(folders)) {
      for (Path one : alike) {
        alike.forEach(other -> addAll(pairs, byFolder.get(one), byFolder.get(other)));
      }
    }
    return pairs;
  }

  private static void addAll(Set<List<FileBin>> pairs, List<FileBin> ones, List<FileBin> others) {
    for (FileBin one : ones) {
      for (FileBin other : others) {
        if (!pairs.contains(List.of(other, one))) {
          pairs.add(List.of(one, other));
        }
      }
    }
  }

  /** Folders that differ in one place only, where few names stand there. */
  private static List<List<Path>> alikeButOne(List<Path> folders) {
    Map<String, List<Path>> groups = new TreeMap<>();
    for (Path folder : folders) {
      List<String> parts = parts(folder);
      for (int i = 0; i < parts.size(); i++) {
        List<String> others = new ArrayList<>(parts);
        others.set(i, "*");
        groups
            .computeIfAbsent(i + ":" + String.join("/", others), k -> new ArrayList<>())
            .add(folder);
      }
    }
    return groups.values().stream()
        .filter(group -> group.size() > 1 && group.size() <= FEW_NAMES)
        .toList();
  }
}
