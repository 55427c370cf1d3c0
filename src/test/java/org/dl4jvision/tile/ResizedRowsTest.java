package org.dl4jvision.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Resampling;
import org.junit.jupiter.api.Test;

class ResizedRowsTest {

  /** Puts rows together, and counts how often some came. */
  private static final class Whole implements RowSink {
    private final Random heights = new Random(4);
    private ImageSize size;
    private int channels;
    private float[] values;
    private int next;
    private int times;

    @Override
    public void begin(int channels, ImageSize size) {
      this.size = size;
      this.channels = channels;
      values = new float[(int) (channels * Region.of(size).area())];
    }

    @Override
    public void rows(Region rows, float[] part) {
      assertEquals(next, rows.top());
      assertEquals(size.width(), rows.width());
      assertEquals(channels * rows.area(), part.length);
      next = rows.bottom();
      times++;
      for (int c = 0; c < channels; c++) {
        System.arraycopy(
            part,
            (int) (c * rows.area()),
            values,
            (c * size.height() + rows.top()) * size.width(),
            (int) rows.area());
      }
    }

    /** Gives rows of an image to a sink, some at a time. */
    private void feed(RowSink sink, float[] image, int channels, ImageSize from, int atMost) {
      sink.begin(channels, from);
      TileSource source = TileSource.of(image, channels, from);
      for (int top = 0; top < from.height(); ) {
        int height = Math.min(from.height() - top, 1 + heights.nextInt(atMost));
        Region rows = Region.rows(top, height, from.width());
        sink.rows(rows, source.read(rows));
        top += height;
      }
    }
  }

  private static float[] random(int count) {
    Random random = new Random(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  @Test
  void isWhatTheWholeImageBecomesHoweverRowsCome() {
    Random random = new Random(11);
    for (int run = 0; run < 300; run++) {
      ImageSize from = new ImageSize(1 + random.nextInt(30), 1 + random.nextInt(9));
      ImageSize to = new ImageSize(1 + random.nextInt(60), 1 + random.nextInt(20));
      int channels = 1 + random.nextInt(3);
      float[] image = random(channels * from.height() * from.width());
      Whole whole = new Whole();
      whole.feed(new ResizedRows(to, whole), image, channels, from, 1 + random.nextInt(8));
      assertEquals(to, whole.size);
      assertEquals(to.height(), whole.next, from + " to " + to);
      assertArrayEquals(
          new Resampling(from, to).values(image, channels, Region.of(to)),
          whole.values,
          from + " to " + to);
    }
  }

  @Test
  void whatBecomesLargeIsGivenAwayInParts() {
    ImageSize from = new ImageSize(10, 10);
    ImageSize to = new ImageSize(4096, 4096);
    Whole whole = new Whole();
    whole.feed(new ResizedRows(to, whole), random(100), 1, from, 10);
    assertEquals(4096, whole.next);
    assertTrue(whole.times >= 4, whole.times + " times");
  }

  @Test
  void aSinkIsUsedAgainForTheNextImage() {
    ImageSize to = new ImageSize(9, 3);
    Whole whole = new Whole();
    ResizedRows rows = new ResizedRows(to, whole);
    for (int height : new int[] {4, 7}) {
      ImageSize from = new ImageSize(height, 5);
      float[] image = random(5 * height);
      whole.next = 0;
      whole.feed(rows, image, 1, from, 3);
      assertArrayEquals(new Resampling(from, to).values(image, 1, Region.of(to)), whole.values);
    }
  }

  @Test
  void refusesRowsThatDoNotFollow() {
    ResizedRows rows = new ResizedRows(new ImageSize(8, 8), new Whole());
    rows.begin(1, new ImageSize(4, 4));
    rows.rows(Region.rows(0, 2, 4), new float[8]);
    assertEquals(
        """
        next rows is 1x4 at row 3, column 0; allowed: those from 2
        """,
        Refusals.messages(() -> rows.rows(Region.rows(3, 1, 4), new float[4])));
  }
}
