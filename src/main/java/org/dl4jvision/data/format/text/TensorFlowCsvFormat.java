package org.dl4jvision.data.format.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.StatedSizes;
import org.dl4jvision.io.CsvFile;
import org.dl4jvision.io.CsvFile.Row;

/**
 * TensorFlow object detection CSV: a table with a row an object and the columns {@code
 * filename,width,height,class,xmin,ymin,xmax,ymax} in any order, coordinates as edges in pixels. A
 * row without class and coordinates is an image without objects; images in no row are left out,
 * with a warning.
 */
public final class TensorFlowCsvFormat implements AnnotationFormat {

  private static final String IMAGE = "filename";
  private static final List<String> OBJECT = List.of("class", "xmin", "ymin", "xmax", "ymax");
  private static final List<String> COLUMNS =
      Stream.concat(Stream.of(IMAGE), OBJECT.stream()).toList();

  @Override
  public String name() {
    return "tensorflow-csv";
  }

  @Override
  public String help() {
    return "TensorFlow object detection CSV: a row an object, filename,width,height,class,xmin,..";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES);
  }

  @Override
  public String layout() {
    return "a CSV file that begins with filename,width,height,class,xmin,ymin,xmax,ymax, and the"
        + " images anywhere below";
  }

  @Override
  public String source() {
    return "Roboflow: Export, Tensorflow Object Detection; scripts that prepare TFRecords";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> tables =
        folder.files("csv").stream()
            .filter(file -> Columns.areIn(folder.head(file), COLUMNS))
            .toList();
    return tables.isEmpty()
        ? Optional.empty()
        : Optional.of(Found.byMarker(this, folder, tables, options -> read(folder, tables)));
  }

  private static Annotations read(DataFolder folder, List<Path> tables) {
    CsvImages images = new CsvImages(folder);
    List<String> warnings = new ArrayList<>();
    images.ordered(tables).forEach(table -> new Table(images, table).read(warnings));
    return images.annotations(warnings);
  }

  private static final class Table {
    private final CsvImages images;
    private final Path file;
    private final StatedSizes sizes = new StatedSizes();
    private Columns columns;

    Table(CsvImages images, Path file) {
      this.images = images;
      this.file = file;
    }

    void read(List<String> warnings) {
      CsvFile.read(file, this::row);
      sizes.report(file, warnings);
    }

    private void row(Row row) {
      if (columns == null) {
        columns = new Columns(file, row.values());
        return;
      }
      columns.checkLength(row);
      String name = columns.required(row, IMAGE);
      Optional<Annotation> object =
          columns.areEmpty(row, OBJECT) ? Optional.empty() : Optional.of(object(row));
      images
          .get(file, name, Columns.label(row))
          .ifPresent(
              image -> {
                columns.size(row).ifPresent(size -> sizes.add(image.file(), size));
                object.ifPresent(image.objects()::add);
              });
    }

    private Annotation object(Row row) {
      String name = columns.required(row, "class");
      return Annotation.of(
          Columns.label(row) + " (" + name + ")",
          name,
          columns.box(row, "xmin", "ymin", "xmax", "ymax"),
          Set.of());
    }
  }
}
