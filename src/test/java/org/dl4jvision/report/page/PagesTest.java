package org.dl4jvision.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dl4jvision.io.JsonFile;
import org.dl4jvision.report.ReportFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PagesTest {

  private static final Pattern RAW = Pattern.compile("(?s)<(script|style)([^>]*)>(.*?)</\\1>");

  @TempDir Path folder;

  private String html(String text) throws IOException {
    return Pages.html(folder, Documents.saying(text, folder));
  }

  /** The page without what stands in its scripts and styles, which are no markup. */
  private static Element parse(String html) throws Exception {
    String markup = RAW.matcher(html).replaceAll("<$1$2></$1>");
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return builder
        .parse(new ByteArrayInputStream(markup.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static List<Element> elements(Element root, String name) {
    NodeList nodes = root.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<String> raw(String html, String element) {
    List<String> contents = new ArrayList<>();
    Matcher matcher = RAW.matcher(html);
    while (matcher.find()) {
      if (matcher.group(1).equals(element)) {
        contents.add(matcher.group(3));
      }
    }
    return contents;
  }

  @Test
  void aTextIsNeverMarkup() throws Exception {
    String html = html(Documents.HOSTILE);
    Element harmless = parse(html("harmless"));
    Element hostile = parse(html);
    for (String name : List.of("script", "img", "td", "th", "h3", "figure")) {
      assertEquals(elements(harmless, name).size(), elements(hostile, name).size(), name);
    }
    String shown = Documents.HOSTILE.replace('\u0001', '\uFFFD');
    assertEquals(shown, elements(hostile, "h1").get(0).getTextContent());
    assertEquals(shown, elements(hostile, "dt").get(0).getTextContent());
    assertEquals(shown, elements(hostile, "img").get(0).getAttribute("alt"));
    // Two scripts: the data and the code.
    assertEquals(2, raw(html, "script").size());
    JsonNode charts = new ObjectMapper().readTree(raw(html, "script").get(0));
    assertEquals(Documents.HOSTILE, charts.get(0).path("lines").get(0).path("name").asText());
  }

  @Test
  void aPageAsksForNothingElse() throws Exception {
    String html = html("text");
    Element page = parse(html);
    for (String name : List.of("link", "iframe", "object", "embed", "base", "form")) {
      assertEquals(List.of(), elements(page, name), name);
    }
    elements(page, "script").forEach(script -> assertFalse(script.hasAttribute("src")));
    elements(page, "a").forEach(a -> assertTrue(a.getAttribute("href").startsWith("#")));
    for (Element image : elements(page, "img")) {
      assertTrue(image.getAttribute("src").startsWith("data:image/jpeg;base64,"));
    }
    for (String style : raw(html, "style")) {
      assertFalse(style.contains("url(") || style.contains("@import"), style);
    }
    assertTrue(html.contains("default-src 'none'"));
  }

  @Test
  void picturesAreMadeSmallerUntilAllAreOfASizeThatCanBeSent() throws IOException {
    Documents.saying("", folder);
    List<Pictures.Picture> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(new Pictures.Picture("noise", "pictures/a.png"));
    }
    Document document =
        new Document("many", "", List.of(Section.of("pictures", new Pictures("noise", many))));
    int length = Pages.html(folder, document).length();
    assertTrue(length > 1_000_000 && length < 5_000_000, length + " bytes");
  }

  @Test
  void everyFormSaysTheSame() throws IOException {
    Pages.write(folder, Documents.saying("Some text", folder));
    assertTrue(Pages.exist(folder));
    String markdown = Files.readString(folder.resolve(ReportFiles.MARKDOWN));
    for (String part :
        List.of(
            "# Some text",
            "## Charts",
            "**Look at this:** Some text",
            "- Some text: Some text",
            "| Some text | 0.2500 |",
            "| second | - |",
            "| Some text | 3 | 1 |",
            "| 2 | - | 0.4000 |",
            "Some text: 2",
            "![Some text](<pictures/a.png>)",
            "    ./dl4j-vision list")) {
      assertTrue(markdown.contains(part + "\n") || markdown.contains(part), part);
    }
    JsonNode json =
        new ObjectMapper().readTree(folder.resolve(ReportFiles.JSON).toFile()).path("sections");
    List<String> kinds = new ArrayList<>();
    json.forEach(
        section -> section.path("blocks").forEach(block -> kinds.add(block.path("kind").asText())));
    assertEquals(
        List.of("remark", "facts", "table", "matrix", "chart", "chart", "pictures", "commands"),
        kinds);
    JsonNode table = json.get(0).path("blocks").get(2);
    assertEquals("[\"Some text\",0.25]", table.path("rows").get(0).toString());
    assertTrue(table.path("rows").get(1).get(1).isNull());
    assertEquals("warning", json.get(0).path("blocks").get(0).path("tone").asText());
  }

  @Test
  void markdownHasNoMarkupOfStrangers() throws IOException {
    String markdown = Pages.markdown(Documents.saying("<b>|*x*", folder));
    assertTrue(markdown.startsWith("# \\<b\\>\\|\\*x\\*\n"), markdown);
  }

  @Test
  void aTableHasOneCellAColumn() {
    Table table = Table.of("t", List.of("a", "b"));
    String message =
        org.junit.jupiter.api.Assertions.assertThrows(
                IllegalArgumentException.class, () -> table.with(List.of(Cell.of("x"))))
            .getMessage();
    assertEquals("cells of a row is 1; allowed: 2", message);
  }

  @Test
  void readsAsJson() throws IOException {
    Document document = Documents.saying(Documents.HOSTILE, folder);
    JsonNode read = new ObjectMapper().readTree(JsonFile.toText(document));
    assertEquals(Documents.HOSTILE, read.path("title").asText());
  }
}
