package org.dl4jvision.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.dl4jvision.Snippets;
import org.dl4jvision.cli.Tool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of {@code docs/judging.md} print what stands there, of the files that stand there.
 * {@code mvn test -Dtest=JudgingPageTest -Djudging.write=true} writes it anew.
 */
class JudgingPageTest {

  private static final Path PAGE = Path.of("docs/judging.md");
  private static final Pattern FILE = Pattern.compile("(?ms)^```(csv|mask) (\\S+)\n(.*?)^```$");
  private static final Pattern COMMAND =
      Pattern.compile("(?ms)^```\n\\$ \\./dl4j-vision ([^\n]*)\n(.*?)^```$");

  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    List<MatchResult> files = FILE.matcher(Files.readString(PAGE)).results().toList();
    for (MatchResult file : files) {
      Path target = folder.resolve(file.group(2));
      Files.createDirectories(target.getParent());
      if (file.group(1).equals("csv")) {
        Files.writeString(target, file.group(3));
      } else {
        write(target, file.group(3).lines().toList());
      }
    }
    assertEquals(9, files.size());
  }

  private static void write(Path file, List<String> rows) throws IOException {
    BufferedImage mask =
        new BufferedImage(rows.get(0).length(), rows.size(), BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < rows.size(); y++) {
      for (int x = 0; x < mask.getWidth(); x++) {
        mask.getRaster().setSample(x, y, 0, rows.get(y).charAt(x) == '#' ? 255 : 0);
      }
    }
    ImageIO.write(mask, "png", file.toFile());
  }

  @Test
  void commandsPrintWhatThePageSays() throws IOException {
    String page = Files.readString(PAGE);
    StringBuilder made = new StringBuilder();
    Matcher command = COMMAND.matcher(page);
    int tried = 0;
    for (; command.find(); tried++) {
      String block = "```\n$ ./dl4j-vision " + command.group(1) + "\n" + run(command.group(1));
      command.appendReplacement(made, Matcher.quoteReplacement(block + "```"));
    }
    command.appendTail(made);
    if (Boolean.getBoolean("judging.write")) {
      Files.writeString(PAGE, made.toString());
    }
    assertEquals(3, tried);
    assertEquals(
        page,
        made.toString(),
        PAGE + " is stale; make it anew: mvn test -Dtest=JudgingPageTest -Djudging.write=true");
  }

  private String run(String command) {
    Object[] words =
        Stream.of(command.split(" "))
            .map(word -> Files.exists(folder.resolve(word)) ? folder.resolve(word) : word)
            .toArray();
    Tool tool = Tool.run(words);
    assertEquals(0, tool.exitCode(), tool.err());
    assertEquals("", tool.err());
    return tool.out().replace(System.lineSeparator(), "\n");
  }

  @Test
  void snippetCompilesAndRuns() throws Exception {
    List<String> snippets = Snippets.of(PAGE).toList();
    assertEquals(1, snippets.size());
    Snippets.run(snippets.get(0), folder);
  }
}
