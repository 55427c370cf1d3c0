package org.dl4jvision.data.format.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dl4jvision.io.CsvFile.Row;

/**
 * How the columns of a table of run lengths are called.
 *
 * @param columns of the table
 * @param image that of the image, in lower case; followed by _ and the class where it is joined
 * @param joined whether the class stands behind the image
 * @param className that of the class, empty for none
 * @param pixels that of the runs
 */
record RunLengthColumns(
    Columns columns, String image, boolean joined, Optional<String> className, String pixels) {

  private static final List<String> JOINED =
      List.of("imageid_classid", "image_id_class_id", "image_label", "image_class", "id_class");
  private static final List<String> IMAGE =
      List.of("imageid", "image_id", "image_name", "image", "img", "img_id", "filename", "id");
  private static final List<String> CLASS =
      List.of("classid", "class_id", "class", "label", "cell_type");

  /** Of which no other table has one. */
  private static final List<String> CERTAIN =
      List.of("encodedpixels", "encoded_pixels", "rle_mask", "mask_rle");

  /** Which say more in other tables, too. */
  private static final List<String> LIKELY = List.of("rle", "encoding");

  private static final List<String> PERHAPS = List.of("segmentation", "annotation", "mask");

  private static final Pattern RUNS = Pattern.compile("\\d+(?:\\s+\\d+)+");

  /** The columns of a table, by its first row; empty where it has no such. */
  static Optional<RunLengthColumns> of(Path table, Row first) {
    List<String> names =
        first.values().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    Optional<String> joined = first(JOINED, names);
    Optional<String> image = joined.or(() -> first(IMAGE, names));
    Optional<String> pixels =
        first(CERTAIN, names).or(() -> first(LIKELY, names)).or(() -> first(PERHAPS, names));
    return image.isEmpty() || pixels.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RunLengthColumns(
                new Columns(table, first.values()),
                image.get(),
                joined.isPresent(),
                joined.isPresent() ? Optional.empty() : first(CLASS, names),
                pixels.get()));
  }

  private static Optional<String> first(List<String> wanted, List<String> names) {
    return wanted.stream().filter(names::contains).findFirst();
  }

  /**
   * Whether rows are of such a table, where the names of the columns do not say it by themselves.
   */
  boolean fit(List<Row> rows) {
    boolean mayBe = rows.stream().map(this::runs).allMatch(one -> one.isEmpty() || isRuns(one));
    boolean some = rows.stream().map(this::runs).anyMatch(RunLengthColumns::isRuns);
    return CERTAIN.contains(pixels) || mayBe && (some || LIKELY.contains(pixels));
  }

  private static boolean isRuns(String text) {
    return RUNS.matcher(text).matches();
  }

  /** What the image is called. */
  String image(Row row) {
    String text = columns.text(row, image);
    return joined ? text.substring(0, Math.max(0, text.lastIndexOf('_'))) : text;
  }

  /**
   * The class.
   *
   * @throws IllegalArgumentException naming the line, if it has none
   */
  String className(Row row) {
    if (joined) {
      String text = columns.text(row, image);
      String name = text.substring(text.lastIndexOf('_') + 1).strip();
      if (name.isEmpty() || image(row).isEmpty()) {
        throw columns.error(row, "has '" + text + "', but must have IMAGE_CLASS");
      }
      return name;
    }
    return className.map(column -> columns.required(row, column)).orElse(RunLengthClasses.ONLY);
  }

  /** The runs; empty where there are none. */
  String runs(Row row) {
    String text = columns.text(row, pixels);
    return isNothing(text) ? "" : text;
  }

  /** Whether no pixels are said by -1, as only SIIM-ACR's tables do. */
  boolean saysNothingByMinusOne(Row row) {
    return columns.text(row, pixels).equals("-1");
  }

  private static boolean isNothing(String text) {
    return text.equals("-1") || text.equalsIgnoreCase("nan");
  }
}
