package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.Annotation;
import org.dl4jvision.data.Annotation.Flag;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Outline;
import org.dl4jvision.data.Outline.Polygon;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.RunLengths;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.DetectionFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaintedMapsTest {

  private static final int WIDTH = 40;

  @TempDir Path folder;

  private Path source;

  @BeforeEach
  void write() {
    new DetectionFolder(folder).image("a.png");
    source = folder.resolve("a.json");
  }

  private AnnotatedImage image(Annotation... objects) {
    return AnnotatedImage.of(folder.resolve("a.png"))
        .source(source)
        .objects(List.of(objects))
        .build();
  }

  private static Annotation object(String name, Outline outline, Flag... flags) {
    return Annotation.of("object 1 (" + name + ")", name, outline, Set.of(flags));
  }

  private static Polygon square(double left, double top, double side) {
    return Polygon.of(new Box(left, top, left + side, top + side));
  }

  private PaintedMaps maps(AnnotatedImage image, String... declared) {
    return new PaintedMaps(
        folder,
        List.of(image),
        declared.length == 0 ? Optional.empty() : Optional.of(List.of(declared)));
  }

  private static int label(byte[] labels, int x, int y) {
    return Byte.toUnsignedInt(labels[y * WIDTH + x]);
  }

  @Test
  void outlinesOfTwoClassesContestPixels() {
    AnnotatedImage image =
        image(
            object("dog", square(0, 0, 10)),
            object("dog", square(5, 0, 10)),
            object("cat", square(2, 2, 3)));
    Region region = Region.of(image.size());
    BitSet contested = maps(image).contested(image, region).orElseThrow();
    assertEquals(9, contested.cardinality());
    assertTrue(contested.get(2 * WIDTH + 2) && !contested.get(2 * WIDTH + 7));
    AnnotatedImage dogs = image(object("dog", square(0, 0, 10)), object("dog", square(5, 0, 10)));
    assertEquals(Optional.empty(), maps(dogs).contested(dogs, region), "of one class");
  }

  @Test
  void classesFollowTheBackgroundInTheOrderInWhichTheyAreDeclared() {
    AnnotatedImage image =
        image(
            object("dog", square(0, 0, 10)),
            object("cat", square(2, 2, 3)),
            object("Background", square(6, 6, 2)),
            object("dog", square(20, 0, 10), Flag.CROWD));
    PaintedMaps maps = maps(image, "dog", "Background", "cat", "cow");
    assertEquals(List.of("background", "dog", "cat", "cow"), maps.names());
    assertEquals(List.of(), maps.warnings());
    byte[] labels = maps.labels(image);
    assertEquals(30 * WIDTH, labels.length);
    assertEquals(1, label(labels, 1, 1));
    assertEquals(2, label(labels, 3, 3));
    assertEquals(0, label(labels, 6, 6));
    assertEquals(SegmentationSample.IGNORE, label(labels, 20, 9));
    assertEquals(0, label(labels, 30, 0));
    assertArrayEquals(
        new long[] {30 * WIDTH - 200 + 4, 100 - 9 - 4, 9, 0}, maps.pixels(List.of(image)));
    assertEquals(List.of("background", "cat", "dog"), maps(image).names(), "by name");
  }

  @Test
  void whereOnlyABoxIsKnownNothingCounts() {
    Annotation box = Annotation.of("object 2 (dog)", "dog", new Box(20, 0, 30, 10), Set.of());
    AnnotatedImage image = image(object("dog", square(0, 0, 10)), box);
    PaintedMaps maps = maps(image);
    assertEquals(
        List.of("1 of 2 objects have a box and no outline: their boxes are void"), maps.warnings());
    assertEquals(SegmentationSample.IGNORE, label(maps.labels(image), 20, 9));
    assertEquals(
        "the 1 objects in "
            + folder
            + " have boxes only; class maps are painted of outlines: polygons, run lengths or"
            + " masks\n",
        Refusals.messages(() -> maps(image(box))));
  }

  @Test
  void whatIsBeyondTheImageIsReportedAndCut() {
    PaintedMaps maps =
        maps(image(object("dog", square(35, 0, 10)), object("dog", square(50, 0, 10))));
    assertEquals(
        List.of(
            source
                + ": object 1 (dog) reaches out of the image (30x40, height x width): 35, 0, 45,"
                + " 10; clipped",
            source
                + ": object 1 (dog) lies outside of the image (30x40, height x width): 50, 0, 60,"
                + " 10; dropped"),
        maps.warnings());
  }

  @Test
  void refusesWhatCannotBePainted() {
    RunLengths small = new RunLengths(new ImageSize(3, 4), new int[] {2, 3});
    assertEquals(
        """
        SOURCE: object 1 (cow) is of class 'cow', which is not declared; declared are dog, background, _background_
        SOURCE: object 1 (dog) has a coordinate that is not a finite number: NaN, 0, NaN, 10
        SOURCE: object 1 (dog) is drawn on an image of 3x4, but FOLDER/a.png is 30x40 (height x width)
        no object on any image in FOLDER
        classes of FOLDER must be at least one besides the background and all different, but are [dog, dog]
        """
            .replace("SOURCE", source.toString())
            .replace("FOLDER", folder.toString()),
        Refusals.messages(
            () -> maps(image(object("cow", square(0, 0, 10))), "dog"),
            () ->
                maps(image(object("dog", new Polygon(new double[] {Double.NaN, 0, 5, 10, 9, 10})))),
            () -> maps(image(object("dog", small))),
            () -> maps(image()),
            () -> maps(image(), "dog", "dog")));
  }

  @Test
  void aFolderOfPolygonsIsADataSet() {
    DetectionFolder yolo = new DetectionFolder(folder.resolve("yolo"));
    for (String name : List.of("train/b", "val/c")) {
      yolo.image("images/" + name + ".png");
      yolo.text("labels/" + name + ".txt", "0 0.25 0 0.5 0 0.5 0.5 0.25 0.5\n");
    }
    yolo.text("classes.txt", "dog\n");
    FolderSegmentationDataset data = FolderSegmentationDataset.builder(yolo.root()).build();
    assertEquals(List.of("background", "dog"), data.classNames());
    assertEquals(1, label(data.get(Split.TRAIN, 0).labels(), 10, 0));
    assertEquals(0, label(data.get(Split.TRAIN, 0).labels(), 9, 0));
    assertArrayEquals(new long[] {1200 - 150, 150}, data.classPixels(Split.VALIDATION));
    assertEquals(
        List.of("background", "cat"),
        FolderSegmentationDataset.builder(yolo.root())
            .classNames(List.of("background", "cat"))
            .build()
            .classNames());
  }
}
