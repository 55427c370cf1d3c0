package org.dl4jvision.tile;

import org.dl4jvision.check.Check;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Resampling;

/**
 * Brings what is predicted of a resized image to the image's own size, as {@link Resampling} does,
 * and gives it to another sink: linearly interpolated where that is larger. Of the rows that came,
 * only those stay that rows to come are made of.
 */
public final class ResizedRows implements RowSink {

  /** Numbers that are given away at once, but for a single row. */
  private static final int AT_ONCE = 1 << 22;

  private final ImageSize size;
  private final RowSink sink;
  private int channels;
  private Resampling resampling;

  /** Rows of the input that still count, and their values. */
  private Region held;

  private float[] values = {};

  /** Rows that the other sink has. */
  private int done;

  /**
   * @param size what the other sink is given
   * @param sink the other sink
   */
  public ResizedRows(ImageSize size, RowSink sink) {
    this.size = size;
    this.sink = sink;
  }

  @Override
  public void begin(int channels, ImageSize input) {
    Check.that(channels > 0, "channels", channels, "numbers > 0");
    this.channels = channels;
    resampling = new Resampling(input, size);
    held = null;
    done = 0;
    sink.begin(channels, size);
  }

  @Override
  public void rows(Region rows, float[] next) {
    hold(rows, next);
    int ready = ready();
    int atOnce = (int) Math.max(1, AT_ONCE / ((long) channels * size.width()));
    while (done < ready) {
      Region window = Region.rows(done, Math.min(atOnce, ready - done), size.width());
      Region source = resampling.source(window);
      sink.rows(window, resampling.values(held(source), channels, window));
      done = window.bottom();
    }
    if (done < size.height()) {
      int top = Math.min(source(done).top(), held.bottom() - 1);
      Region rest = Region.rows(top, held.bottom() - top, held.width());
      values = held(rest);
      held = rest;
    }
  }

  private void hold(Region rows, float[] next) {
    if (held == null) {
      held = rows;
      values = next;
      return;
    }
    Check.that(rows.top() == held.bottom(), "next rows", rows, "those from " + held.bottom());
    Region both = Region.rows(held.top(), held.height() + rows.height(), rows.width());
    float[] all = new float[Math.toIntExact(channels * both.area())];
    int before = (int) held.area();
    int after = (int) rows.area();
    for (int c = 0; c < channels; c++) {
      System.arraycopy(values, c * before, all, c * (before + after), before);
      System.arraycopy(next, c * after, all, c * (before + after) + before, after);
    }
    held = both;
    values = all;
  }

  /** How many rows can be made of those that came. */
  private int ready() {
    int ready = done;
    while (ready < size.height() && source(ready).bottom() <= held.bottom()) {
      ready++;
    }
    return ready;
  }

  private Region source(int row) {
    return resampling.source(Region.rows(row, 1, size.width()));
  }

  /** The values of some rows that are held. */
  private float[] held(Region rows) {
    if (rows.equals(held)) {
      return values;
    }
    float[] part = new float[Math.toIntExact(channels * rows.area())];
    int length = (int) rows.area();
    for (int c = 0; c < channels; c++) {
      int from = (c * held.height() + rows.top() - held.top()) * held.width();
      System.arraycopy(values, from, part, c * length, length);
    }
    return part;
  }
}
