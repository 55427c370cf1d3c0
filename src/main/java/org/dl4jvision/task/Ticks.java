package org.dl4jvision.task;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells now and then how far long work is, when it is asked to: nothing of what is done soon. */
public final class Ticks {

  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final Consumer<String> listener;
  private final long period;
  private long told = System.nanoTime();

  /** Every ten seconds. */
  public Ticks(Consumer<String> listener) {
    this(listener, PERIOD);
  }

  /**
   * @param period between two lines, and before the first
   */
  public Ticks(Consumer<String> listener, Duration period) {
    this.listener = listener;
    this.period = period.toNanos();
  }

  /** Of which nobody is told. */
  public static Ticks untold() {
    return new Ticks(line -> {});
  }

  /** Tells a line if it is time to. */
  public void tell(Supplier<String> line) {
    long now = System.nanoTime();
    if (now - told >= period) {
      told = now;
      listener.accept(line.get());
    }
  }

  /** Tells how many are done if it is time to, such as {@code 30 of 100 images}. */
  public void reached(int done, int all, String what) {
    tell(() -> done + " of " + all + " " + what);
  }
}
