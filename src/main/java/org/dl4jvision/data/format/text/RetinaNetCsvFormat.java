package org.dl4jvision.data.format.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Shown;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.io.CsvFile;
import org.dl4jvision.io.CsvFile.Row;

/**
 * RetinaNet CSV, as keras-retinanet reads it: tables without a header, a row {@code
 * path,x1,y1,x2,y2,class} an object, coordinates as edges in pixels, {@code path,,,,,} for an image
 * without objects; and a table of the classes, {@code name,index}. Images in no row are left out,
 * with a warning.
 */
public final class RetinaNetCsvFormat implements AnnotationFormat {

  private static final int COLUMNS = 6;
  private static final String NUMBER = "[-+]?\\d+(\\.\\d*)?([eE][-+]?\\d+)?";

  @Override
  public String name() {
    return "retinanet-csv";
  }

  @Override
  public String help() {
    return "RetinaNet CSV: a row path,x1,y1,x2,y2,class an object, without a header";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES);
  }

  @Override
  public String layout() {
    return "a CSV file of rows path,x1,y1,x2,y2,class without a header, classes.csv of rows"
        + " name,index, and the images anywhere below";
  }

  @Override
  public String source() {
    return "keras-retinanet, pytorch-retinanet; Roboflow: Export, RetinaNet Keras CSV";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> tables = folder.files("csv").stream().filter(file -> isOne(folder, file)).toList();
    return tables.isEmpty()
        ? Optional.empty()
        : Optional.of(Found.byMarker(this, folder, tables, options -> read(folder, tables)));
  }

  /** The first row is no header, and one at least has an object. Later ones may be damaged. */
  private static boolean isOne(DataFolder folder, Path file) {
    List<Row> rows = CsvFile.beginning(folder.head(file));
    return rows.stream().anyMatch(RetinaNetCsvFormat::hasBox)
        && (hasBox(rows.get(0)) || isWithoutObjects(rows.get(0)));
  }

  private static boolean hasBox(Row row) {
    return row.values().size() == COLUMNS
        && !row.get(0).isEmpty()
        && row.values().subList(1, 5).stream().allMatch(value -> value.matches(NUMBER))
        && !row.get(COLUMNS - 1).isEmpty();
  }

  private static boolean isWithoutObjects(Row row) {
    return row.values().size() == COLUMNS
        && row.values().stream().skip(1).allMatch(String::isEmpty);
  }

  private static Annotations read(DataFolder folder, List<Path> tables) {
    CsvImages images = new CsvImages(folder);
    images.ordered(tables).forEach(table -> CsvFile.read(table, row -> read(images, table, row)));
    Set<String> classNames = new LinkedHashSet<>();
    folder.files("csv").stream()
        .filter(file -> !tables.contains(file) && areClasses(folder, file))
        .forEach(file -> classNames.addAll(classes(file)));
    return images.annotations(List.of()).withClassNames(List.copyOf(classNames));
  }

  private static void read(CsvImages images, Path table, Row row) {
    String label = Columns.label(row);
    if (row.values().size() != COLUMNS || row.get(0).isEmpty()) {
      throw error(table, label, "must be path,x1,y1,x2,y2,class, but is '" + text(row) + "'");
    }
    boolean empty = row.values().stream().skip(1).allMatch(String::isEmpty);
    Optional<Annotation> object = empty ? Optional.empty() : Optional.of(object(table, label, row));
    images.get(table, row.get(0), label).ifPresent(image -> object.ifPresent(image.objects()::add));
  }

  private static Annotation object(Path table, String label, Row row) {
    String name = row.get(COLUMNS - 1);
    if (name.isEmpty()) {
      throw error(table, label, "has no class");
    }
    double[] edges = new double[4];
    for (int i = 0; i < edges.length; i++) {
      String text = row.get(i + 1);
      try {
        edges[i] = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw error(
            table,
            label,
            "has no number as "
                + List.of("x1", "y1", "x2", "y2").get(i)
                + ": '"
                + Shown.of(text)
                + "'");
      }
    }
    return Annotation.of(
        label + " (" + name + ")", name, new Box(edges[0], edges[1], edges[2], edges[3]), Set.of());
  }

  private static boolean areClasses(DataFolder folder, Path file) {
    List<Row> rows = CsvFile.beginning(folder.head(file));
    return !rows.isEmpty()
        && rows.stream()
            .allMatch(row -> row.values().size() == 2 && row.get(1).matches("\\d{1,9}"));
  }

  private static List<String> classes(Path file) {
    TreeMap<Integer, String> names = new TreeMap<>();
    CsvFile.read(
        file,
        row -> {
          boolean ok = row.values().size() == 2 && row.get(1).matches("\\d{1,9}");
          if (!ok || names.put(Integer.parseInt(row.get(1)), row.get(0)) != null) {
            throw error(
                file,
                Columns.label(row),
                "must be name,index with each index once, but is '" + text(row) + "'");
          }
        });
    return new ArrayList<>(names.values());
  }

  private static String text(Row row) {
    return String.join(",", row.values());
  }

  private static IllegalArgumentException error(Path file, String label, String problem) {
    return new IllegalArgumentException(file + ": " + label + " " + problem);
  }
}
