package org.dl4jvision.data.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dl4jvision.io.TextFiles;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLFactory;

/** The names of the classes that {@link YoloFormat} numbers. */
final class YoloNames {

  private YoloNames() {}

  /** The names in the usual files, empty where there are none. */
  static Optional<List<String>> declaredIn(Path folder) {
    for (String name :
        List.of("classes.txt", "obj.names", "data/obj.names", "labels/classes.txt")) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return Optional.of(TextFiles.lines(file));
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .sorted()
          .map(YoloNames::namesIn)
          .filter(names -> !names.isEmpty())
          .findFirst();
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot list the folder " + folder, e);
    }
  }

  /** The names in a YAML file: a list, or a map from index to name. */
  private static List<String> namesIn(Path yaml) {
    try {
      JsonNode root = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(yaml));
      JsonNode names = root == null ? null : root.get("names");
      List<String> result = new ArrayList<>();
      if (names != null && names.isArray()) {
        names.forEach(name -> result.add(name.asText()));
      } else if (names != null && names.isObject()) {
        TreeMap<Integer, String> byIndex = new TreeMap<>();
        names
            .fields()
            .forEachRemaining(
                field -> byIndex.put(Integer.valueOf(field.getKey()), field.getValue().asText()));
        if (!byIndex.isEmpty() && byIndex.lastKey() != byIndex.size() - 1) {
          throw new IllegalArgumentException(
              yaml + ": the keys of 'names' must be 0 to " + (byIndex.size() - 1));
        }
        result.addAll(byIndex.values());
      }
      return result;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          yaml + ": a key of 'names' must be a class index, " + e.getMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          yaml + ": not YAML, line " + e.getLocation().getLineNr(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + yaml + ": " + e.getMessage(), e);
    }
  }
}
