package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.List;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.Test;

/** Which class a value in a mask is. */
class MaskValuesTest extends SegmentationFolderTestCase {

  @Test
  void readsPaletteMasksAsIndices() {
    standard();
    byte[] red = {0, (byte) 200, 9};
    byte[] green = {0, 0, (byte) 250};
    byte[] blue = {(byte) 255, 30, 9};
    for (String name : List.of("a", "b")) {
      BufferedImage palette =
          new BufferedImage(
              WIDTH,
              HEIGHT,
              BufferedImage.TYPE_BYTE_INDEXED,
              new IndexColorModel(8, 3, red, green, blue));
      write(draw(palette, i -> i % 3), "masks/" + name + ".png");
    }
    FolderSegmentationDataset data = builder().build();
    assertEquals(3, data.classNames().size());
    byte[] labels = data.get(Split.TRAIN, 0).labels();
    for (int i = 0; i < labels.length; i++) {
      assertEquals(i % 3, labels[i]);
    }
  }

  @Test
  void invertsMasksByForeground() {
    standard();
    FolderSegmentationDataset data = builder().foreground(0).build();
    assertArrayEquals(halves(1, 0), data.get(Split.TRAIN, 0).labels());
    assertContains(
        error(builder().foreground(7)), "foreground is 7", "no mask has that value", "0, 255");
    assertContains(error(builder().foreground(0).classes(3)), "2 classes", "classes is 3");
    assertContains(error(builder().foreground(0).ignoreIndex(0)), "both 0");
  }

  @Test
  void leavesOutTheIgnoredIndex() {
    standard();
    for (String name : List.of("a", "b")) {
      write(gray(i -> i < 30 ? 255 : i % 3), "masks/" + name + ".png");
    }
    FolderSegmentationDataset data = builder().ignoreIndex(255).build();
    assertEquals(3, data.classNames().size());
    assertEquals((byte) SegmentationSample.IGNORE, data.get(Split.TRAIN, 0).labels()[0]);
    assertArrayEquals(new long[] {10, 10, 10}, data.classPixels(Split.TRAIN));
    assertContains(error(builder()), "0, 1, 2, 255", "--ignore-index");
    // An ignored class before others: those move up.
    data = builder().foreground(null).ignoreIndex(0).classes(255).build();
    assertEquals(254, Byte.toUnsignedInt(data.get(Split.TRAIN, 0).labels()[0]));
    assertEquals(0, data.get(Split.TRAIN, 0).labels()[31]);
  }

  @Test
  void namesClasses() {
    standard();
    assertEquals(
        List.of("rest", "cell"),
        builder().classNames(List.of("rest", "cell")).build().classNames());
    text("classes.txt", "0 sky blue", "1 car");
    assertEquals(List.of("sky blue", "car"), builder().build().classNames());
    assertContains(error(builder().classes(3)), "classes is 3", "classes.txt has 2");
    text("classes.txt", "0 sky", "0 car");
    assertContains(error(builder()), "classes.txt has the line \"0 car\"", "index name R G B");
  }

  @Test
  void mapsColorsThroughClassesFile() {
    standard();
    text("classes.txt", "0 Sky 128 128 128", "1 Car 64 0 128", "4 Void 0 0 0", "5 Tree 128 128 0");
    for (String name : List.of("a", "b")) {
      write(
          color(i -> i < 20 ? 0x808080 : i < 30 ? 0 : i < 40 ? 0x808000 : 0x400080),
          "masks/" + name + ".png");
    }
    FolderSegmentationDataset data = builder().ignoreIndex(4).build();
    assertEquals(List.of("Sky", "Car", "Tree"), data.classNames());
    assertArrayEquals(new long[] {20, 20, 10}, data.classPixels(Split.TRAIN));
    byte[] labels = data.get(Split.TRAIN, 0).labels();
    assertEquals(0, labels[0]);
    assertEquals((byte) SegmentationSample.IGNORE, labels[20]);
    assertEquals(2, labels[30]);
    assertEquals(1, labels[59]);
    write(color(i -> 0x010203), "masks/b.png");
    assertContains(
        error(builder()), folder.resolve("masks/b.png"), "(1, 2, 3) (60 pixels)", "(64, 0, 128)");
    text("classes.txt", "0 Sky", "1 Car");
    assertContains(error(builder()), "colored", "classes.txt", "index name R G B");
  }

  @Test
  void readsGrayShadesInColorFilesAsNumbers() {
    standard();
    for (String name : List.of("a", "b")) {
      write(color(i -> i < 30 ? 0 : 0xffffff), "masks/" + name + ".png");
    }
    assertArrayEquals(halves(0, 1), builder().build().get(Split.TRAIN, 0).labels());
  }
}
