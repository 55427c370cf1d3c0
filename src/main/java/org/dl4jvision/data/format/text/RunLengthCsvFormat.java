package org.dl4jvision.data.format.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.io.CsvFile;
import org.dl4jvision.io.CsvFile.Row;

/**
 * Tables of competitions with a row an object: image, class (where there are several) and pixels as
 * starts and lengths of runs, counted from 1 down the first column, then down the next. A row
 * without pixels is an image without that class; images in no row are left out, with a warning. How
 * columns may be called, {@link RunLengthColumns} says; tables without classes have one,
 * "foreground". Tables of predictions to be submitted are left alone.
 */
public final class RunLengthCsvFormat implements AnnotationFormat {

  /** The format, as the registry makes it. */
  public RunLengthCsvFormat() {}

  @Override
  public String name() {
    return "rle-csv";
  }

  @Override
  public String help() {
    return "tables of competitions: a row an object, ImageId,ClassId,EncodedPixels";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES, Content.OUTLINES);
  }

  @Override
  public String layout() {
    return "a CSV file that begins with ImageId,ClassId,EncodedPixels (or ImageId_ClassId,"
        + " Image_Label, id, img; rle_mask, rle, encoding; or no class), and the images"
        + " anywhere below";
  }

  @Override
  public String source() {
    return "Kaggle: Severstal, Airbus Ship Detection, TGS Salt, Carvana, Understanding Clouds,"
        + " iMaterialist, SIIM-ACR Pneumothorax and others: train.csv beside the images";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> tables = folder.files("csv").stream().filter(file -> isOwn(folder, file)).toList();
    return tables.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Found.byLayout(this, folder, tables, options -> read(folder, tables))
                .explaining(explained(folder, tables)));
  }

  private static boolean isOwn(DataFolder folder, Path file) {
    List<Row> rows = CsvFile.beginning(folder.head(file));
    return !rows.isEmpty()
        && !file.getFileName().toString().toLowerCase(Locale.ROOT).contains("submission")
        && RunLengthColumns.of(file, rows.get(0))
            .filter(columns -> columns.fit(rows.subList(1, rows.size())))
            .isPresent();
  }

  /** The images in folders of those that the first rows name. */
  private static int explained(DataFolder folder, List<Path> tables) {
    Set<Path> homes = new HashSet<>();
    for (Path table : tables) {
      List<Row> rows = CsvFile.beginning(folder.head(table));
      RunLengthColumns columns = RunLengthColumns.of(table, rows.get(0)).orElseThrow();
      for (Row row : rows.subList(1, rows.size())) {
        try {
          folder
              .index()
              .find(columns.image(row), table)
              .ifPresent(image -> homes.add(image.getParent()));
        } catch (IllegalArgumentException e) {
          continue; // Which of several is meant, is asked when it is read.
        }
      }
    }
    return homes.stream().mapToInt(home -> folder.imagesIn(home).size()).sum();
  }

  private static Annotations read(DataFolder folder, List<Path> tables) {
    CsvImages images = new CsvImages(folder);
    List<String> warnings = new ArrayList<>();
    RunLengthClasses classes = new RunLengthClasses();
    for (Path table : images.ordered(tables)) {
      new RunLengthTable(images, table, classes).read(warnings);
    }
    return images.annotations(warnings).withClassNames(classes.names());
  }
}
