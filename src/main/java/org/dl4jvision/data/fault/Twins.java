package org.dl4jvision.data.fault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dl4jvision.io.Parallel;

/** Images that show the same: copies of a file, and the same picture encoded or resized anew. */
final class Twins {

  private final List<List<ImageFacts>> groups;

  private Twins(List<List<ImageFacts>> groups) {
    this.groups = groups;
  }

  /** Of these images. */
  static Twins of(List<ImageFacts> images) {
    List<ImageFacts> readable =
        images.stream().filter(facts -> facts.fingerprint().isPresent()).toList();
    int[] leader = IntStream.range(0, readable.size()).toArray();
    Map<Fingerprint.Digest, Integer> copies = new HashMap<>();
    for (int i = 0; i < leader.length; i++) {
      Integer first = copies.putIfAbsent(print(readable.get(i)).bytes(), i);
      leader[i] = first == null ? i : first;
    }
    List<List<Integer>> similar =
        Parallel.map(leader.length, i -> leader[i] == i ? before(readable, leader, i) : List.of());
    for (int i = 0; i < leader.length; i++) {
      for (int other : similar.get(i)) {
        join(leader, i, other);
      }
    }
    Map<Integer, List<ImageFacts>> groups = new LinkedHashMap<>();
    for (int i = 0; i < leader.length; i++) {
      groups.computeIfAbsent(leader(leader, i), key -> new ArrayList<>()).add(readable.get(i));
    }
    return new Twins(groups.values().stream().filter(group -> group.size() > 1).toList());
  }

  private static Fingerprint print(ImageFacts facts) {
    return facts.fingerprint().orElseThrow();
  }

  /** Of those before an image the ones that look like it. */
  private static List<Integer> before(List<ImageFacts> images, int[] leader, int i) {
    Fingerprint own = print(images.get(i));
    List<Integer> found = new ArrayList<>(0);
    for (int k = 0; k < i; k++) {
      if (leader[k] == k && own.looksLike(print(images.get(k)))) {
        found.add(k);
      }
    }
    return found;
  }

  private static int leader(int[] leader, int i) {
    int at = i;
    while (leader[at] != at) {
      at = leader[at];
    }
    return at;
  }

  private static void join(int[] leader, int a, int b) {
    int first = leader(leader, a);
    int second = leader(leader, b);
    leader[Math.max(first, second)] = Math.min(first, second);
  }

  /** Groups of two images or more, in the order of their first. */
  List<List<ImageFacts>> groups() {
    return groups;
  }

  /** How an image is told to be that of another, in words between their names. */
  static String relation(ImageFacts image, ImageFacts other) {
    if (image.image().file().equals(other.image().file())) {
      return "is the same file as";
    }
    return print(image).isCopyOf(print(other)) ? "has the same bytes as" : "looks the same as";
  }
}
