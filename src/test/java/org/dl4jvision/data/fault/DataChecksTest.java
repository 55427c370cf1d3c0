package org.dl4jvision.data.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.dl4jvision.data.image.EncodedImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check finds what is planted, and nothing in clean data. */
class DataChecksTest {

  private interface Plant {
    void in(Path folder) throws IOException;
  }

  /**
   * A fault.
   *
   * @param masks whether it is planted in masks, else in boxes
   * @param found parts of what is said, one a finding
   */
  private record Fault(boolean masks, Plant plant, String... found) {}

  /** One for each check, by its name. */
  private static final Map<String, Fault> FAULTS = new TreeMap<>();

  private static void masks(String check, Plant plant, String... found) {
    FAULTS.put(check, new Fault(true, plant, found));
  }

  private static void boxes(String check, Plant plant, String... found) {
    FAULTS.put(check, new Fault(false, plant, found));
  }

  static {
    boxes(
        "absent-classes",
        folder ->
            Files.writeString(
                folder.resolve("data.yaml"),
                "train: images/train\nval: images/val\nnames: [a, b, c, d, mermaid]\n"),
        "class 'mermaid' is on no image");
    boxes(
        "bad-annotations",
        folder -> {
          append(folder.resolve("labels/train/0.txt"), "cat 1 2 3 4");
          append(folder.resolve("labels/val/1.txt"), "0 0.5");
        },
        "labels/train/0.txt: object",
        "labels/val/1.txt: object");
    boxes(
        "boxes-outside",
        folder -> {
          append(folder.resolve("labels/train/1.txt"), "1 0.95 0.5 0.3 0.2");
          append(folder.resolve("labels/train/2.txt"), "1 1.3 0.5 0.2 0.2");
        },
        "labels/train/1.txt: object",
        "lies outside of the image (64x64, height x width)");
    boxes(
        "duplicate-boxes",
        folder ->
            append(
                folder.resolve("labels/train/3.txt"), "2 0.5 0.5 0.25 0.25", "2 0.5 0.5 0.25 0.25"),
        "has the class and the box of another object of the image");
    masks(
        "duplicate-images",
        folder -> {
          copy(folder, "train/images/1.png", "train/images/twin.png");
          copy(folder, "train/labels/1.png", "train/labels/twin.png");
        },
        "train/images/twin.png has the same bytes as ");
    boxes(
        "empty-boxes",
        folder -> append(folder.resolve("labels/val/0.txt"), "0 0.5 0.5 0 0.25"),
        "has no area: 32, 24, 32, 40");
    boxes(
        "empty-labels",
        folder -> Files.writeString(folder.resolve("labels/train/4.txt"), ""),
        "images/train/4.png: there is no object on it");
    masks(
        "mask-sizes",
        folder -> resize(folder.resolve("train/labels/2.png"), 72, 64, "png"),
        "sizes differ: image ");
    masks(
        "mask-values",
        folder -> setPixel(folder.resolve("val/labels/1.png"), 77),
        "val/labels/1.png has values that hardly any other mask has: 77; the others have 0, 255");
    masks(
        "missing-images",
        folder -> copy(folder, "train/labels/0.png", "train/labels/ghost.png"),
        "train/labels/ghost.png: there is no image of this mask");
    masks(
        "remarks",
        folder -> {
          Files.createDirectories(folder.resolve("others"));
          resize(copy(folder, "train/images/0.png", "others/x.png"), 20, 30, "png");
        },
        "others/x.png");
    boxes(
        "reversed-boxes",
        folder -> append(folder.resolve("labels/train/5.txt"), "3 0.5 0.5 -0.25 0.25"),
        "has reversed corners: 40, 24, 24, 40 (left, top, right, bottom)");
    masks(
        "shifted-masks",
        folder -> shift(folder.resolve("train/labels/3.png"), 9, -8),
        "train/labels/3.png: seems to be shifted: its borders would lie on the edges of the image 9"
            + " pixels to the left and 8 pixels down");
    masks(
        "split-leaks",
        folder -> {
          resize(copy(folder, "train/images/4.png", "val/images/0.png"), 120, 107, "jpg");
          resize(copy(folder, "train/labels/4.png", "val/labels/0.png"), 120, 107, "png");
          copy(folder, "train/images/5.png", "val/images/1.png");
          copy(folder, "train/labels/5.png", "val/labels/1.png");
        },
        "train/images/4.png looks the same as the validation image ",
        "train/images/5.png has the same bytes as the validation image ");
    boxes(
        "turned-images",
        folder -> {
          Path image = folder.resolve("images/val/2.png");
          byte[] jpeg = EncodedImages.encode(ImageIO.read(image.toFile()), "jpg");
          Files.write(folder.resolve("images/val/2.jpg"), turned(jpeg));
          Files.delete(image);
        },
        "images/val/2.jpg: its orientation tag says quarter turn");
    masks(
        "unannotated-images",
        folder -> resize(copy(folder, "val/images/2.png", "val/images/lone.png"), 50, 60, "png"),
        "val/images/lone.png: nothing is said of it");
    boxes(
        "unknown-classes",
        folder -> {
          append(folder.resolve("labels/train/0.txt"), "4 0.5 0.5 0.1 0.1");
          append(folder.resolve("labels/train/1.txt"), "9 0.5 0.5 0.1 0.1");
        },
        "is of class 4, which is not declared: there are 4 classes, from 0",
        "is of class 9, which is not declared");
    masks(
        "unreadable-images",
        folder -> {
          cutOff(folder.resolve("train/images/6.png"));
          cutOff(folder.resolve("train/labels/7.png"));
          Files.writeString(folder.resolve("val/images/0.png"), "no image");
        },
        "train/images/6.png",
        "train/labels/7.png",
        "val/images/0.png");
  }

  @TempDir private Path folder;

  private Path clean(boolean masks) throws IOException {
    return masks ? CleanData.masks(folder) : CleanData.boxes(folder);
  }

  static Stream<String> names() {
    return DataChecks.REGISTRY.names().stream();
  }

  @Test
  void eachCheckHasAFaultToFind() {
    assertEquals(new TreeSet<>(DataChecks.REGISTRY.names()), new TreeSet<>(FAULTS.keySet()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void findsWhatIsPlanted(String name) throws IOException {
    Fault fault = FAULTS.get(name);
    fault.plant().in(clean(fault.masks()));
    List<String> texts =
        DataChecks.REGISTRY.get(name).find(CleanData.check(folder)).stream()
            .map(Finding::text)
            .toList();
    assertEquals(fault.found().length, texts.size(), texts::toString);
    for (String part : fault.found()) {
      assertEquals(1, texts.stream().filter(text -> text.contains(part)).count(), texts::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void findsNothingInCleanMasks(String name) throws IOException {
    assertEquals(List.of(), DataChecks.REGISTRY.get(name).find(CleanData.check(clean(true))));
  }

  @ParameterizedTest
  @MethodSource("names")
  void findsNothingInCleanBoxes(String name) throws IOException {
    assertEquals(List.of(), DataChecks.REGISTRY.get(name).find(CleanData.check(clean(false))));
  }

  /** What is found of one file must not hide what is wrong with others. */
  @Test
  void allFaultsOfMasksAreFoundAtOnce() throws IOException {
    clean(true);
    for (String name : List.of("mask-sizes", "mask-values", "shifted-masks", "missing-images")) {
      FAULTS.get(name).plant().in(folder);
    }
    CheckedData data = CleanData.check(folder);
    for (String name : List.of("mask-sizes", "mask-values", "shifted-masks", "missing-images")) {
      List<Finding> found = DataChecks.REGISTRY.get(name).find(data);
      assertEquals(1, found.size(), () -> name + ": " + found);
    }
  }

  @Test
  void aFileThatCannotBeReadAtAllIsAFault() throws IOException {
    clean(false);
    Files.writeString(folder.resolve("data.yaml"), "names: [");
    List<Finding> found = new BadAnnotations().find(CleanData.check(folder));
    assertTrue(found.get(0).text().contains("data.yaml"), found::toString);
  }

  /** Masks whose values nobody explains are not taken for empty ones. */
  @Test
  void masksWithoutMeaningAreOneFault() throws IOException {
    clean(true);
    for (String split : List.of("train", "val")) {
      for (int i = 0; i < (split.equals("train") ? 8 : 3); i++) {
        Path mask = folder.resolve(split).resolve("labels/" + i + ".png");
        setPixel(mask, 10 + 20 * (i % 2));
      }
    }
    CheckedData data = CleanData.check(folder);
    assertEquals(1, new BadAnnotations().find(data).size());
    assertEquals(List.of(), new EmptyLabels().find(data));
    assertEquals(List.of(), new MaskValues().find(data));
  }

  private static void append(Path file, String... lines) throws IOException {
    Files.writeString(
        file,
        "\n" + String.join("\n", lines),
        StandardOpenOption.APPEND,
        StandardOpenOption.CREATE);
  }

  private static Path copy(Path folder, String from, String to) throws IOException {
    Files.deleteIfExists(folder.resolve(to));
    return Files.copy(folder.resolve(from), folder.resolve(to));
  }

  private static void resize(Path file, int width, int height, String format) throws IOException {
    BufferedImage old = ImageIO.read(file.toFile());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    if (format.equals("jpg")) {
      pen.setRenderingHint(
          java.awt.RenderingHints.KEY_INTERPOLATION,
          java.awt.RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    }
    pen.drawImage(old, 0, 0, width, height, null);
    pen.dispose();
    Files.write(file, EncodedImages.encode(image, format));
  }

  private static void setPixel(Path mask, int value) throws IOException {
    BufferedImage image = ImageIO.read(mask.toFile());
    image.getRaster().setSample(5, 5, 0, value);
    Files.write(mask, EncodedImages.encode(image, "png"));
  }

  private static void shift(Path mask, int right, int down) throws IOException {
    BufferedImage old = ImageIO.read(mask.toFile());
    BufferedImage image =
        new BufferedImage(old.getWidth(), old.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < old.getHeight(); y++) {
      for (int x = 0; x < old.getWidth(); x++) {
        int fromX = Math.max(0, Math.min(old.getWidth() - 1, x - right));
        int fromY = Math.max(0, Math.min(old.getHeight() - 1, y - down));
        image.getRaster().setSample(x, y, 0, old.getRaster().getSample(fromX, fromY, 0));
      }
    }
    Files.write(mask, EncodedImages.encode(image, "png"));
  }

  private static byte[] turned(byte[] jpeg) {
    return EncodedImages.withExif(jpeg, EncodedImages.exif(6));
  }

  private static void cutOff(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }
}
