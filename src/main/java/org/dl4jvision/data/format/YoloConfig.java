package org.dl4jvision.data.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.FileProblem;
import org.dl4jvision.io.TextFiles;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.MissingNode;
import org.nd4j.shade.jackson.databind.node.NullNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.nd4j.shade.jackson.databind.node.TextNode;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLFactory;

/**
 * What {@code data.yaml} or darknet's {@code obj.data} says of a data set in {@link YoloFormat}.
 *
 * @param file that says it
 * @param root the value of "path", empty where there is none
 * @param images folders, lists and images of each split, as they stand in the file
 * @param names of the classes, empty where none are stated
 * @param namesFile path of the file with the names, empty where none is stated
 * @param classes their number, empty where it is not stated
 * @param keypoints points of a pose and numbers a point (2 or 3), empty where the data have no
 *     poses
 * @param polygons whether lines are stated to be outlines ("task: segment")
 */
record YoloConfig(
    Path file,
    Optional<String> root,
    Map<Split, List<String>> images,
    Optional<List<String>> names,
    Optional<String> namesFile,
    Optional<Integer> classes,
    Optional<List<Integer>> keypoints,
    boolean polygons) {

  /** Nothing that tools write is nested so deeply; what is would exhaust the stack. */
  private static final int DEPTH = 50;

  private static final int MOST_POINTS = 1000;

  /**
   * Reads YAML.
   *
   * @return empty where the file is about something else
   * @throws IllegalArgumentException one line, naming the file and the entry at fault
   */
  static Optional<YoloConfig> ofYaml(Path file) {
    JsonNode root = parse(file);
    Map<Split, List<String>> images = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      for (String key : split.names()) {
        List<String> entries = texts(root.path(key));
        if (!entries.isEmpty()) {
          images.putIfAbsent(split, entries);
        }
      }
    }
    Optional<List<String>> names = names(root.path("names"), file);
    Optional<Integer> classes = whole(root, "nc", file);
    Optional<List<Integer>> keypoints = keypoints(root.path("kpt_shape"), file);
    List<String> task = texts(root.path("task"));
    if (images.isEmpty() && names.isEmpty() && keypoints.isEmpty() && !isUsual(file)) {
      return Optional.empty();
    }
    return Optional.of(
        new YoloConfig(
                file,
                texts(root.path("path")).stream().findFirst(),
                images,
                names,
                Optional.empty(),
                classes,
                keypoints,
                task.equals(List.of("segment")) || task.equals(List.of("obb")))
            .checked());
  }

  /**
   * Reads darknet's file of lines "key = value".
   *
   * @return empty where the file is about something else
   */
  static Optional<YoloConfig> ofDarknet(Path file) {
    Map<String, String> values = new TreeMap<>();
    for (String line : TextFiles.uncommentedLines(file)) {
      int equals = line.indexOf('=');
      if (equals < 0) {
        return Optional.empty();
      }
      values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
    Map<Split, List<String>> images = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      split.names().stream()
          .map(values::get)
          .filter(value -> value != null && !value.isEmpty())
          .findFirst()
          .ifPresent(value -> images.put(split, List.of(value)));
    }
    Optional<String> names = Optional.ofNullable(values.get("names"));
    if (images.isEmpty() && names.isEmpty()) {
      return Optional.empty();
    }
    Optional<Integer> classes =
        Optional.ofNullable(values.get("classes")).map(value -> whole(value, "classes", file));
    return Optional.of(
        new YoloConfig(
            file,
            Optional.empty(),
            images,
            Optional.empty(),
            names,
            classes,
            Optional.empty(),
            false));
  }

  private YoloConfig checked() {
    if (names.isPresent() && classes.isPresent() && names.get().size() != classes.get()) {
      throw new IllegalArgumentException(
          file
              + ": nc is "
              + classes.get()
              + ", but there are "
              + names.get().size()
              + " names: "
              + String.join(", ", names.get()));
    }
    return this;
  }

  private static JsonNode parse(Path file) {
    try (JsonParser parser = new YAMLFactory().createParser(TextFiles.text(file))) {
      return parser.nextToken() == null ? MissingNode.getInstance() : node(parser, file, 0);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new IllegalArgumentException(file + ": not YAML, line " + line, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + FileProblem.reason(e), e);
    }
  }

  /** The value at a token with all scalars as they are written: 007 and yes are names, too. */
  private static JsonNode node(JsonParser parser, Path file, int depth) throws IOException {
    if (depth > DEPTH) {
      throw new IllegalArgumentException(file + ": is nested more than " + DEPTH + " levels deep");
    }
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.getCurrentName();
        parser.nextToken();
        object.set(key, node(parser, file, depth + 1));
      }
      return object;
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(node(parser, file, depth + 1));
      }
      return array;
    }
    return parser.currentToken() == JsonToken.VALUE_NULL
        ? NullNode.getInstance()
        : TextNode.valueOf(parser.getText());
  }

  /** The text of a value, or those of a list. */
  private static List<String> texts(JsonNode node) {
    List<String> result = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(entry -> result.addAll(texts(entry)));
    } else if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
      result.add(node.asText().strip());
    }
    return result;
  }

  private static Optional<List<String>> names(JsonNode node, Path file) {
    List<JsonNode> entries = new ArrayList<>();
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    } else if (node.isArray()) {
      node.forEach(entries::add);
    } else if (node.isObject()) {
      TreeMap<Integer, JsonNode> byIndex = new TreeMap<>();
      node.fields()
          .forEachRemaining(
              field ->
                  byIndex.put(whole(field.getKey(), "a key of 'names'", file), field.getValue()));
      if (!byIndex.isEmpty()
          && (byIndex.firstKey() != 0 || byIndex.lastKey() != byIndex.size() - 1)) {
        throw new IllegalArgumentException(
            file + ": the keys of 'names' must be 0 to " + (byIndex.size() - 1));
      }
      entries.addAll(byIndex.values());
    }
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": 'names' must be a list of names or a map from class index to name");
    }
    for (JsonNode entry : entries) {
      if (!entry.isValueNode() || entry.isNull() || entry.asText().isBlank()) {
        throw new IllegalArgumentException(
            file + ": the name of class " + entries.indexOf(entry) + " in 'names' is no text");
      }
    }
    return Optional.of(entries.stream().map(entry -> entry.asText().strip()).toList());
  }

  private static Optional<List<Integer>> keypoints(JsonNode node, Path file) {
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isArray()
        || node.size() != 2
        || node.get(0).asInt() < 1
        || node.get(0).asInt() > MOST_POINTS
        || (node.get(1).asInt() != 2 && node.get(1).asInt() != 3)) {
      throw new IllegalArgumentException(
          file
              + ": kpt_shape is "
              + texts(node)
              + "; allowed: [points, numbers a point], 1 to "
              + MOST_POINTS
              + " points, the numbers 2 (x, y) or 3 (x, y, visible)");
    }
    return Optional.of(List.of(node.get(0).asInt(), node.get(1).asInt()));
  }

  private static Optional<Integer> whole(JsonNode root, String key, Path file) {
    return texts(root.path(key)).stream().findFirst().map(value -> whole(value, key, file));
  }

  private static int whole(String value, String key, Path file) {
    if (!value.matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          file + ": " + key + " is '" + value + "'; allowed: whole numbers >= 0");
    }
    return Integer.parseInt(value);
  }

  /** Whether a file has the name that it has by default. */
  static boolean isUsual(Path file) {
    return file.getFileName().toString().matches("(?i)data\\.ya?ml");
  }

  /**
   * What the files in a folder say: data.yaml, else another YAML file, else a file of darknet's.
   *
   * @param warnings to which it adds
   */
  static Optional<YoloConfig> find(PathIndex files, String folder, List<String> warnings) {
    List<Path> inFolder = files.in(folder);
    List<Path> yaml = with(inFolder, ".*\\.ya?ml");
    Optional<Path> usual = yaml.stream().filter(YoloConfig::isUsual).findFirst();
    List<YoloConfig> found =
        usual.map(List::of).orElse(yaml).stream()
            .map(YoloConfig::ofYaml)
            .flatMap(Optional::stream)
            .toList();
    if (found.size() > 1) {
      warnings.add(
          found.get(0).file() + " counts, not " + found.get(1).file() + ", which is alike");
    }
    return found.isEmpty()
        ? with(inFolder, ".*\\.data").stream()
            .map(YoloConfig::ofDarknet)
            .flatMap(Optional::stream)
            .findFirst()
        : Optional.of(found.get(0));
  }

  private static List<Path> with(List<Path> files, String name) {
    return files.stream()
        .filter(file -> file.getFileName().toString().matches("(?i)" + name))
        .toList();
  }

  /** Whether it is darknet's, whose paths are from a folder that is called otherwise. */
  boolean isDarknet() {
    return namesFile.isPresent() || file.getFileName().toString().endsWith(".data");
  }
}
