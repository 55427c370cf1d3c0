package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dl4jvision.task.Options;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

class ConfigFileTest {

  /** Options of every type. */
  public static final class Some extends Options {
    enum Color {
      RED,
      BLUE
    }

    @Option(names = "--count")
    public int count = 1;

    @Option(names = "--share-of-all")
    public Double shareOfAll;

    @Option(names = "--color")
    public Color color = Color.RED;

    @Option(names = "--text")
    public String text;

    @Option(names = "--file")
    public Path file;

    @Option(names = "--big")
    public long big;
  }

  @TempDir Path folder;

  private final Some options = new Some();
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("config.yaml");
  }

  private ParseResult parse(String... arguments) {
    return new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
  }

  private ConfigFile write(String content) throws IOException {
    return new ConfigFile(Files.writeString(file, content));
  }

  @Test
  void everyTypeIsRead() throws IOException {
    write("{count: 3, share-of-all: 0.5, color: blue, text: 12, file: a/b, big: 12345678901}")
        .fill(options, parse());

    assertEquals(3, options.count);
    assertEquals(0.5, options.shareOfAll);
    assertEquals(Some.Color.BLUE, options.color);
    assertEquals("12", options.text);
    assertEquals(Path.of("a/b"), options.file);
    assertEquals(12345678901L, options.big);
  }

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    parse("--count=4", "--color=BLUE", "--file=x");
    String written = options.toMap().toString().replace("=", ": ");
    Some read = new Some();

    write(written).fill(read, new CommandLine(read).parseArgs());

    assertEquals(options.toMap(), read.toMap());
    assertEquals(Path.of("x").toAbsolutePath(), read.file, "a path is absolute in a file");
    assertNull(read.shareOfAll);
  }

  @Test
  void theCommandLineWins() throws IOException {
    ConfigFile config = write("{count: 3, color: blue}");

    config.fill(options, parse("--count", "5"));

    assertEquals(5, options.count);
    assertEquals(Some.Color.BLUE, options.color);
  }

  @Test
  void nullLeavesTheDefault() throws IOException {
    write("{count: null}").fill(options, parse());

    assertEquals(1, options.count);
  }

  @Test
  void badFilesAreNamed() throws IOException {
    assertMessage("not JSON or YAML, line 1", "{count: ");
    assertMessage("not JSON or YAML, line 1", "{count: 1}}");
    assertMessage("more follows after its end, line 3", "count: 1\n---\nbig: 2");
    assertMessage("must hold 'option: value' pairs", "just text");
    assertMessage("must hold 'option: value' pairs", "");
    assertMessage("the value of 'count' must be a text or a number", "{count: [1]}");
    assertMessage("count is many; allowed: whole numbers", "{count: many}");
    assertMessage("share-of-all is x; allowed: numbers", "{share-of-all: x}");
    assertMessage("has the key 'count' twice, line 2", "count: 1\ncount: 2");
    assertMessage("color is bleu (did you mean blue?); allowed: red, blue", "{color: bleu}");
    assertMessage(
        "count is 99999999999; allowed: whole numbers of fewer digits", "{count: 99999999999}");
    assertMessage("file: the name of a file or folder is empty", "{file: \"\"}");
    assertMessage("color is green; allowed: red, blue", "{color: green}");
    assertMessage(
        "unknown key 'colour' (did you mean color?), allowed are big, color, count, file,"
            + " share-of-all, text",
        "{colour: red}");
    Path missing = folder.resolve("missing");
    assertThrows(UncheckedIOException.class, () -> new ConfigFile(missing));
  }

  private void assertMessage(String message, String content) {
    assertEquals(
        file + ": " + message,
        assertThrows(IllegalArgumentException.class, () -> write(content).fill(options, parse()))
            .getMessage());
  }

  @Test
  void keysOfOtherCommandsStayOutWhereTheyMay() throws IOException {
    write("{count: 3, epochs: [1]}").fillKnown(options, parse());

    assertEquals(3, options.count);
  }
}
