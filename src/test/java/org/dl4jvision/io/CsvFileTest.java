package org.dl4jvision.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.io.CsvFile.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {

  @TempDir Path folder;

  private Path file(byte[] bytes) {
    try {
      return Files.write(folder.resolve("table.csv"), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Row> rows(String text) {
    List<Row> rows = new ArrayList<>();
    CsvFile.read(file(text.getBytes(StandardCharsets.UTF_8)), rows::add);
    return rows;
  }

  private static Row row(int line, String... values) {
    return new Row(line, List.of(values));
  }

  @Test
  void readsValuesOfEveryKind() {
    assertEquals(
        List.of(row(1, "a.png", "1", ""), row(3, "b", "", "2")),
        rows("\uFEFFa.png, 1 ,\r\n\r\nb,,2"));
    assertEquals(
        List.of(
            row(1, "a, or b", "say \"x\"", "two\nlines"), row(3, "3\" wide", "", "before after")),
        rows("\"a, or b\",\"say \"\"x\"\"\", \"two\nlines\"\n3\" wide,\"\",\"before\" after\n"));
    assertEquals(List.of(), rows(""));
    assertEquals("", row(1, "a").get(1));
    assertEquals("a", row(1, "a").get(0));
  }

  @Test
  void theBeginningOfAFileIsReadWithoutTheRowThatMayBeCut() {
    assertEquals(List.of(row(1, "a"), row(2, "b", "1")), CsvFile.beginning("a\nb,1\n"));
    assertEquals(List.of(row(1, "a")), CsvFile.beginning("a\nb,1"));
    assertEquals(List.of(row(1, "a", "b")), CsvFile.beginning("a,b"));
    assertEquals(List.of(row(1, "a", "b")), CsvFile.beginning("a,b\n\"c"));
  }

  @Test
  void namesWhatCannotBeRead() {
    String file = folder.resolve("table.csv").toString();
    assertEquals(
        file
            + ": line 2 has a quote that is not closed\n"
            + file
            + ": line 1 is longer than 1048576 letters\n"
            + file
            + ": is not UTF-8 text; save it as UTF-8\n"
            + ("cannot read " + folder.resolve("none.csv") + ": there is no such file or folder\n"),
        Refusals.messages(
            () -> rows("a,b\nc,\"d\ne,f\n"),
            () -> rows("a".repeat(1 << 21)),
            () -> CsvFile.read(file("a,\u00e4".getBytes(StandardCharsets.ISO_8859_1)), row -> {}),
            () -> CsvFile.read(folder.resolve("none.csv"), row -> {})));
  }
}
