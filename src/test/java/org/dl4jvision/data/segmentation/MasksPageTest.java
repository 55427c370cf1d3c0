package org.dl4jvision.data.segmentation;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.data.Split;
import org.dl4jvision.task.segmentation.SegmentationData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** What docs/images.md says about masks: each row of its tables is tried. */
class MasksPageTest extends SegmentationFolderTestCase {

  private static final long[] THIRDS = {20, 20, 20};

  @BeforeEach
  void images() {
    standard();
  }

  /** The rows of the table with this head in the part on masks, a list of cells each. */
  private static List<List<String>> table(String head) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("docs/images.md"));
    int start = lines.indexOf("## Masks");
    int first = lines.subList(start, lines.size()).indexOf(head) + start;
    assertTrue(start >= 0 && first > start, "docs/images.md has no table " + head);
    return lines.subList(first + 2, lines.size()).stream()
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
        .toList();
  }

  private static List<String> column(List<List<String>> rows, int column) {
    return rows.stream().map(row -> row.get(column)).toList();
  }

  private void masks(BufferedImage mask) {
    write(mask, "masks/a.png");
    write(mask, "masks/b.png");
  }

  private void tiffs(BufferedImage mask) {
    for (String name : List.of("a", "b")) {
      if (Files.exists(folder.resolve("masks/" + name + ".png"))) {
        delete("masks/" + name + ".png");
      }
      write(mask, "masks/" + name + ".tif");
    }
  }

  private byte[] firstTwo() {
    return Arrays.copyOf(builder().build().get(Split.TRAIN, 0).labels(), 2);
  }

  private void assertPixels(long... expected) {
    assertArrayEquals(expected, builder().build().classPixels(Split.TRAIN));
  }

  private static BufferedImage palette(int... colors) {
    IndexColorModel model = new IndexColorModel(8, colors.length, colors, 0, false, -1, 0);
    return draw(
        new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, model),
        i -> i % colors.length);
  }

  private static BufferedImage wide(int step) {
    return draw(
        new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY), i -> i % 3 / 2 * step);
  }

  private static BufferedImage bits() {
    return draw(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY), i -> i % 3 / 2);
  }

  private static BufferedImage withAlpha(int ground, int object, int alpha) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int color = i % 3 < 2 ? ground | alpha << 24 : object | 0xff000000;
      image.setRGB(i % WIDTH, i / WIDTH, color);
    }
    return image;
  }

  @Test
  void masksBecomeWhatThePageSays() throws IOException {
    Map<String, Runnable> kinds = new LinkedHashMap<>();
    kinds.put(
        "0 and 255, also 0 and 65535 in 16 bits",
        () -> {
          masks(gray(i -> i % 3 / 2 * 255));
          assertPixels(40, 20);
          masks(wide(65535));
          assertPixels(40, 20);
        });
    kinds.put(
        "0, 1, 2, ... without gaps",
        () -> {
          masks(gray(i -> i % 3));
          assertPixels(THIRDS);
        });
    kinds.put(
        "numbers of `classes.txt`, lines of `index name`",
        () -> {
          text("classes.txt", "0 rest", "50 cat", "9 dog");
          masks(gray(i -> i % 3 * 25));
          assertContains(error(builder()), "has the value 25 (20 pixels); allowed: 0, 9, 50");
          masks(gray(i -> i < 10 ? 0 : i < 30 ? 50 : 9));
          assertEquals(List.of("rest", "dog", "cat"), builder().build().classNames());
          assertPixels(10, 30, 20);
        });
    kinds.put(
        "colors",
        () -> {
          text("classes.txt", "0 rest 0 0 0", "1 cat 255 0 0", "2 dog 0 0 255");
          masks(color(i -> i < 10 ? 0 : i < 30 ? 0xff0000 : 0xff));
          assertPixels(10, 20, 30);
        });
    kinds.put(
        "black and white in palettes and files of 1 bit",
        () -> {
          delete("classes.txt");
          masks(palette(0xffffff, 0));
          assertArrayEquals(new byte[] {1, 0}, firstTwo());
          masks(palette(0, 0xffffff));
          assertArrayEquals(new byte[] {0, 1}, firstTwo());
          masks(bits());
          assertPixels(40, 20);
        });
    kinds.put(
        "other palettes",
        () -> {
          masks(palette(0, 0xff0000, 0xff));
          assertPixels(THIRDS);
          text("classes.txt", "0 rest 0 0 0", "1 cat 0 0 255", "2 dog 255 0 0");
          assertEquals(1, builder().build().warnings().size());
          assertEquals(2, firstTwo()[1]);
        });
    kinds.put(
        "whole numbers in files of 32 bits or of real numbers",
        () -> {
          delete("classes.txt");
          tiffs(numbers(DataBuffer.TYPE_FLOAT, false, i -> i % 3));
          assertPixels(THIRDS);
          tiffs(numbers(DataBuffer.TYPE_INT, false, i -> i % 3));
          assertPixels(THIRDS);
          tiffs(numbers(DataBuffer.TYPE_FLOAT, false, i -> i % 3 / 2.0));
          assertContains(error(builder()), "a.tif", "0.5", "whole numbers");
          delete("masks/a.tif");
          delete("masks/b.tif");
        });
    kinds.put(
        "values or colors with alpha",
        () -> {
          masks(withAlpha(0, 0xffffff, 90));
          assertPixels(40, 20);
          masks(withAlpha(0xffffff, 0xffffff, 90));
          assertContains(error(builder()), "has one color, and its shape in the alpha channel");
        });
    assertEquals(column(table("| in the masks | becomes |"), 0), List.copyOf(kinds.keySet()));
    kinds.values().forEach(Runnable::run);
  }

  @Test
  void optionsAreThoseOfTheCommandLineAndOfJava() throws IOException {
    List<List<String>> rows = table("| option | in Java | what it does |");
    Set<String> options =
        CommandSpec.forAnnotatedObject(new SegmentationData()).optionsMap().keySet();
    Set<String> setters =
        Arrays.stream(FolderSegmentationDataset.Builder.class.getDeclaredMethods())
            .map(Method::getName)
            .collect(toSet());
    assertEquals(5, rows.size());
    for (List<String> row : rows) {
      String option = row.get(0).replaceAll("[` ]|[A-Z]", "");
      assertTrue(options.contains(option), option);
      String setter = row.get(1).replaceAll("`|\\(.*", "");
      assertTrue(setters.contains(setter), setter);
      assertEquals(option.replace("-", ""), setter.toLowerCase(Locale.ROOT));
    }
  }
}
