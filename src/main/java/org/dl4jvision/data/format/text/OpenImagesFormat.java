package org.dl4jvision.data.format.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.format.AnnotationFormat;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.io.CsvFile;
import org.dl4jvision.io.CsvFile.Row;
import org.dl4jvision.io.Parallel;

/**
 * Open Images: a table with a row an object, {@code ImageID,LabelName,XMin,XMax,YMin,YMax,..},
 * coordinates as shares of the image, and tables that name the classes, {@code /m/01,Name}. Groups
 * of objects are crowds. Tables of all images are usual beside a part of the images: those that are
 * not there are left out, with a warning.
 */
public final class OpenImagesFormat implements AnnotationFormat {

  private static final List<String> COLUMNS =
      List.of("imageid", "labelname", "xmin", "xmax", "ymin", "ymax");

  private static final Pattern CLASSES =
      Pattern.compile("classes\\.csv|(oidv\\d+-)?class-descriptions(-boxable)?\\.csv");

  /** As many classes no one has but Open Images, of which a part of the images has few. */
  private static final int ALL_CLASSES = 500;

  @Override
  public String name() {
    return "open-images";
  }

  @Override
  public String help() {
    return "Open Images: a row an object, ImageID,LabelName,XMin,.., in shares of the image";
  }

  @Override
  public Set<Content> contents() {
    return Set.of(Content.BOXES);
  }

  @Override
  public String layout() {
    return "a CSV file that begins with ImageID,..,LabelName,..,XMin,XMax,YMin,YMax, classes.csv or"
        + " class-descriptions-boxable.csv, and the images anywhere below";
  }

  @Override
  public String source() {
    return "Open Images V4 to V7; FiftyOne: the data set open-images-v7, OpenImagesV6Dataset; CVAT:"
        + " Actions, Export task dataset, Open Images V6 1.0";
  }

  @Override
  public Optional<Found> find(DataFolder folder) {
    List<Path> tables =
        folder.files("csv").stream()
            .filter(file -> Columns.areIn(folder.head(file), COLUMNS))
            .toList();
    return tables.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Found.byMarker(this, folder, tables, options -> read(folder, tables))
                .explaining(folder.images().size()));
  }

  private static Annotations read(DataFolder folder, List<Path> tables) {
    Map<String, String> classes = classes(folder);
    CsvImages images = new CsvImages(folder);
    List<String> warnings = new ArrayList<>();
    for (Path table : images.ordered(tables)) {
      new Table(images, table, classes).read();
    }
    List<CsvImages.Entry> entries = images.entries();
    Parallel.forEach(entries.size(), i -> scale(entries.get(i)));
    Set<String> names = new LinkedHashSet<>(classes.values());
    if (names.size() > ALL_CLASSES) {
      Set<String> occurring = new LinkedHashSet<>();
      entries.forEach(one -> one.objects().forEach(object -> occurring.add(object.className())));
      warnings.add(
          "of all "
              + names.size()
              + " classes of Open Images those are taken that occur: "
              + names.stream().filter(occurring::contains).count());
      names.retainAll(occurring);
    }
    return images.annotations(warnings).withClassNames(List.copyOf(names));
  }

  private static void scale(CsvImages.Entry image) {
    ImageSize size = image.image().size();
    image
        .objects()
        .replaceAll(
            object -> {
              Box share = object.box().orElseThrow();
              Box box =
                  new Box(
                      share.left() * size.width(),
                      share.top() * size.height(),
                      share.right() * size.width(),
                      share.bottom() * size.height());
              return Annotation.of(object.label(), object.className(), box, object.flags());
            });
  }

  /** The names by what objects call them; of the boxable classes only, where they are listed. */
  private static Map<String, String> classes(DataFolder folder) {
    List<Path> files =
        folder.files("csv").stream()
            .filter(file -> CLASSES.matcher(name(file)).matches())
            .filter(file -> isOfPairs(folder, file))
            .toList();
    boolean boxable = files.stream().anyMatch(file -> name(file).contains("boxable"));
    Map<String, String> classes = new LinkedHashMap<>();
    files.stream()
        .filter(file -> !boxable || name(file).contains("boxable"))
        .forEach(file -> CsvFile.read(file, row -> addClass(classes, file, row)));
    return classes;
  }

  private static boolean isOfPairs(DataFolder folder, Path file) {
    return CsvFile.beginning(folder.head(file)).stream()
        .limit(1)
        .allMatch(row -> row.values().size() == 2);
  }

  private static void addClass(Map<String, String> classes, Path file, Row row) {
    if (row.line() == 1 && row.get(0).equalsIgnoreCase("LabelName")) {
      return;
    }
    if (row.values().size() != 2 || row.values().contains("")) {
      throw new IllegalArgumentException(
          file
              + ": "
              + Columns.label(row)
              + " must be id,name, but is '"
              + String.join(",", row.values())
              + "'");
    }
    String other = classes.putIfAbsent(row.get(0), row.get(1));
    if (other != null && !other.equals(row.get(1))) {
      throw new IllegalArgumentException(
          file
              + ": "
              + Columns.label(row)
              + " calls "
              + row.get(0)
              + " '"
              + row.get(1)
              + "', but it was '"
              + other
              + "'");
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  private static final class Table {
    private final CsvImages images;
    private final Path file;
    private final Map<String, String> classes;
    private Columns columns;

    Table(CsvImages images, Path file, Map<String, String> classes) {
      this.images = images;
      this.file = file;
      this.classes = classes;
    }

    void read() {
      CsvFile.read(file, this::row);
    }

    private void row(Row row) {
      if (columns == null) {
        columns = new Columns(file, row.values());
        return;
      }
      columns.checkLength(row);
      String id = columns.required(row, "imageid");
      images
          .getIfThere(file, id, Columns.label(row))
          .ifPresent(image -> image.objects().add(object(row)));
    }

    /** With shares of the image as edges. */
    private Annotation object(Row row) {
      String label = columns.required(row, "labelname");
      String name = classes.getOrDefault(label, label);
      boolean group =
          Stream.of("1", "true").anyMatch(columns.text(row, "isgroupof")::equalsIgnoreCase);
      return Annotation.of(
          Columns.label(row) + " (" + name + ")",
          name,
          columns.box(row, "xmin", "ymin", "xmax", "ymax"),
          group ? Set.of(Flag.CROWD) : Set.of());
    }
  }
}
