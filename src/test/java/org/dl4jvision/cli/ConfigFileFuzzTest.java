package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.dl4jvision.check.Fuzz;
import org.dl4jvision.cli.ConfigFileTest.Some;
import org.dl4jvision.io.JsonFile;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Any file sets options to values that can be written and read back, or is refused in a line. */
class ConfigFileFuzzTest {

  private static final List<String> KEYS =
      List.of("count", "share-of-all", "color", "text", "file", "big");

  private static final List<String> VALUES =
      List.of(
          "1",
          "-3",
          "0.5",
          "red",
          "BLUE",
          "text",
          "\"quoted\"",
          "null",
          "~",
          "true",
          "1e400",
          "0x1f",
          "007",
          "1_000",
          "2001-01-01",
          "12:30",
          ".inf",
          ".nan",
          "[1]",
          "{a: 1}",
          "''",
          "a/b",
          "99999999999",
          "&a x",
          "*a",
          "!!binary aGk=",
          "!!int 3",
          "!foo bar",
          "|\n  block",
          ">\n  folded",
          "\"\\0\"");

  private static Map<String, Object> read(byte[] bytes) throws Exception {
    Path file = Files.createTempFile("config", ".yaml");
    try {
      Files.write(file, bytes);
      Some options = new Some();
      new ConfigFile(file).fill(options, new CommandLine(options).parseArgs());
      return options.toMap();
    } finally {
      Files.delete(file);
    }
  }

  private static boolean check(byte[] bytes) {
    Optional<Map<String, Object>> values = Fuzz.answer(() -> read(bytes));
    if (values.isPresent() && isFinite(values.get().get("share-of-all"))) {
      String written = JsonFile.toText(values.get());
      Optional<Map<String, Object>> again =
          Fuzz.answer(() -> read(written.getBytes(StandardCharsets.UTF_8)));
      assertEquals(values, again, written);
    }
    return values.isPresent();
  }

  /** JSON has no other numbers; no training takes them. */
  private static boolean isFinite(Object share) {
    return share == null || Double.isFinite((Double) share);
  }

  private static boolean check(String text) {
    return check(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String yaml(Random random) {
    boolean flow = random.nextBoolean();
    String pairs =
        KEYS.stream()
            .filter(key -> random.nextInt(3) == 0)
            .map(key -> key + ": " + Fuzz.any(VALUES, random))
            .collect(Collectors.joining(flow ? ", " : "\n"));
    return flow ? "{" + pairs + "}" : pairs;
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void options(@ForAll Random random) {
    check(yaml(random));
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void nearlyOptions(@ForAll Random random) {
    check(Fuzz.mutated(yaml(random), random));
  }

  @Property
  void anyBytes(@ForAll byte[] bytes) {
    check(bytes);
  }

  /** Without it nothing would be tested but refusals. */
  @Test
  void manyFilesAreAllowed() {
    Random random = new Random(1);
    int allowed = 0;
    for (int i = 0; i < 300; i++) {
      allowed += check(yaml(random)) ? 1 : 0;
    }
    int found = allowed;
    assertTrue(found > 30 && found < 250, () -> found + " of 300");
  }

  @Test
  void longOnesAreReadInNoTime() {
    for (String part :
        List.of(
            "[", "{", "{a: ", "a: ", "- ", "? ", "&a ", "*", "!", "'", "\"", " ", "\n", "#", "1",
            "--- ", "a:\n ", ":30", "1_")) {
      check(part.repeat(30_000 / part.length()));
      check("text: 1" + part.repeat(30_000 / part.length()));
    }
    check(" ".repeat(11 << 20));
  }
}
