package org.dl4jvision.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreFileTest {

  @TempDir private Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("a.csv"), text);
  }

  @Test
  void readsColumnsInAnyOrderAndQuotedNames() throws IOException {
    Path file = write("\uFEFFseed,Score,\"IMAGE\"\r\n1,0.5,\"x, \"\"1\"\"\"\r\n\r\n2, 1e-1 ,y\r\n");
    assertEquals(Map.of("x, \"1\"", 0.5, "y", 0.1), ScoreFile.ofImages(file).scores());
    assertEquals("a", ScoreFile.ofImages(file).name());
  }

  @Test
  void whatIsNoFiniteNumberIsNone() throws IOException {
    String names = "image,score\na,\nb,nan\nc,NaN\nd,NA\ne,inf\nf,-Infinity\ng,null\nh,1e999\ni\n";
    ScoreFile file = ScoreFile.ofImages(write(names));
    assertEquals(9, file.scores().size());
    file.scores().forEach((name, score) -> assertEquals(Double.NaN, score, name));
  }

  @Test
  void readsFoldsWithOrWithoutNames() throws IOException {
    assertEquals(
        Map.of("2", 0.1, "1", 0.2),
        ScoreFile.ofFolds(write("fold,score\n2,0.1\n1,0.2\n")).scores());
    Map<String, Double> numbered = Map.of("1", 0.1, "2", 0.2);
    assertEquals(numbered, ScoreFile.ofFolds(write("score\n0.1\n0.2\n")).scores());
    assertEquals(numbered, ScoreFile.ofFolds(write("0.1\n0.2")).scores());
    assertEquals(numbered, ScoreFile.ofFolds(write("score,time\n0.1,5\n0.2,5\n")).scores());
  }

  @Test
  void badFilesOfImagesAreOneLine() throws IOException {
    Function<Path, ScoreFile> read = ScoreFile::ofImages;
    assertRefused(read, "", "is empty; expected a score a line");
    assertRefused(read, "image,score\n", "has no scores below its first line");
    assertRefused(
        read,
        "image;score\na;1\n",
        "the first line is 'image;score'; expected names of columns that commas separate, image and"
            + " score among them");
    assertRefused(read, "image,score,score\na,1,2\n", "two columns are called score");
    assertRefused(
        read, "image,score\na,1\n\nb,best\n", "line 4 has the score 'best', which is no number");
    assertRefused(read, "image,score\na,1\na,2\n", "line 3 has 'a' a second time");
    assertRefused(read, "image,score\n,1\n", "line 2 names nothing that the score is of");
    assertRefused(read, "image,score\n\"a,1\n", "line 2 has a quote that is not closed");
  }

  @Test
  void badFilesOfFoldsAreOneLine() throws IOException {
    Function<Path, ScoreFile> read = ScoreFile::ofFolds;
    assertRefused(
        read,
        "fold,dice\n1,0.5\n",
        "the first line is 'fold,dice'; expected a column named score, or a score a line");
    assertRefused(read, "dice\n0.5\n", "line 1 has the score 'dice', which is no number");
    assertRefused(read, "fold,score\n1,0.5\n1,0.5\n", "line 3 has '1' a second time");
  }

  private void assertRefused(Function<Path, ScoreFile> read, String text, String problem)
      throws IOException {
    Path file = write(text);
    assertEquals(
        file + ": " + problem,
        assertThrows(IllegalArgumentException.class, () -> read.apply(file)).getMessage());
  }
}
