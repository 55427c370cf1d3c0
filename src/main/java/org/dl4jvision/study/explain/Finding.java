package org.dl4jvision.study.explain;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an explanation says.
 *
 * @param lines for readers
 * @param numbers for programs, as what Jackson can write
 * @param pictures by the names of their files, without an end
 */
public record Finding(
    List<String> lines, Map<String, Object> numbers, Map<String, BufferedImage> pictures) {

  public Finding {
    lines = List.copyOf(lines);
    numbers = new LinkedHashMap<>(numbers);
    pictures = new LinkedHashMap<>(pictures);
  }
}
