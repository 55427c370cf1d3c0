package org.dl4jvision.cli;

import java.io.PrintWriter;
import java.util.function.IntConsumer;

/** Says how far long work has come: nothing in the first seconds, then a line now and then. */
final class Progress implements IntConsumer {

  private static final long PERIOD_NANOS = 2_000_000_000L;

  private final PrintWriter err;
  private final String line;
  private long next = System.nanoTime() + PERIOD_NANOS;

  /**
   * Progress of work that begins now.
   *
   * @param line with {@code %d} for how much is done
   */
  Progress(PrintWriter err, String line) {
    this.err = err;
    this.line = line;
  }

  @Override
  public void accept(int done) {
    long now = System.nanoTime();
    if (now >= next) {
      next = now + PERIOD_NANOS;
      err.println(line.replace("%d", Integer.toString(done)));
      err.flush();
    }
  }
}
