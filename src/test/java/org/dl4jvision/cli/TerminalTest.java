package org.dl4jvision.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalTest {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d ";

  @TempDir Path folder;

  private final StringWriter text = new StringWriter();

  @Test
  void controlCharactersAreReplacedHoweverTheyArePrinted() {
    Terminal out = Terminal.out(text);
    String name = "\u001b[2Jcat\u009b\u0007\u202e";
    out.printf("%s|", name);
    out.print(name.toCharArray());
    out.append("|a\rb\r\n").append("tab\t");
    out.println(name);

    assertEquals(
        "?[2Jcat???|?[2Jcat???|a?b\r\ntab\t?[2Jcat???" + System.lineSeparator(), text.toString());
  }

  @Test
  void aMessageIsOneLine() {
    Terminal.err(text).println("class 'a\nb'");
    assertEquals("class 'a b'" + System.lineSeparator(), text.toString());
  }

  @Test
  void whatIsToldIsLoggedWithTheTimeAndTraces() throws IOException {
    Path file = folder.resolve("logs/log.txt");
    Terminal err = Terminal.err(text);
    err.println("before");
    try (LogFile log = new LogFile(file)) {
      err.logTo(log);
      err.printf("first %d%n", 1);
      err.overwrite("over", 10);
      err.printlnStamped("stamped");
      err.trace(new IllegalStateException("broken"), false);
    }

    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.stream().allMatch(line -> line.matches(TIME + ".*")), lines.toString());
    List<String> logged = lines.stream().map(line -> line.replaceFirst(TIME, "")).toList();
    assertEquals(
        List.of("first 1", "over", "stamped", "java.lang.IllegalStateException: broken"),
        logged.subList(0, 4));
    assertTrue(logged.get(4).startsWith("\tat "), logged.get(4));
    assertFalse(text.toString().contains("broken"), text.toString());
    assertTrue(text.toString().contains("\rover      "), text.toString());
  }
}
