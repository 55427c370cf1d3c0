package org.dl4jvision.study.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dl4jvision.study.ScoreComparison;

/**
 * What a study says of two contestants. Two trainings with the same loss give two models, one of
 * which is better on most images: that images tell models apart says nothing of what these were
 * trained with. So a contestant is better if the images say so and the rounds, whose spread is that
 * of seeds and folds, say so, too.
 *
 * @param a the first contestant
 * @param b the second one
 * @param winner the better one; empty where none is shown to be
 * @param why where none is
 */
public record Verdict(String a, String b, Optional<String> winner, String why) {

  /** The verdicts on all pairs; none of a single contestant. */
  static List<Verdict> of(Optional<ScoreComparison> byImages, Optional<ScoreComparison> byRounds) {
    List<Map<?, ?>> images = pairs(byImages);
    List<Map<?, ?>> rounds = pairs(byRounds);
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      verdicts.add(
          of(images.get(i), i < rounds.size() ? Optional.of(rounds.get(i)) : Optional.empty()));
    }
    return verdicts;
  }

  private static List<Map<?, ?>> pairs(Optional<ScoreComparison> comparison) {
    List<Map<?, ?>> pairs = new ArrayList<>();
    comparison.ifPresent(
        one -> ((List<?>) one.toMap().get("pairs")).forEach(pair -> pairs.add((Map<?, ?>) pair)));
    return pairs;
  }

  private static Verdict of(Map<?, ?> images, Optional<Map<?, ?>> rounds) {
    String a = images.get("a").toString();
    String b = images.get("b").toString();
    Object winner = images.get("winner");
    if (winner == null) {
      return new Verdict(a, b, Optional.empty(), images.get("verdict").toString());
    }
    if (rounds.isEmpty()) {
      return none(a, b, "one training each tells models apart, not losses; add --seeds or --folds");
    }
    return winner.equals(rounds.get().get("winner"))
        ? new Verdict(a, b, Optional.of(winner.toString()), "")
        : none(
            a,
            b,
            "%s rounds differ as much by chance, though the models do on %s images"
                .formatted(rounds.get().get("n"), images.get("n")));
  }

  private static Verdict none(String a, String b, String why) {
    return new Verdict(
        a, b, Optional.empty(), "%s and %s: no difference shown: %s".formatted(a, b, why));
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", a);
    map.put("b", b);
    map.put("winner", winner.orElse(null));
    map.put("verdict", toString());
    return map;
  }

  /** The verdict in words, without the two names that it may begin with. */
  String sentence() {
    String names = a + " and " + b + ": ";
    return toString().startsWith(names) ? toString().substring(names.length()) : toString();
  }

  /** The verdict in words. */
  @Override
  public String toString() {
    return winner
        .map(
            one -> one + " is better than " + (one.equals(a) ? b : a) + ", by images and by rounds")
        .orElse(why);
  }
}
