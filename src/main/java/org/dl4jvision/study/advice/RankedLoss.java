package org.dl4jvision.study.advice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jvision.study.advice.Advice.Reason;

/**
 * A loss that is advised.
 *
 * @param candidate with all options filled in
 * @param strength of the strongest rule that advises it
 * @param reasons of all rules that had a say
 */
public record RankedLoss(Candidate candidate, int strength, List<Reason> reasons) {

  public RankedLoss {
    reasons = List.copyOf(reasons);
  }

  /** This loss with another reason. */
  RankedLoss because(Reason another) {
    List<Reason> more = new ArrayList<>(reasons);
    more.add(another);
    return new RankedLoss(candidate, strength, more);
  }

  /** Both, of which the candidate is the same. */
  RankedLoss and(RankedLoss other) {
    List<Reason> all = new ArrayList<>(reasons);
    other.reasons.stream().filter(one -> !all.contains(one)).forEach(all::add);
    return new RankedLoss(candidate, Math.max(strength, other.strength), all);
  }

  /** The loss to be written as JSON. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("options", options());
    map.put("strength", strength);
    map.put("reasons", reasons.stream().map(RankedLoss::toMap).toList());
    return map;
  }

  private Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>(candidate.settings());
    options.putAll(candidate.expressions());
    return options;
  }

  static Map<String, Object> toMap(Reason reason) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("reason", reason.text());
    map.put("source", reason.source());
    return map;
  }
}
