package org.dl4jvision.report.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a document as one page of HTML that asks for nothing else, which its policy also forbids.
 */
final class HtmlWriter implements BlockWriter {

  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

  private final Path folder;
  private final StringBuilder out = new StringBuilder();
  private final List<Chart> charts = new ArrayList<>();
  private InlinePictures inline;

  /**
   * @param folder where the pictures are
   */
  HtmlWriter(Path folder) {
    this.folder = folder;
  }

  String write(Document document) {
    inline = new InlinePictures(pictures(document));
    line("<!DOCTYPE html>");
    line("<html lang=\"en\">");
    line("<head>");
    line("<meta charset=\"utf-8\" />");
    line("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\" />");
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />");
    line("<meta name=\"color-scheme\" content=\"light dark\" />");
    line(element("title", document.title()));
    line("<style>" + Assets.style() + "</style>");
    line("</head>");
    line("<body>");
    line("<header>");
    line(element("h1", document.title()));
    line(element("p", document.summary()));
    contents(document);
    line("</header>");
    line("<main>");
    for (int i = 0; i < document.sections().size(); i++) {
      section(i, document.sections().get(i));
    }
    line("</main>");
    line("<script type=\"application/json\" id=\"charts\">" + Html.json(charts) + "</script>");
    line("<script>" + Assets.script() + "</script>");
    line("</body>");
    line("</html>");
    return out.toString();
  }

  private static int pictures(Document document) {
    return document.sections().stream()
        .flatMap(section -> section.blocks().stream())
        .mapToInt(block -> block instanceof Pictures some ? some.pictures().size() : 0)
        .sum();
  }

  private void contents(Document document) {
    line("<nav>");
    for (int i = 0; i < document.sections().size(); i++) {
      String title = Html.text(document.sections().get(i).title());
      line("<a href=\"#section-" + (i + 1) + "\">" + title + "</a>");
    }
    line("</nav>");
  }

  private void section(int index, Section section) {
    line("<section id=\"section-" + (index + 1) + "\">");
    line(element("h2", section.title()));
    section.blocks().forEach(block -> block.writeTo(this));
    line("</section>");
  }

  private void line(String line) {
    out.append(line).append('\n');
  }

  private static String element(String name, String text) {
    return "<" + name + ">" + Html.text(text) + "</" + name + ">";
  }

  @Override
  public void remark(Remark remark) {
    String tone = remark.tone().label();
    line("<p class=\"remark " + tone + "\">" + Html.text(remark.text()) + "</p>");
  }

  @Override
  public void facts(Facts facts) {
    line("<dl>");
    facts.facts().forEach((name, fact) -> line(element("dt", name) + element("dd", fact)));
    line("</dl>");
  }

  @Override
  public void table(Table table) {
    line(element("h3", table.title()));
    rows(table.head(), table.rows());
  }

  private void rows(List<String> head, List<List<Cell>> rows) {
    line("<div class=\"scroll\" tabindex=\"0\"><table class=\"sortable\">");
    line(
        head.stream()
            .map(word -> "<th scope=\"col\"><button>" + Html.text(word) + "</button></th>")
            .collect(Collectors.joining("", "<thead><tr>", "</tr></thead><tbody>")));
    for (List<Cell> row : rows) {
      line(row.stream().map(HtmlWriter::cell).collect(Collectors.joining("", "<tr>", "</tr>")));
    }
    line("</tbody></table></div>");
  }

  private static String cell(Cell cell) {
    return cell.number() == null
        ? element("td", cell.text())
        : "<td class=\"number\" data-number=\""
            + cell.number()
            + "\">"
            + Html.text(cell.text())
            + "</td>";
  }

  @Override
  public void matrix(Matrix matrix) {
    line(element("h3", matrix.title()));
    line("<div class=\"scroll\" tabindex=\"0\"><table class=\"matrix\">");
    line(
        Stream.concat(Stream.of("truth \\ prediction"), matrix.names().stream())
            .map(name -> "<th scope=\"col\">" + Html.text(name) + "</th>")
            .collect(Collectors.joining("", "<thead><tr>", "</tr></thead><tbody>")));
    for (int t = 0; t < matrix.names().size(); t++) {
      StringBuilder row = new StringBuilder("<tr><th scope=\"row\">");
      row.append(Html.text(matrix.names().get(t))).append("</th>");
      for (int p = 0; p < matrix.names().size(); p++) {
        row.append(share(matrix, t, p));
      }
      line(row + "</tr>");
    }
    line("</tbody></table></div>");
  }

  /** The share in the color of its size, with the count for the mouse. */
  private static String share(Matrix matrix, int truth, int prediction) {
    double share = matrix.share(truth, prediction);
    boolean none = Double.isNaN(share);
    return String.format(
        Locale.ROOT,
        "<td class=\"%s\" style=\"--share:%.0f%%\" title=\"%d %s\">%s</td>",
        truth == prediction ? "right" : "wrong",
        none ? 0 : 100 * share,
        matrix.counts().get(truth).get(prediction),
        Html.text(matrix.unit()),
        none ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share));
  }

  @Override
  public void chart(Chart chart) {
    line("<figure class=\"chart\">");
    line(element("figcaption", chart.title()));
    line("<div class=\"plot\" data-chart=\"" + charts.size() + "\"></div>");
    charts.add(chart);
    line("<details" + (Assets.hasCharts() ? "" : " open=\"\"") + "><summary>Numbers</summary>");
    List<String> head = new ArrayList<>(List.of(chart.xTitle()));
    chart.lines().forEach(line -> head.add(line.name()));
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < chart.x().size(); i++) {
      double x = chart.x().get(i);
      List<Cell> row = new ArrayList<>();
      row.add(x == Math.rint(x) ? Cell.of((long) x) : Cell.of(x));
      for (Chart.Line line : chart.lines()) {
        row.add(Cell.of((double) line.y().get(i)));
      }
      rows.add(row);
    }
    rows(head, rows);
    line("</details>");
    line("</figure>");
  }

  @Override
  public void pictures(Pictures pictures) {
    line(element("h3", pictures.title()));
    for (Pictures.Picture picture : pictures.pictures()) {
      Optional<String> address = inline.address(folder.resolve(picture.file()));
      String caption = Html.text(picture.caption());
      address.ifPresent(
          data -> {
            line("<figure><img alt=\"" + caption + "\" src=\"" + data + "\" />");
            line(element("figcaption", picture.caption()) + "</figure>");
          });
    }
  }

  @Override
  public void commands(Commands commands) {
    line(element("h3", commands.title()));
    line("<pre tabindex=\"0\">" + Html.text(String.join("\n", commands.lines())) + "</pre>");
  }
}
