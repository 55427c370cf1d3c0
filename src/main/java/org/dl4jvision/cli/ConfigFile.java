package org.dl4jvision.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.check.Excerpt;
import org.dl4jvision.io.JsonTree;
import org.dl4jvision.task.Options;
import org.nd4j.shade.jackson.databind.JsonNode;
import picocli.CommandLine.ParseResult;

/**
 * A JSON or YAML file with options of a command: keys are the long option names without dashes.
 * What is given on the command line wins.
 */
final class ConfigFile {

  private final Path file;
  private final Map<String, JsonNode> values = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException for a file that cannot be understood
   */
  ConfigFile(Path file) {
    this.file = file;
    JsonNode root = JsonTree.yaml(file);
    if (root == null || !root.isObject()) {
      throw new IllegalArgumentException(file + ": must hold 'option: value' pairs");
    }
    root.fields().forEachRemaining(field -> values.put(field.getKey(), field.getValue()));
  }

  /** The options that it sets. */
  Set<String> keys() {
    return Set.copyOf(values.keySet());
  }

  /**
   * Sets the options that the command line does not give.
   *
   * @throws IllegalArgumentException naming a key that is no option, or has no value of it
   */
  void fill(Options options, ParseResult commandLine) {
    values.forEach(
        (key, value) -> {
          if (value.isContainerNode()) {
            throw new IllegalArgumentException(
                file + ": the value of '" + Excerpt.of(key) + "' must be a text or a number");
          }
          boolean given = commandLine.hasMatchedOption("--" + key);
          if (value.isNull() || (given && options.names().contains(key))) {
            return;
          }
          try {
            options.set(key, value.asText());
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
          }
        });
  }

  /**
   * Sets options from the configuration of a run, which may be of an earlier version or of another
   * command: keys that are no options are left out.
   */
  void fillKnown(Options options, ParseResult commandLine) {
    options.setEarlier(values.keySet());
    values.keySet().retainAll(options.names());
    fill(options, commandLine);
  }

  /** Sets options from the configuration of a run of the same command. */
  void fillRun(Options options, ParseResult commandLine) {
    options.setEarlier(values.keySet());
    fill(options, commandLine);
  }
}
