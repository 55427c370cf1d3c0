package org.dl4jvision.data.folder;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dl4jvision.data.Seeds;
import org.dl4jvision.data.folder.HoldOut.Candidates;

/**
 * Divides groups of images such that each class has its share in both parts, after the iterative
 * stratification of Sechidis, Tsoumakas and Vlahavas (On the Stratification of Multi-Label Data,
 * ECML 2011): groups with the rarest class are dealt out first.
 */
final class Stratification {

  /** Stands among the classes for images that have none. */
  private static final String NOTHING = "";

  /** Images that stay together, with the number of images of each class. */
  private record Group(List<Integer> images, Map<String, Integer> classes) {

    void add(int image, Set<String> itsClasses) {
      images.add(image);
      (itsClasses.isEmpty() ? Set.of(NOTHING) : itsClasses).forEach(one -> count(classes, one, 1));
    }
  }

  private final List<Group> held = new ArrayList<>();
  private final List<Group> kept = new ArrayList<>();

  /** The share of its images that a class still lacks among those held out. */
  private final Map<String, Double> lacking = new TreeMap<>();

  /** The classes of {@link #kept}. */
  private final Set<String> learned = new TreeSet<>();

  /** How many images more are held out than their share of those that were dealt out. */
  private double surplus;

  private Stratification() {}

  /** The indices of what is held out: one image at least, and not all. */
  static BitSet choose(Candidates candidates) {
    Stratification parts = new Stratification();
    parts.deal(groups(candidates), candidates.share());
    if (parts.held.isEmpty()) {
      parts.held.add(parts.kept.remove(parts.kept.size() - 1));
    }
    BitSet chosen = new BitSet();
    parts.held.forEach(group -> group.images().forEach(chosen::set));
    return chosen;
  }

  /** All groups in drawn order, the large ones first: they fit where much is lacking. */
  private static List<Group> groups(Candidates candidates) {
    Map<Integer, Group> groups = new TreeMap<>();
    for (int i = 0; i < candidates.count(); i++) {
      groups
          .computeIfAbsent(
              candidates.groups()[i], g -> new Group(new ArrayList<>(), new TreeMap<>()))
          .add(i, candidates.classes().get(i));
    }
    List<Group> drawn = new ArrayList<>(groups.values());
    Collections.shuffle(drawn, new Random(Seeds.mix(candidates.seed())));
    drawn.sort(Comparator.comparingInt((Group group) -> group.images().size()).reversed());
    return drawn;
  }

  private void deal(List<Group> groups, double share) {
    Map<String, Integer> counts = new TreeMap<>();
    groups.forEach(group -> group.classes().forEach((one, count) -> count(counts, one, count)));
    counts.forEach((one, count) -> lacking.put(one, share * count));
    Map<String, List<Group>> byClass = new TreeMap<>();
    for (Group group : groups) {
      group.classes().keySet().forEach(one -> listed(byClass, one).add(group));
    }
    // By identity: groups may have very many images, whose numbers need not be compared.
    Set<Group> dealt = Collections.newSetFromMap(new IdentityHashMap<>());
    for (String rarest : rarestFirst(counts)) {
      List<Group> having = byClass.get(rarest).stream().filter(dealt::add).toList();
      for (int i = 0; i < having.size(); i++) {
        boolean last = i == having.size() - 1 && !learned.contains(rarest);
        deal(having.get(i), !last && isLacking(rarest, having.get(i), share), share);
      }
    }
  }

  private static List<Group> listed(Map<String, List<Group>> byClass, String one) {
    return byClass.computeIfAbsent(one, key -> new ArrayList<>());
  }

  /**
   * Whether a class comes closer to its share with a group; where it lacks a fraction of an image,
   * what comes closer to the share of all images.
   */
  private boolean isLacking(String one, Group group, double share) {
    double lack = lacking.get(one);
    return lack >= group.classes().get(one) / 2.0
        || (lack > 0 && 2 * surplus + (1 - 2 * share) * group.images().size() < 0);
  }

  private void deal(Group group, boolean holds, double share) {
    (holds ? held : kept).add(group);
    int size = group.images().size();
    surplus += holds ? (1 - share) * size : -share * size;
    if (holds) {
      group.classes().forEach((one, count) -> lacking.merge(one, -(double) count, Double::sum));
    } else {
      learned.addAll(group.classes().keySet());
    }
  }

  private static List<String> rarestFirst(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void count(Map<String, Integer> counts, String one, int more) {
    counts.merge(one, more, Integer::sum);
  }
}
