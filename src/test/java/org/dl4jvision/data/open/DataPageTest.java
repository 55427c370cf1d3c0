package org.dl4jvision.data.open;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.dl4jvision.Snippets;
import org.dl4jvision.cli.Main;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.AnnotationFormats;
import org.dl4jvision.report.MarkedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The table of {@code docs/data.md} is made from the registry of formats. {@code mvn test
 * -Dtest=DataPageTest -Ddata.write=true} makes it anew.
 */
class DataPageTest {

  private static final Path PAGE = Path.of("docs/data.md");

  @Test
  void isMadeOfTheFormats(@TempDir Path folder) throws IOException {
    Path copy = Files.copy(PAGE, folder.resolve("page.md"));
    MarkedText.replace(copy, "formats", table());
    if (Boolean.getBoolean("data.write")) {
      Files.writeString(PAGE, Files.readString(copy));
    }
    assertEquals(
        Files.readString(PAGE),
        Files.readString(copy),
        PAGE + " is stale; make it anew: mvn test -Dtest=DataPageTest -Ddata.write=true");
  }

  private static String table() {
    return AnnotationFormats.REGISTRY.all().stream()
        .map(DataPageTest::row)
        .collect(
            joining(
                "",
                "| `--format` | tools and data sets, and where they export it | what is read |"
                    + " what is expected |\n|---|---|---|---|\n",
                ""));
  }

  private static String row(AnnotationFormat format) {
    String contents =
        new TreeSet<>(format.contents()).stream().map(Object::toString).collect(joining(", "));
    return "| `%s` | %s | %s | %s |\n"
        .formatted(format.name(), cell(format.source()), contents, cell(format.layout()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }

  @Test
  void snippetsCompileAndRun(@TempDir Path folder) throws Exception {
    Path photos = TinyData.cells(Files.createDirectory(folder.resolve("photos")));
    List<String> snippets = Snippets.of(PAGE).toList();
    assertEquals(2, snippets.size());
    for (String snippet : snippets) {
      Snippets.run(snippet.replace("\"photos\"", "\"" + photos + "\""), folder);
    }
  }

  /** A tool's user finds its name. */
  @Test
  void namesTheTools() throws IOException {
    String page = Files.readString(PAGE);
    List<String> tools =
        List.of(
            "CVAT",
            "Label Studio",
            "LabelMe",
            "LabelImg",
            "Roboflow",
            "Supervisely",
            "VIA",
            "VoTT",
            "Datumaro",
            "Segment Anything",
            "Create ML",
            "KITTI",
            "WIDER",
            "BDD100K",
            "DOTA",
            "Open Images",
            "Pascal VOC",
            "COCO",
            "YOLO",
            "Tensorflow",
            "RetinaNet");
    assertEquals(List.of(), tools.stream().filter(tool -> !page.contains(tool)).toList());
  }

  private static String textOutsideTables() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> !line.startsWith("|"))
        .collect(joining("\n"));
  }

  @Test
  void namesOptionsThatExist() throws IOException {
    Set<String> known = new TreeSet<>(options("data", "inspect"));
    known.addAll(options("data", "convert"));
    known.addAll(options("train", "segmentation"));
    known.addAll(options("predict"));
    List<String> named =
        Pattern.compile("--[a-z-]+")
            .matcher(textOutsideTables())
            .results()
            .map(result -> result.group())
            .distinct()
            .toList();
    assertTrue(named.size() > 5);
    assertEquals(List.of(), named.stream().filter(option -> !known.contains(option)).toList());
  }

  private static Set<String> options(String... names) {
    CommandLine command = Main.commandLine();
    for (String name : names) {
      command = command.getSubcommands().get(name);
    }
    return command.getCommandSpec().optionsMap().keySet();
  }
}
