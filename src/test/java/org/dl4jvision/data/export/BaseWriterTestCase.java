package org.dl4jvision.data.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.Painter;
import org.dl4jvision.data.Painter.Shape;
import org.dl4jvision.data.PixelRegion;
import org.dl4jvision.data.RegionOutline;
import org.dl4jvision.data.RunLengths;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.export.DatasetWriter.Part;
import org.dl4jvision.io.AtomicFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every writer must do. Its test says what of the sample its layout can say: images with
 * objects of all kinds, in all splits.
 */
abstract class BaseWriterTestCase {

  static final ImageSize SIZE = new ImageSize(30, 40);

  static final Classes CLASSES =
      Classes.of(
          List.of("dog", "black cat"), Optional.empty(), List.of("background", "dog", "black cat"));

  @TempDir Path base;

  abstract String name();

  /** An object as it is read again; none where the layout cannot say it. */
  abstract Stream<LabeledObject> readAgain(LabeledObject object);

  /** How far boxes may be off, in pixels. */
  double tolerance() {
    return 1e-6;
  }

  /** What is said of the sample that the layout cannot say, with OUT for the folder. */
  abstract List<String> warnings();

  final DatasetWriter writer() {
    return DatasetWriters.REGISTRY.get(name());
  }

  final Path out() {
    return base.resolve("out");
  }

  static LabeledObject box(int classIndex, double left, double top, double right, double bottom) {
    return LabeledObject.of(
        classIndex, new Box(left, top, right, bottom), Optional.empty(), Set.of());
  }

  static LabeledObject outlined(int classIndex, Outline outline, Flag... flags) {
    return LabeledObject.of(classIndex, outline.bounds(), Optional.of(outline), Set.of(flags));
  }

  static LabeledObject flagged(LabeledObject object, Flag... flags) {
    return new LabeledObject(
        object.classIndex(), object.box(), object.outline(), Set.of(flags), OptionalDouble.empty());
  }

  static Outline rectangle(double left, double top, double right, double bottom) {
    return Polygon.of(new Box(left, top, right, bottom));
  }

  /** Pixels that no polygon made: with a hole, and a part that touches at a corner. */
  static PixelRegion ring() {
    return PixelRegion.of(
        SIZE,
        (x, y) ->
            x >= 24 && x < 30 && y >= 4 && y < 10 && !(x == 26 && y == 6) || x == 30 && y == 10);
  }

  static final LabeledObject TRIANGLE =
      outlined(1, new Polygon(new double[] {3.25, 2.5, 15.5, 4.125, 8, 20.75}));
  static final LabeledObject TWO_PARTS =
      outlined(0, Outline.union(List.of(rectangle(1, 22, 5, 28), rectangle(8.5, 22, 12, 27))));
  static final LabeledObject WITH_HOLE =
      outlined(
          1,
          new Polygon(
              new double[] {20, 14, 34, 14, 34, 28, 20, 28},
              new double[] {24, 18, 29, 18, 29, 23, 24, 23}));
  static final LabeledObject MASK = outlined(0, new RegionOutline(ring(), SIZE));
  static final LabeledObject RUNS =
      outlined(
          1, RunLengths.of(PixelRegion.of(SIZE, (x, y) -> x > 34 && y < 6 && x + y > 37), SIZE));
  static final LabeledObject REACHES_OUT =
      outlined(0, new Polygon(new double[] {36, 20, 44, 20, 44, 34, 36, 34}));

  static final List<LabeledObject> BOXES =
      List.of(box(0, 2, 3, 12.25, 13.5), box(1, 20, 8, 40, 30));
  static final List<LabeledObject> OUTLINES =
      List.of(TRIANGLE, TWO_PARTS, WITH_HOLE, MASK, RUNS, clipped(REACHES_OUT));
  static final List<LabeledObject> FLAGGED =
      List.of(
          flagged(box(0, 1, 1, 9, 9), Flag.DIFFICULT),
          flagged(box(1, 10, 1, 19, 9), Flag.IGNORED),
          flagged(MASK, Flag.CROWD),
          flagged(outlined(LabeledObject.VOID, rectangle(4, 18, 9, 24)), Flag.IGNORED),
          box(1, 20, 18, 30, 28));

  private static LabeledObject clipped(LabeledObject object) {
    Box inside = object.box().clip(new Box(0, 0, SIZE.width(), SIZE.height()));
    return LabeledObject.of(object.classIndex(), inside, object.outline(), object.flags());
  }

  /** As training paints it. */
  private static byte[] paint(List<LabeledObject> objects) {
    List<Shape> shapes = new ArrayList<>();
    for (LabeledObject object : objects) {
      boolean counts = object.outline().isPresent() && !object.ignored();
      shapes.add(
          new Shape(
              object.outline().orElseGet(() -> Polygon.of(object.box())),
              counts ? object.classIndex() + 1 : Painter.IGNORE));
    }
    return Painter.paint(SIZE, shapes);
  }

  LabeledImage image(String path, Split split, List<LabeledObject> objects) {
    Path file = base.resolve(path);
    AtomicFile.writePng(
        file, new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_INT_RGB));
    String name = file.getFileName().toString().replace(".png", "");
    return new LabeledImage(
        file,
        name,
        Optional.empty(),
        SIZE,
        Optional.ofNullable(split),
        () -> objects,
        Optional.of(() -> paint(objects)));
  }

  final List<LabeledImage> sample() {
    return List.of(
        image("boxes.png", Split.TRAIN, BOXES),
        image("out lines.png", Split.VALIDATION, OUTLINES),
        image("flags.png", Split.TEST, FLAGGED),
        image("nothing.png", Split.TRAIN, List.of()));
  }

  final List<String> write(List<LabeledImage> images) {
    try (Export export = Export.open(writer(), CLASSES, out())) {
      export.add(images, done -> {});
      return export.finish();
    }
  }

  /** All files below the folder. */
  final List<String> files() {
    try (Stream<Path> paths = Files.walk(out())) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> out().relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void itsNameIsAWordAndItsHelpALine() {
    assertTrue(writer().name().matches("[a-z][a-z0-9-]*"), writer().name());
    assertEquals(1, writer().help().lines().count(), writer().help());
    assertFalse(writer().layout().isBlank());
    assertFalse(writer().parts().isEmpty());
  }

  @Test
  void itsFolderIsReadAgain() {
    List<LabeledImage> images = sample();
    String home = base.toString();
    assertEquals(
        warnings(), write(images).stream().map(line -> line.replace(home, "BASE")).toList());
    Map<String, SeenImage> expected = new TreeMap<>();
    for (LabeledImage image : images) {
      List<LabeledObject> objects =
          image.objects().get().stream().flatMap(this::readAgain).toList();
      LabeledImage again =
          new LabeledImage(
              image.file(),
              image.name(),
              image.id(),
              image.size(),
              image.split(),
              () -> objects,
              Optional.empty());
      expected.put(image.name(), SeenImage.of(again, CLASSES));
    }
    if (writer().parts().contains(Part.OBJECTS)) {
      SeenImage.assertSame(
          expected, SeenImage.read(out(), null, Set.of(Part.OBJECTS)), tolerance());
    }
    if (writer().parts().contains(Part.CLASS_MAPS)) {
      Map<String, SeenImage> maps = SeenImage.read(out(), null, Set.of(Part.CLASS_MAPS));
      for (LabeledImage image : images) {
        assertEquals(
            SeenImage.of(image, CLASSES).pixels(), maps.get(image.name()).pixels(), image.name());
      }
    }
  }

  @Test
  void imagesAreCopiedAsTheyAre() throws IOException {
    List<LabeledImage> images = sample();
    write(images);
    for (LabeledImage image : images) {
      String copy =
          files().stream().filter(file -> file.endsWith(image.name() + ".png")).findFirst().get();
      assertArrayEquals(
          Files.readAllBytes(image.file()), Files.readAllBytes(out().resolve(copy)), copy);
    }
  }

  @Test
  void namesThatClashAreToldApart() {
    List<LabeledImage> images =
        List.of(
            image("one/a.png", null, BOXES),
            image("two/A.png", null, BOXES),
            image("val/a.png", Split.VALIDATION, BOXES),
            image("three/two/a.png", null, BOXES));
    List<String> warnings = write(images);
    assertTrue(
        warnings.contains(
            "3 images have the name of another and get one of their own, the first is "
                + base.resolve("two/A.png")
                + ", now 'two_A'"),
        warnings.toString());
    String names = String.join(" ", files());
    for (String name : List.of("a.png", "two_A.png", "val_a.png", "a_2.png")) {
      assertTrue(
          names.contains("/" + name) || names.startsWith(name) || names.contains(" " + name),
          name + " in " + names);
    }
  }

  @Test
  void namesOfAnnotationsLeadNowhere() {
    LabeledImage image = image("a.png", Split.TRAIN, BOXES);
    LabeledImage bad =
        new LabeledImage(
            image.file(),
            "../../..",
            image.id(),
            SIZE,
            image.split(),
            image.objects(),
            image.classMap());
    write(List.of(bad));
    assertTrue(files().stream().anyMatch(file -> file.endsWith("a.png")), files().toString());
    assertEquals(List.of("a.png", "out"), Stream.of(base.toFile().list()).sorted().toList());
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Files.createDirectories(out());
    Files.writeString(out().resolve("mine.txt"), "mine");
    assertEquals(
        "folder " + out() + " is not empty; name a folder that is new or empty",
        assertThrows(IllegalArgumentException.class, () -> write(sample())).getMessage());
    assertEquals(List.of("mine.txt"), files());
  }

  @Test
  void whatIsNotFinishedLeavesNoHiddenFiles() {
    try (Export export = Export.open(writer(), CLASSES, out())) {
      export.add(sample(), done -> {});
    }
    assertEquals(List.of(), files().stream().filter(file -> file.matches("(.*/)?\\..*")).toList());
  }

  @Test
  void aMissingImageIsNamed() throws IOException {
    LabeledImage image = image("a.png", Split.TRAIN, BOXES);
    Files.delete(image.file());
    String message =
        assertThrows(UncheckedIOException.class, () -> write(List.of(image))).getMessage();
    assertTrue(message.endsWith("a.png: there is no such file or folder"), message);
  }
}
