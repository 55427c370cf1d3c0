package org.dl4jvision.study.survey;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often two sayings about the class of a pixel differ: the noise of labels, where data can show
 * it.
 *
 * @param images on which there are two sayings
 * @param atBorders the share of the pixels that differ, of those up to two pixels from a border
 *     between labels, along their row or column
 * @param elsewhere the same of all other pixels
 * @param whole the same of all pixels
 */
public record Disagreement(int images, double atBorders, double elsewhere, double whole) {

  /** Whether the data can show it. */
  public boolean isKnown() {
    return images > 0;
  }

  /** "differ at 12 % of the pixels up to two from a border, at 0.1 % of the others". */
  public String describe() {
    return "differ at %s of the pixels up to two from a border, at %s of the others"
        .formatted(Numbers.percent(atBorders), Numbers.percent(elsewhere));
  }

  /** All numbers by name. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("images", images);
    map.put("at-borders", atBorders);
    map.put("elsewhere", elsewhere);
    map.put("whole", whole);
    return map;
  }
}
