package org.dl4jvision.metric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.dl4jvision.Shared;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The numbers of other programs for measures and tests. */
public final class Judging {

  /** How far values may be from those numbers. */
  public static final double TOLERANCE = 1e-9;

  private Judging() {}

  /** The content of a file; the test is skipped where it is missing. */
  public static JsonNode read(String name) {
    try {
      return new ObjectMapper().readTree(Shared.golden("judging").resolve(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entries of a list, at least one. */
  public static List<JsonNode> entries(JsonNode list) {
    List<JsonNode> entries = new ArrayList<>();
    list.forEach(entries::add);
    if (entries.isEmpty()) {
      throw new AssertionError("no entries");
    }
    return entries;
  }

  /** A list of numbers. */
  public static double[] numbers(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
