package org.dl4jvision.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFilesTest {

  @TempDir Path folder;

  private Path written(String text, Charset charset) {
    try {
      return Files.write(folder.resolve("names.txt"), text.getBytes(charset));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String refusal(String text, String charset) {
    Path file = written(text, Charset.forName(charset));
    return Refusals.messages(() -> TextFiles.text(file)).strip().replace(file.toString(), "FILE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void linesAreWhatIsNotBlank(String end) {
    String text = String.join(end, "#1 leaf", "", "  a b,c\t", "  ", "日本", "");
    assertEquals(
        List.of("#1 leaf", "a b,c", "日本"), TextFiles.lines(written(text, StandardCharsets.UTF_8)));
    assertEquals(
        List.of("a b,c", "日本"), TextFiles.uncommentedLines(written(text, StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void byteOrderMarksAreFollowedAndLeftOut(String charset) {
    Path file = written("\uFEFFcat\nchien äöü\n猫\n", Charset.forName(charset));
    assertEquals("cat\nchien äöü\n猫\n", TextFiles.text(file));
  }

  @Test
  void otherEncodingsAreNamed() {
    assertEquals(
        "FILE: line 2 is not UTF-8 text, the file seems to be of two bytes a letter, such as GBK,"
            + " Big5, EUC-KR or Shift JIS: save it as UTF-8",
        refusal("names:\n[猫, 狗]\n", "GBK"));
    assertEquals(
        "FILE: line 3 is not UTF-8 text, the file seems to be of two bytes a letter, such as GBK,"
            + " Big5, EUC-KR or Shift JIS: save it as UTF-8",
        refusal("cat\ndog\n사람\n", "EUC-KR"));
    assertEquals(
        "FILE: line 1 is not UTF-8 text, the file seems to be of one byte a letter, such as Latin-1"
            + " (Windows-1252): save it as UTF-8",
        refusal("Käfer\nMöwe", "ISO-8859-1"));
    assertEquals(
        "FILE: line 1 is not UTF-8 text, the file seems to be of one byte a letter, such as Latin-1"
            + " (Windows-1252): save it as UTF-8",
        refusal("кошка\nпёс\nптица", "windows-1251"));
    assertEquals(
        "FILE: has zero bytes, so it is no text, or UTF-16 without a mark: save it as UTF-8",
        refusal("cat", "UTF-16LE"));
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("none.txt");
    assertEquals(
        "cannot read " + file + ": there is no such file or folder\n",
        Refusals.messages(() -> TextFiles.lines(file)));
  }
}
