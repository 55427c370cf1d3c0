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
 * Tables with a row an object and columns {@code xmin}, {@code ymin}, {@code xmax} and {@code ymax}
 * in any order, coordinates as edges in pixels. A row without class and coordinates is an image
 * without objects; images in no row are left out, with a warning.
 *
 * @param image what the column of images is called
 * @param object what the column of classes is called
 */
record CornerTable(String image, String object) {

  private List<String> ofObject() {
    return List.of(object, "xmin", "ymin", "xmax", "ymax");
  }

  /** Finds tables that have these columns, for a format. */
  Optional<Found> find(AnnotationFormat format, DataFolder folder) {
    List<String> columns = Stream.concat(Stream.of(image), ofObject().stream()).toList();
    List<Path> tables =
        folder.files("csv").stream()
            .filter(file -> Columns.areIn(folder.head(file), columns))
            .toList();
    return tables.isEmpty()
        ? Optional.empty()
        : Optional.of(Found.byMarker(format, folder, tables, options -> read(folder, tables)));
  }

  private Annotations read(DataFolder folder, List<Path> tables) {
    CsvImages images = new CsvImages(folder);
    List<String> warnings = new ArrayList<>();
    images.ordered(tables).forEach(table -> new Table(images, table).read(warnings));
    return images.annotations(warnings);
  }

  private final class Table {
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
      String name = columns.required(row, image);
      Optional<Annotation> one =
          columns.areEmpty(row, ofObject()) ? Optional.empty() : Optional.of(object(row));
      images
          .get(file, name, Columns.label(row))
          .ifPresent(
              known -> {
                columns.size(row).ifPresent(size -> sizes.add(known.image(), size));
                one.ifPresent(known.objects()::add);
              });
    }

    private Annotation object(Row row) {
      String name = columns.required(row, object);
      return Annotation.of(
          Columns.label(row) + " (" + name + ")",
          name,
          columns.box(row, "xmin", "ymin", "xmax", "ymax"),
          Set.of());
    }
  }
}
