package org.dl4jvision.data.fault;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.Snippets;
import org.dl4jvision.cli.Tool;
import org.dl4jvision.report.MarkedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table and the example of {@code docs/data-checks.md} are made by the code. {@code mvn test
 * -Dtest=DataChecksPageTest -Dchecks.write=true} makes them anew.
 */
class DataChecksPageTest {

  private static final Path PAGE = Path.of("docs/data-checks.md");

  @TempDir private Path folder;

  @Test
  void isMadeByTheChecks() throws IOException {
    Path copy = Files.copy(PAGE, folder.resolve("page.md"));
    MarkedText.replace(copy, "checks", table());
    MarkedText.replace(copy, "example", "```\n" + example() + "```\n");
    if (Boolean.getBoolean("checks.write")) {
      Files.writeString(PAGE, Files.readString(copy));
    }
    assertEquals(
        Files.readString(PAGE),
        Files.readString(copy),
        PAGE + " is stale; make it anew: mvn test -Dtest=DataChecksPageTest -Dchecks.write=true");
  }

  private static String table() {
    return DataChecks.REGISTRY.all().stream()
        .map(
            check ->
                "| `%s` | %s | %s | %s |\n"
                    .formatted(
                        check.name(),
                        check.isFault() ? "fault" : "note",
                        check.help(),
                        check.repair()))
        .collect(
            joining(
                "", "| kind | | what is found | in a repaired copy |\n|---|---|---|---|\n", ""));
  }

  private String example() throws IOException {
    Path photos = CleanData.masks(folder.resolve("photos"));
    Files.write(photos.resolve("train/images/0.png"), List.of("damaged"));
    byte[] first = Files.readAllBytes(photos.resolve("train/images/1.png"));
    Files.write(photos.resolve("val/images/0.png"), first);
    Files.delete(photos.resolve("train/labels/7.png"));
    return Tool.run("data", "check", photos).out().replace(folder + "/", "");
  }

  @Test
  void snippetsCompileAndRun() throws Exception {
    Path photos = CleanData.masks(folder.resolve("photos"));
    List<String> snippets = Snippets.of(PAGE).toList();
    assertEquals(1, snippets.size());
    Snippets.run(snippets.get(0).replace("\"photos\"", "\"" + photos + "\""), folder);
  }
}
