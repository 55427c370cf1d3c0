package org.dl4jvision.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jvision.data.Dataset;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.metric.Decimals;

/**
 * What a data set holds, for readers and for programs: as what it was recognized, how many images
 * of which sizes each split has, what is on them class by class, and what was repaired or left out.
 */
public final class DatasetReport {

  private final Dataset<?> dataset;
  private final Map<String, Object> all = new LinkedHashMap<>();
  private final Map<Split, Part> parts = new LinkedHashMap<>();

  /** Of the images of each split, by their number of pixels. */
  private final Map<Split, List<ImageSize>> sizes = new EnumMap<>(Split.class);

  /**
   * What is on the images of a split.
   *
   * @param facts numbers by what they are called
   * @param classes numbers of each class by its name, all with the same keys
   */
  public record Part(Map<String, Number> facts, Map<String, Map<String, Number>> classes) {}

  /** Looks at the images of a split. */
  @FunctionalInterface
  public interface Look {
    /** What is on them. */
    Part at(Split split);
  }

  /**
   * @param task as what the data are seen
   * @param format how they are written down
   */
  public DatasetReport(String task, String format, Dataset<?> dataset, Look look) {
    this.dataset = dataset;
    all.put("task", task);
    all.put("format", format);
    all.put("recognition", dataset.recognition().orElse(""));
    all.put("channels", dataset.channels());
    all.put("classes", dataset.classNames());
    Map<String, Object> splits = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      if (dataset.size(split) > 0) {
        parts.put(split, look.at(split));
        sizes.put(split, sizes(split));
        splits.put(name(split), toMap(split));
      }
    }
    all.put("splits", splits);
    all.put("warnings", dataset.warnings());
  }

  private static String name(Split split) {
    return split.name().toLowerCase(Locale.ROOT);
  }

  private Map<String, Object> toMap(Split split) {
    Map<String, Object> map = new LinkedHashMap<>();
    List<ImageSize> ofSplit = sizes.get(split);
    map.put("images", ofSplit.size());
    map.put("smallest", numbers(ofSplit.get(0)));
    map.put("median", numbers(ofSplit.get(ofSplit.size() / 2)));
    map.put("largest", numbers(ofSplit.get(ofSplit.size() - 1)));
    map.putAll(parts.get(split).facts());
    map.put("classes", parts.get(split).classes());
    return map;
  }

  private static Map<String, Integer> numbers(ImageSize size) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("height", size.height());
    numbers.put("width", size.width());
    return numbers;
  }

  private List<ImageSize> sizes(Split split) {
    return IntStream.range(0, dataset.size(split))
        .mapToObj(i -> dataset.imageSize(split, i))
        .sorted(
            Comparator.comparingLong((ImageSize size) -> (long) size.height() * size.width())
                .thenComparingInt(ImageSize::height))
        .toList();
  }

  /** The report for programs, as what Jackson can write. */
  public Map<String, Object> toMap() {
    return all;
  }

  /** What was repaired or left out, a line each. */
  public List<String> warnings() {
    return dataset.warnings();
  }

  /** Prints the report for readers. */
  public void print(PrintWriter out) {
    out.println(all.get("recognition"));
    out.printf(
        "%s: %d classes, %s images%n",
        all.get("task"), dataset.classNames().size(), dataset.channels() == 1 ? "gray" : "color");
    printSplits(out);
    out.println();
    warnings().forEach(warning -> out.println("warning: " + warning));
  }

  /** Prints what is on the images of each split for readers. */
  public void printSplits(PrintWriter out) {
    parts.forEach((split, part) -> print(split, part, out));
  }

  private void print(Split split, Part part, PrintWriter out) {
    List<ImageSize> ofSplit = sizes.get(split);
    ImageSize first = ofSplit.get(0);
    ImageSize last = ofSplit.get(ofSplit.size() - 1);
    out.printf(
        "%n%s: %d images of %s%s (height x width)%s%n",
        name(split),
        ofSplit.size(),
        first,
        first.equals(last) ? "" : " to " + last + ", median " + ofSplit.get(ofSplit.size() / 2),
        part.facts().entrySet().stream()
            .map(fact -> ", " + fact.getKey() + " " + show(fact.getValue()))
            .collect(Collectors.joining()));
    List<String> head = new ArrayList<>(List.of("class"));
    part.classes().values().stream().findFirst().ifPresent(one -> head.addAll(one.keySet()));
    TextTable table = new TextTable(head);
    part.classes()
        .forEach(
            (name, numbers) -> {
              List<String> row = new ArrayList<>(List.of(name));
              numbers.values().forEach(number -> row.add(show(number)));
              table.add(row);
            });
    table.lines().forEach(out::println);
  }

  private static String show(Number number) {
    return number instanceof Double value ? Decimals.of(value) : String.valueOf(number);
  }
}
