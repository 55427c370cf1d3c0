package org.dl4jvision.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * A JSON or YAML file with options of a command: keys are the long option names without dashes.
 * What is given on the command line wins.
 */
final class ConfigFile implements IDefaultValueProvider {

  /** A command whose options can come from a file. */
  interface Configurable {
    /** Whether there is a file to read. */
    default boolean hasConfigFile() {
      return true;
    }

    /** The file named by the command's own options. */
    Path configFile();

    /** Whether the file may hold options of other commands, as that of a run does. */
    default boolean takesUnknownKeys() {
      return false;
    }
  }

  /** Options that say where and how to run, not what: never written to a file or read from one. */
  private static final Set<String> NOT_CONFIGURATION =
      Set.of("config", "resume", "out", "help", "version", "verbose");

  private final Map<String, String> values;

  private ConfigFile(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Runs the command that was parsed. If its options name a file, the command line is parsed again
   * with the file's values in the place of the defaults.
   */
  static int execute(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandSpec spec = last.commandSpec();
    if (!last.isUsageHelpRequested()
        && spec.userObject() instanceof Configurable command
        && command.hasConfigFile()) {
      CommandLine commandLine = spec.commandLine();
      try {
        commandLine.setDefaultValueProvider(
            read(command.configFile(), spec, command.takesUnknownKeys()));
      } catch (IllegalArgumentException | UncheckedIOException e) {
        throw new ExecutionException(commandLine, e.getMessage(), e);
      }
      CommandLine root = parsed.commandSpec().commandLine();
      return new RunLast().execute(root.parseArgs(parsed.originalArgs().toArray(new String[0])));
    }
    return new RunLast().execute(parsed);
  }

  /**
   * @throws IllegalArgumentException for a file that cannot be understood or an unknown key
   */
  private static ConfigFile read(Path file, CommandSpec spec, boolean takesUnknownKeys) {
    JsonNode root;
    try {
      if (!Files.isRegularFile(file)) {
        throw new NoSuchFileException(file.toString());
      }
      // JSON is YAML, too.
      root = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          file + ": not JSON or YAML, line " + e.getLocation().getLineNr(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (root == null || !root.isObject()) {
      throw new IllegalArgumentException(file + ": must hold 'option: value' pairs");
    }
    Map<String, String> values = new LinkedHashMap<>();
    root.fields()
        .forEachRemaining(
            field -> {
              String key = field.getKey();
              boolean known =
                  !NOT_CONFIGURATION.contains(key) && spec.findOption("--" + key) != null;
              if (!known && takesUnknownKeys) {
                return;
              }
              if (!known) {
                throw new IllegalArgumentException(
                    file
                        + ": unknown key '"
                        + key
                        + "', allowed are "
                        + String.join(", ", keys(spec)));
              }
              JsonNode value = field.getValue();
              if (value.isContainerNode()) {
                throw new IllegalArgumentException(
                    file + ": the value of '" + key + "' must be a text or a number");
              }
              if (!value.isNull()) {
                values.put(key, value.asText());
              }
            });
    return new ConfigFile(values);
  }

  /** The options of a command that have a value, in the form that a file has. */
  static Map<String, Object> of(CommandSpec spec) {
    Map<String, Object> options = new LinkedHashMap<>();
    for (OptionSpec option : spec.options()) {
      Object value = option.getValue();
      if (value != null && !NOT_CONFIGURATION.contains(key(option))) {
        boolean plain = value instanceof Number || value instanceof Boolean;
        boolean constant = value instanceof Enum;
        String text = constant ? value.toString().toLowerCase(Locale.ROOT) : value.toString();
        options.put(key(option), plain ? value : text);
      }
    }
    return options;
  }

  private static Set<String> keys(CommandSpec spec) {
    Set<String> keys = new TreeSet<>();
    spec.options().forEach(option -> keys.add(key(option)));
    keys.removeAll(NOT_CONFIGURATION);
    return keys;
  }

  private static String key(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option ? values.get(key(option)) : null;
  }
}
