package org.dl4jvision.data.format.mask;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the name of a file follows from that of its partner: what stands before and after what both
 * share.
 *
 * @param from what stands around it in the name of the one
 * @param to the same of the other
 */
record NameRule(Around from, Around to) {

  /** Files that are looked at to find rules. */
  private static final int SAMPLE = 12;

  /** Names before and after in the order of names that may belong to a file. */
  private static final int NEIGHBORS = 5;

  /** Rules that are tried. */
  private static final int CANDIDATES = 8;

  /** The beginning and the end of a name. */
  record Around(String prefix, String suffix) {

    static final Around NOTHING = new Around("", "");

    /** What is between them, empty if the name is another. */
    Optional<String> inside(String name) {
      int length = prefix.length() + suffix.length();
      return name.length() > length && name.startsWith(prefix) && name.endsWith(suffix)
          ? Optional.of(name.substring(prefix.length(), name.length() - suffix.length()))
          : Optional.empty();
    }

    /** Whether files of many names may have it: numbers mean single files. */
    boolean isWords() {
      return (prefix + suffix).chars().noneMatch(Character::isDigit);
    }

    @Override
    public String toString() {
      return prefix + "{name}" + suffix;
    }
  }

  /** The name of the partner, empty if the name is another. */
  Optional<String> partner(String name) {
    return from.inside(name).map(inside -> to.prefix() + inside + to.suffix());
  }

  /** The rule from the other to the one. */
  NameRule reversed() {
    return new NameRule(to, from);
  }

  /** Whether partners have the same name. */
  boolean isIdentity() {
    return from.equals(to);
  }

  /** Whether it may hold of many files, in many folders. */
  boolean isWords() {
    return from.isWords() && to.isWords();
  }

  /** Rules that fit some names, the most likely first. */
  static List<NameRule> candidates(FileBin from, FileBin to) {
    Map<NameRule, Integer> counts = new HashMap<>();
    List<String> names = List.copyOf(from.files().keySet());
    List<String> others = List.copyOf(to.files().keySet());
    count(counts, sample(names), to, from != to);
    List<String> masks = others.stream().filter(name -> MaskWords.of(name) > 0).toList();
    Map<NameRule, Integer> backwards = new HashMap<>();
    count(backwards, sample(masks), from, from != to);
    backwards.forEach((rule, count) -> counts.merge(rule.reversed(), count, Math::max));
    if (from != to) {
      counts.merge(new NameRule(common(names), common(others)), 1, Integer::sum);
    }
    List<NameRule> best =
        counts.entrySet().stream()
            .sorted(Map.Entry.<NameRule, Integer>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
    return Stream.of(true, false)
        .flatMap(words -> best.stream().filter(rule -> rule.isWords() == words).limit(CANDIDATES))
        .toList();
  }

  private static List<String> sample(List<String> names) {
    int step = Math.max(1, names.size() / SAMPLE);
    return IntStream.iterate(0, i -> i < names.size(), i -> i + step).mapToObj(names::get).toList();
  }

  /** Counts the rules between names and those that are most like them at one end. */
  private static void count(
      Map<NameRule, Integer> counts, List<String> sample, FileBin to, boolean sameNames) {
    NavigableSet<String> others = to.files().navigableKeySet();
    NavigableSet<String> backwards = new TreeSet<>();
    others.forEach(name -> backwards.add(backwards(name)));
    for (String name : sample) {
      for (String other : neighbors(others, name)) {
        if (sameNames || !name.equals(other)) {
          add(counts, name, other, shared(name, other));
        }
      }
      String reversed = backwards(name);
      for (String other : neighbors(backwards, reversed)) {
        int length = shared(reversed, other);
        String front = name.substring(0, name.length() - length);
        String otherFront = backwards(other).substring(0, other.length() - length);
        if (length > 0 && !other.equals(reversed)) {
          counts.merge(
              new NameRule(new Around(front, ""), new Around(otherFront, "")), 1, Integer::sum);
        }
      }
    }
  }

  private static void add(Map<NameRule, Integer> counts, String name, String other, int length) {
    if (length > 0 && (length < name.length() || length < other.length() || name.equals(other))) {
      counts.merge(
          new NameRule(
              new Around("", name.substring(length)), new Around("", other.substring(length))),
          1,
          Integer::sum);
    }
  }

  private static List<String> neighbors(NavigableSet<String> names, String name) {
    List<String> result = new ArrayList<>();
    names.tailSet(name, true).stream().limit(NEIGHBORS).forEach(result::add);
    names.headSet(name, false).descendingSet().stream().limit(NEIGHBORS).forEach(result::add);
    return result;
  }

  private static int shared(String one, String other) {
    int length = 0;
    while (length < Math.min(one.length(), other.length())
        && one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return length;
  }

  private static String backwards(String name) {
    return new StringBuilder(name).reverse().toString();
  }

  /** What all of several names begin and end with, without their digits. */
  private static Around common(List<String> names) {
    if (names.size() < 2) {
      return Around.NOTHING;
    }
    String prefix = commonStart(names, UnaryOperator.identity());
    String suffix = backwards(commonStart(names, NameRule::backwards));
    int shortest = names.stream().mapToInt(String::length).min().orElse(0);
    return prefix.length() + suffix.length() < shortest
        ? new Around(prefix, suffix)
        : Around.NOTHING;
  }

  private static String commonStart(List<String> names, UnaryOperator<String> view) {
    String first = view.apply(names.get(0));
    int length = first.length();
    for (String name : names) {
      length = Math.min(length, shared(first, view.apply(name)));
    }
    while (length > 0 && Character.isDigit(first.charAt(length - 1))) {
      length--;
    }
    return first.substring(0, length);
  }
}
