package org.dl4jvision.report.page;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dl4jvision.metric.Decimals;

/** Writes a document as Markdown, as GitHub and notebooks show it. */
final class MarkdownWriter implements BlockWriter {

  /** Rows of a chart's numbers at most. */
  private static final int ROWS = 20;

  private final StringBuilder out = new StringBuilder();

  String write(Document document) {
    line("# " + text(document.title()));
    line("");
    line(text(document.summary()));
    for (Section section : document.sections()) {
      line("");
      line("## " + text(section.title()));
      for (Block block : section.blocks()) {
        line("");
        block.writeTo(this);
      }
    }
    return out.toString();
  }

  private void line(String line) {
    out.append(line).append('\n');
  }

  /** A text in one line, of which nothing is markup. */
  private static String text(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_\\[\\]<>|#~])", "\\\\$1");
  }

  @Override
  public void remark(Remark remark) {
    String sign = remark.tone() == Remark.Tone.WARNING ? "**Look at this:** " : "";
    line(sign + text(remark.text()));
  }

  @Override
  public void facts(Facts facts) {
    facts.facts().forEach((name, fact) -> line("- " + text(name) + ": " + text(fact)));
  }

  private void title(String title) {
    line("**" + text(title) + "**");
    line("");
  }

  private void rows(List<String> head, Stream<List<String>> rows) {
    line(row(head));
    line(row(Collections.nCopies(head.size(), "---")));
    rows.map(MarkdownWriter::row).forEach(this::line);
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static List<String> texts(List<String> texts) {
    return texts.stream().map(MarkdownWriter::text).toList();
  }

  @Override
  public void table(Table table) {
    title(table.title());
    rows(
        texts(table.head()),
        table.rows().stream().map(row -> texts(row.stream().map(Cell::text).toList())));
  }

  @Override
  public void matrix(Matrix matrix) {
    title(matrix.title());
    rows(
        Stream.concat(Stream.of("truth"), texts(matrix.names()).stream()).toList(),
        IntStream.range(0, matrix.names().size())
            .mapToObj(
                t ->
                    Stream.concat(
                            Stream.of(text(matrix.names().get(t))),
                            matrix.counts().get(t).stream().map(String::valueOf))
                        .toList()));
  }

  /** A chart is its numbers; of many some, evenly. */
  @Override
  public void chart(Chart chart) {
    title(chart.title());
    int all = chart.x().size();
    int shown = Math.min(ROWS, all);
    rows(
        Stream.concat(
                Stream.of(text(chart.xTitle())), chart.lines().stream().map(l -> text(l.name())))
            .toList(),
        IntStream.range(0, shown)
            .map(i -> shown == 1 ? 0 : (int) Math.round((double) i * (all - 1) / (shown - 1)))
            .mapToObj(
                i ->
                    Stream.concat(
                            Stream.of(number(chart.x().get(i))),
                            chart.lines().stream().map(line -> Decimals.of(line.y().get(i))))
                        .toList()));
    chart.marks().forEach(mark -> line("\n" + text(mark.text()) + ": " + number(mark.x())));
  }

  private static String number(double x) {
    return x == Math.rint(x) ? String.format(Locale.ROOT, "%.0f", x) : Decimals.of(x);
  }

  @Override
  public void pictures(Pictures pictures) {
    title(pictures.title());
    for (Pictures.Picture picture : pictures.pictures()) {
      line(text(picture.caption()) + "\n");
      line("![" + text(picture.caption()) + "](<" + picture.file() + ">)\n");
    }
  }

  @Override
  public void commands(Commands commands) {
    title(commands.title());
    commands.lines().forEach(line -> line("    " + line.replaceAll("\\R", " ")));
  }
}
