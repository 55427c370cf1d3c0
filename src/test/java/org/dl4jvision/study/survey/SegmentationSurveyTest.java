package org.dl4jvision.study.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.dl4jvision.Shared;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.junit.jupiter.api.Test;

/** Statistics equal those that are counted in the plainest way. */
class SegmentationSurveyTest {

  /** What is counted of a class by going through pixels one by one. */
  private static final class Plain {
    private long pixels;
    private long border;
    private long sides;
    private long thin;
    private int images;
    private int touching;
    private int cut;
    private int specks;
    private final List<Double> sizes = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();

    void add(int[][] map, int label) {
      int height = map.length;
      int width = map[0].length;
      List<List<int[]>> objects = new ArrayList<>();
      boolean[][] done = new boolean[height][width];
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          if (map[y][x] == label && !done[y][x]) {
            objects.add(flood(map, label, y, x, done));
          }
        }
      }
      images += objects.isEmpty() ? 0 : 1;
      for (List<int[]> object : objects) {
        add(map, label, object);
        touching += objects.stream().anyMatch(o -> o != object && near(o, object)) ? 1 : 0;
      }
    }

    private void add(int[][] map, int label, List<int[]> object) {
      int height = map.length;
      int width = map[0].length;
      long ownSides = 0;
      boolean isCut = false;
      for (int[] p : object) {
        int foreign = 0;
        for (int[] step : new int[][] {{0, 1}, {1, 0}, {0, -1}, {-1, 0}}) {
          int y = p[0] + step[0];
          int x = p[1] + step[1];
          boolean outside = y < 0 || x < 0 || y >= height || x >= width;
          isCut |= outside;
          foreign += !outside && map[y][x] != label ? 1 : 0;
        }
        border += foreign > 0 ? 1 : 0;
        ownSides += foreign;
      }
      int rows = extent(object, 0);
      int columns = extent(object, 1);
      pixels += object.size();
      sides += ownSides;
      cut += isCut ? 1 : 0;
      specks += Math.max(rows, columns) < 3 ? 1 : 0;
      sizes.add(Math.sqrt(object.size()));
      lengths.add(Math.max(rows, columns));
      double boundary = ownSides * Math.PI / 4;
      boolean isLong = boundary * boundary >= 16 * Math.PI * object.size();
      boolean isNarrow = 2 * object.size() / boundary <= Math.min(height, width) / 20.0;
      thin += isLong && isNarrow ? object.size() : 0;
    }

    private static int extent(List<int[]> object, int axis) {
      int low = object.stream().mapToInt(p -> p[axis]).min().getAsInt();
      return object.stream().mapToInt(p -> p[axis]).max().getAsInt() - low + 1;
    }

    private static boolean near(List<int[]> one, List<int[]> other) {
      return one.stream()
          .anyMatch(
              p ->
                  other.stream()
                      .anyMatch(q -> Math.max(Math.abs(p[0] - q[0]), Math.abs(p[1] - q[1])) <= 3));
    }

    private static List<int[]> flood(int[][] map, int label, int top, int left, boolean[][] done) {
      List<int[]> object = new ArrayList<>();
      Deque<int[]> open = new ArrayDeque<>(List.of(new int[] {top, left}));
      done[top][left] = true;
      while (!open.isEmpty()) {
        int[] p = open.pop();
        object.add(p);
        for (int y = Math.max(0, p[0] - 1); y <= Math.min(map.length - 1, p[0] + 1); y++) {
          for (int x = Math.max(0, p[1] - 1); x <= Math.min(map[0].length - 1, p[1] + 1); x++) {
            if (map[y][x] == label && !done[y][x]) {
              done[y][x] = true;
              open.push(new int[] {y, x});
            }
          }
        }
      }
      return object;
    }

    void assertEqual(ClassSurvey survey) {
      assertEquals(pixels, survey.pixels());
      assertEquals(images, survey.images());
      assertEquals(sizes.size(), survey.objects());
      assertEquals(Spread.of(sizes), survey.sizes());
      assertEquals(Spread.of(lengths), survey.lengths());
      assertEquals(sides * Math.PI / 4 / images, survey.boundary(), 1e-9);
      assertEquals(2 * pixels / (sides * Math.PI / 4), survey.width(), 1e-9);
      assertEquals((double) thin / pixels, survey.thinShare(), 1e-12);
      assertEquals((double) touching / sizes.size(), survey.touchingShare(), 1e-12);
      assertEquals((double) cut / sizes.size(), survey.cutShare(), 1e-12);
      assertEquals((double) specks / sizes.size(), survey.speckShare(), 1e-12);
      long inside = pixels - border;
      assertEquals(2.0 * inside / (inside + pixels), survey.shavedDice(), 1e-12);
    }
  }

  private static byte[] flat(int[][] map) {
    byte[] labels = new byte[map.length * map[0].length];
    for (int y = 0; y < map.length; y++) {
      for (int x = 0; x < map[0].length; x++) {
        labels[y * map[0].length + x] = (byte) map[y][x];
      }
    }
    return labels;
  }

  /** Rectangles of three classes and of void on each other, some of them lines. */
  private static int[][] draw(Random random) {
    int[][] map = new int[30 + random.nextInt(30)][40 + random.nextInt(20)];
    for (int i = 0; i < 25; i++) {
      int label = random.nextInt(6) == 0 ? SegmentationSample.IGNORE : random.nextInt(3);
      int height = random.nextBoolean() ? 1 : 1 + random.nextInt(12);
      int width = 1 + random.nextInt(25);
      int top = random.nextInt(map.length);
      int left = random.nextInt(map[0].length);
      for (int y = top; y < Math.min(map.length, top + height); y++) {
        Arrays.fill(map[y], left, Math.min(map[0].length, left + width), label);
      }
    }
    return map;
  }

  @Test
  void smallMapsAreCountedExactly() {
    Random random = new Random(7);
    List<int[][]> maps = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      maps.add(draw(random));
    }
    List<SegmentationSample> samples =
        maps.stream().map(map -> MapDataset.sample(map.length, map[0].length, flat(map))).toList();
    List<String> told = new ArrayList<>();
    SegmentationSurvey survey =
        SegmentationSurvey.of(new MapDataset(List.of("a", "b", "c"), samples), told::add);
    assertEquals(List.of("looked at 64 of 70 images", "looked at 70 of 70 images"), told);
    long all = 0;
    long counted = 0;
    for (int label = 0; label < 3; label++) {
      Plain plain = new Plain();
      for (int[][] map : maps) {
        plain.add(map, label);
      }
      plain.assertEqual(survey.classes().get(label));
      assertTrue(plain.thin > 0 && plain.touching > 0 && plain.specks > 0, "nothing was tried");
      counted += plain.pixels;
    }
    for (int[][] map : maps) {
      all += (long) map.length * map[0].length;
    }
    assertEquals(1 - (double) counted / all, survey.ignoredShare(), 1e-12);
    for (ClassSurvey one : survey.classes()) {
      assertEquals((double) one.pixels() / counted, one.share(), 1e-12);
      assertEquals(70, one.images() + one.absent());
    }
  }

  private static SegmentationSample sample(int[][] map, Random noise, int scene) {
    Random cells = new Random(scene);
    float[] pixels = new float[map.length * map[0].length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = cells.nextFloat() + (noise.nextFloat() - 0.5f) / 255;
    }
    return new SegmentationSample("a", 1, map.length, map[0].length, pixels, flat(map));
  }

  private static boolean isNearBorder(int[][] map, int y, int x) {
    for (int step = -2; step <= 2; step++) {
      for (int[] at : new int[][] {{y + step, x}, {y, x + step}}) {
        boolean in = at[0] >= 0 && at[1] >= 0 && at[0] < map.length && at[1] < map[0].length;
        if (in && map[at[0]][at[1]] != map[y][x]) {
          return true;
        }
      }
    }
    return false;
  }

  /** Two masks of the same image, which was saved twice, and others of images of the same size. */
  @Test
  void masksOfOneImageAreCompared() {
    Random random = new Random(3);
    int[][] one = new int[40][50];
    int[][] other = new int[40][50];
    for (int y = 10; y < 30; y++) {
      Arrays.fill(one[y], 10, 40, 1);
      Arrays.fill(other[y], 11, 40, 1);
    }
    one[35][45] = SegmentationSample.IGNORE;
    other[2][2] = 1;
    List<SegmentationSample> samples =
        List.of(sample(one, random, 1), sample(one, random, 2), sample(other, random, 1));
    SegmentationSurvey survey =
        SegmentationSurvey.of(new MapDataset(List.of("a", "b"), samples), text -> {});
    long[] pixels = new long[2];
    long[] disputed = new long[2];
    for (int y = 0; y < one.length; y++) {
      for (int x = 0; x < one[y].length; x++) {
        if (one[y][x] != SegmentationSample.IGNORE) {
          int place = isNearBorder(one, y, x) || isNearBorder(other, y, x) ? 0 : 1;
          pixels[place]++;
          disputed[place] += one[y][x] == other[y][x] ? 0 : 1;
        }
      }
    }
    assertEquals(21, disputed[0] + disputed[1]);
    Disagreement found = survey.ofRepeats();
    assertEquals(1, found.images());
    assertEquals((double) disputed[0] / pixels[0], found.atBorders(), 1e-12);
    assertEquals((double) disputed[1] / pixels[1], found.elsewhere(), 1e-12);
    assertEquals(21.0 / (40 * 50 - 1), found.whole(), 1e-12);
    assertTrue(!survey.ofOutlines().isKnown());
    assertTrue(
        survey.lines().stream().anyMatch(line -> line.contains("look like another one: 1; their")));
  }

  /** A stripe through a square. */
  @Test
  void aStripeHasItsWidth() {
    int[][] map = new int[100][100];
    for (int y = 40; y < 43; y++) {
      Arrays.fill(map[y], 1);
    }
    SegmentationSurvey survey =
        SegmentationSurvey.of(
            new MapDataset(
                List.of("ground", "stripe"), List.of(MapDataset.sample(100, 100, flat(map)))),
            text -> {});
    ClassSurvey stripe = survey.classes().get(1);
    // Horizontal borders are pi/4 shorter than those of all directions in the mean.
    assertEquals(3 * 4 / Math.PI, stripe.width(), 1e-9);
    assertEquals(1, stripe.thinShare());
    assertEquals(0.03, stripe.share(), 1e-12);
    assertEquals(2.0 * 100 / 400, stripe.shavedDice(), 1e-12);
    assertEquals(0, survey.classes().get(0).thinShare());
    assertEquals("stripe", survey.rarest().name());
    assertEquals(List.of(stripe), survey.foreground());
  }

  @Test
  void absentClassesHaveNoNumbers() {
    SegmentationSurvey survey =
        SegmentationSurvey.of(
            new MapDataset(List.of("a", "b"), List.of(MapDataset.sample(4, 4, new byte[16]))),
            text -> {});
    ClassSurvey absent = survey.classes().get(1);
    assertEquals(0, absent.images());
    assertEquals(1, absent.absent());
    assertEquals(1, absent.absentShare());
    assertTrue(Double.isNaN(absent.width()) && Double.isNaN(absent.sizes().median()));
    assertEquals("-", absent.sizes().toString());
    assertEquals(List.of(survey.classes().get(0)), survey.present());
  }

  /** The files as Java reads them, without this library. */
  @Test
  void nucleiAreCountedExactly() throws IOException {
    Path folder = Shared.data("nuclei");
    SegmentationSurvey survey =
        SegmentationSurvey.of(
            FolderSegmentationDataset.builder(folder).keepNothing().build(), text -> {});
    Plain nucleus = new Plain();
    for (String name : Files.readAllLines(folder.resolve("train.txt"))) {
      Raster mask = ImageIO.read(folder.resolve("masks/" + name + ".png").toFile()).getRaster();
      int[][] map = new int[mask.getHeight()][mask.getWidth()];
      for (int y = 0; y < map.length; y++) {
        for (int x = 0; x < map[y].length; x++) {
          map[y][x] = mask.getSample(x, y, 0) / 255;
        }
      }
      nucleus.add(map, 1);
    }
    assertEquals(128, survey.images());
    assertEquals(32, survey.validationImages());
    nucleus.assertEqual(survey.classes().get(1));
  }
}
