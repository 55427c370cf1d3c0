package org.dl4jvision.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.dl4jvision.data.ImageFiles.Pixels;
import org.dl4jvision.data.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScratchTest {

  private static final int HEIGHT = 37;
  private static final int WIDTH = 53;

  @TempDir Path folder;

  private static Planes planes(int channels, boolean floats, boolean labels, Random random) {
    int area = HEIGHT * WIDTH;
    byte[] bytes = new byte[channels * area];
    random.nextBytes(bytes);
    float[] values = new float[channels * area];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    byte[] classes = new byte[area];
    random.nextBytes(classes);
    return new Planes(
        new Pixels(channels, HEIGHT, WIDTH, floats ? null : bytes, floats ? values : null),
        labels ? classes : null);
  }

  @ParameterizedTest
  @CsvSource({"1,false,false", "3,false,true", "3,true,true", "1,true,false"})
  void aCopyGivesTheSameParts(int channels, boolean floats, boolean labels) {
    Random random = new Random(5);
    Scratch scratch = new Scratch(folder);
    Planes first = planes(channels, floats, labels, random);
    Planes second = planes(channels, floats, labels, random);
    PlaneWindows copyOfFirst = scratch.copy(first).orElseThrow();
    PlaneWindows copyOfSecond = scratch.copy(second).orElseThrow();
    for (int i = 0; i < 50; i++) {
      int top = random.nextInt(HEIGHT);
      int left = random.nextInt(WIDTH);
      Region region =
          new Region(top, left, 1 + random.nextInt(HEIGHT - top), 1 + random.nextInt(WIDTH - left));
      assertEquals(first.window(region), copyOfFirst.window(region), region.toString());
      assertEquals(second.window(region), copyOfSecond.window(region), region.toString());
    }
    assertEquals(first, copyOfFirst.window(Region.of(first.size())));
  }

  @Test
  void copiesStripByStrip() {
    Planes all = planes(3, false, true, new Random(1));
    PlaneWindows strips = new Strips(all, 7);
    assertEquals(all, new Scratch(folder).copy(strips).orElseThrow().window(Region.of(all.size())));
  }

  /** An image that is read a few rows at a time. */
  private record Strips(Planes all, int rows) implements PlaneWindows {
    @Override
    public org.dl4jvision.data.ImageSize size() {
      return all.size();
    }

    @Override
    public Planes window(Region region) {
      assertTrue(region.height() <= rows, region.toString());
      return all.window(region);
    }

    @Override
    public void close() {}
  }

  @Test
  void leavesNoFile() throws IOException {
    assertTrue(new Scratch(folder).copy(planes(3, false, true, new Random(1))).isPresent());
    try (var files = Files.list(folder)) {
      // Where open files cannot be deleted, the end of the program does it.
      assertTrue(files.count() <= 1);
    }
  }

  @Test
  void aFolderThatIsNotThereKeepsNothing() {
    Scratch scratch = new Scratch(folder.resolve("missing"));
    assertTrue(scratch.copy(planes(1, false, false, new Random(1))).isEmpty());
  }
}
