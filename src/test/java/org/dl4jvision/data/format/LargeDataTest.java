package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jvision.data.Dataset;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data as large as COCO's. What takes minutes and a machine for itself is of the tag {@code scale}:
 * {@code mvn test -Pscale}, which has 1.5 GB of heap.
 */
class LargeDataTest {

  private static final int CLASSES = 80;
  private static final long LARGEST_HEAP = 1536L << 20;

  /** An inode has at most so many names on usual file systems. */
  private static final int LINKS = 30_000;

  @TempDir Path base;

  private final List<String> progress = new CopyOnWriteArrayList<>();

  /** What was opened, and how long it took. */
  private record Opened(Dataset<?> data, double seconds) {}

  private static Opened timed(Supplier<Dataset<?>> opening) {
    long start = System.nanoTime();
    Dataset<?> data = opening.get();
    return new Opened(data, Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
  }

  private Opened openObjects(Path folder) {
    return timed(
        () -> FolderDetectionDataset.builder(folder).progress(progress::add).require().build());
  }

  private Opened openMasks(Path folder) {
    return timed(
        () -> FolderSegmentationDataset.builder(folder).progress(progress::add).require().build());
  }

  /** Files of one content, which takes the space of a few. */
  private static void link(List<Path> files, Path content) throws IOException {
    Path source = content;
    for (int i = 0; i < files.size(); i++) {
      Files.createDirectories(files.get(i).getParent());
      if (i % LINKS == 0) {
        source = Files.copy(content, files.get(i));
      } else {
        Files.createLink(files.get(i), source);
      }
    }
  }

  private static List<Path> numbered(Path folder, String extension, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> folder.resolve(String.format(Locale.ROOT, "%012d.%s", i, extension)))
        .toList();
  }

  /** A file of COCO's, of as many bytes an object as that of 2017 has. */
  private Path writeCoco(int images, int objects) throws IOException {
    Path folder = base.resolve("coco");
    Path image = new DetectionFolder(base).image("image.png").root().resolve("image.png");
    List<Path> files = numbered(folder.resolve("train"), "png", images);
    link(files, image);
    Path json = folder.resolve("annotations/instances_train.json");
    Files.createDirectories(json.getParent());
    try (BufferedWriter writer = Files.newBufferedWriter(json)) {
      writer.write("{\"info\": {\"year\": 2017}, \"licenses\": [], \"images\": [");
      for (int i = 0; i < images; i++) {
        writer.write(
            (i == 0 ? "" : ", ")
                + "{\"license\": 3, \"file_name\": \""
                + files.get(i).getFileName()
                + "\", \"height\": 30, \"width\": 40, \"date_captured\": \"2013-11-14 11:18:45\","
                + " \"flickr_url\": \"http://farm4.staticflickr.com/3153/2970773875_164f.jpg\","
                + " \"id\": "
                + i
                + "}");
      }
      writer.write("], \"annotations\": [");
      Random random = new Random(1);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < objects; i++) {
        text.setLength(0);
        text.append(i == 0 ? "" : ", ");
        writer.append(object(i, i % images, random, text));
      }
      writer.write("], \"categories\": [");
      writer.write(
          IntStream.rangeClosed(1, CLASSES)
              .mapToObj(i -> "{\"id\": " + i + ", \"name\": \"class" + i + "\"}")
              .collect(Collectors.joining(", ")));
      writer.write("]}");
    }
    return folder;
  }

  private static CharSequence object(int index, int image, Random random, StringBuilder text) {
    int points = 6 + random.nextInt(40);
    text.append("{\"segmentation\": [[");
    for (int k = 0; k < points; k++) {
      double angle = 2 * Math.PI * k / points;
      double radius = 10 + 4 * random.nextDouble();
      text.append(k == 0 ? "" : ", ");
      hundredths(text, 20 + radius * StrictMath.cos(angle)).append(", ");
      hundredths(text, 15 + radius * StrictMath.sin(angle));
    }
    return text.append("]], \"area\": 702.1057499999998, \"iscrowd\": 0, \"image_id\": ")
        .append(image)
        .append(", \"bbox\": [6.0, 1.0, 28.0, 28.0], \"category_id\": ")
        .append(1 + index % CLASSES)
        .append(", \"id\": ")
        .append(index + 1)
        .append('}');
  }

  private static StringBuilder hundredths(StringBuilder text, double value) {
    long rounded = Math.round(100 * value);
    return text.append(rounded / 100).append('.').append(rounded / 10 % 10).append(rounded % 10);
  }

  private static long usedAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void anObjectTakesLittleMemory() throws IOException {
    int images = 2000;
    int objects = 20_000;
    Path folder = writeCoco(images, objects);
    long before = usedAfterCollection();
    Annotations annotations =
        new CocoFormat().find(DataFolder.of(folder)).orElseThrow().read(ReadOptions.NONE);
    long kept = usedAfterCollection() - before;
    assertEquals(images, annotations.images().size());
    assertEquals(
        objects, annotations.images().stream().mapToInt(image -> image.objects().size()).sum());
    // Its text has some 500 bytes; a tree of it would take ten times as many. What other tests
    // leave behind may be among what is counted.
    assertTrue(kept < 2000L * objects, kept + " bytes");
  }

  private Path writeMasks(int count) throws IOException {
    Path folder = base.resolve("masks");
    Path image = new DetectionFolder(base).image("image.png").root().resolve("image.png");
    link(numbered(folder.resolve("images"), "png", count), image);
    link(numbered(folder.resolve("masks"), "png", count), image);
    return folder;
  }

  private Path writeYolo(int count) throws IOException {
    Path folder = base.resolve("yolo");
    DetectionFolder files = new DetectionFolder(base);
    files.image("image.png").text("object.txt", "0 0.5 0.5 0.25 0.25\n1 0.3 0.3 0.2 0.2\n");
    link(numbered(folder.resolve("images/train"), "png", count), base.resolve("image.png"));
    link(numbered(folder.resolve("labels/train"), "txt", count), base.resolve("object.txt"));
    return folder;
  }

  private void assertTold(Opened opened) {
    if (opened.seconds() > 4) {
      assertFalse(progress.isEmpty(), "no progress in " + opened.seconds() + " s");
    }
  }

  /** What Python takes for a script, in seconds. */
  private static double python(String script) throws IOException, InterruptedException {
    long start = System.nanoTime();
    try {
      Process python = new ProcessBuilder("python3", "-c", script).inheritIO().start();
      assertTrue(python.waitFor(10, TimeUnit.MINUTES));
      assertEquals(0, python.exitValue());
    } catch (IOException e) {
      return Assumptions.abort("there is no python3 to compare with");
    }
    return Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
  }

  @Test
  @Tag("scale")
  void opensAsManyObjectsAsCocoHas() throws IOException, InterruptedException {
    assertTrue(Runtime.getRuntime().maxMemory() <= LARGEST_HEAP, "needs -Xmx1500m");
    Path folder = writeCoco(118_287, 860_000);
    Path json = folder.resolve("annotations/instances_train.json");
    double python = python("import json; json.load(open('" + json + "'))");
    Opened opened = openObjects(folder);
    System.out.printf(
        Locale.ROOT, "860000 objects: %.1f s, python %.1f s%n", opened.seconds(), python);
    assertEquals(118_287, opened.data().size(Split.TRAIN) + opened.data().size(Split.VALIDATION));
    assertTrue(opened.seconds() <= 2.5 * python, opened.seconds() + " s, python " + python);
    assertTold(opened);
  }

  /** How long a system takes to open a file differs by a multiple, so Python opens them, too. */
  @Test
  @Tag("scale")
  void opensAHundredThousandSmallImages() throws IOException, InterruptedException {
    for (Path folder : List.of(writeYolo(100_000), writeMasks(50_000))) {
      Opened opened = folder.endsWith("yolo") ? openObjects(folder) : openMasks(folder);
      double python =
          python(
              "import pathlib; [f.read_bytes() for f in pathlib.Path('"
                  + folder
                  + "').rglob('*.*')]");
      System.out.printf(
          Locale.ROOT,
          "%s: %.1f s, python %.1f s%n",
          folder.getFileName(),
          opened.seconds(),
          python);
      assertTrue(opened.seconds() <= 2 * python, folder + " took " + opened.seconds() + " s");
      assertTold(opened);
    }
  }
}
