package org.dl4jvision.io;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells how far work is that takes long: nothing in the first two seconds, then a line a second.
 * Work may go on in several threads.
 */
public final class Progress {

  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Consumer<String> listener;
  private final Duration quiet;
  private final Duration period;
  private final AtomicInteger done = new AtomicInteger();
  private volatile String step = "starting";
  private volatile int total;

  /**
   * Of work that has not begun.
   *
   * @param listener is told, in a thread of its own
   */
  public Progress(Consumer<String> listener) {
    this(listener, QUIET, PERIOD);
  }

  Progress(Consumer<String> listener, Duration quiet, Duration period) {
    this.listener = listener;
    this.quiet = quiet;
    this.period = period;
  }

  /** Progress of which nobody is told. */
  public static Progress untold() {
    return new Progress(line -> {});
  }

  /** Begins a step of the work, such as {@code listing files}; nobody knows how much it is. */
  public void begin(String step) {
    begin(step, 0);
  }

  /** Begins a step of the work that is done so many times. */
  public void begin(String step, int total) {
    this.total = total;
    done.set(0);
    this.step = step;
  }

  /** Counts one that is done. */
  public void count() {
    done.incrementAndGet();
  }

  /** Sets how many are done. */
  public void reach(int count) {
    done.set(count);
  }

  /** Does the work, and tells of it until it ends. */
  public <T> T during(Supplier<T> work) {
    Thread teller = new Thread(this::tell, "progress");
    teller.setDaemon(true);
    teller.start();
    try {
      return work.get();
    } finally {
      teller.interrupt();
    }
  }

  private void tell() {
    try {
      Thread.sleep(quiet.toMillis());
      while (true) {
        listener.accept(toString());
        Thread.sleep(period.toMillis());
      }
    } catch (InterruptedException e) {
      // The work has ended, and so does this thread.
    }
  }

  /** How far it is, such as {@code decoding images: 300 of 1000}. */
  @Override
  public String toString() {
    int count = done.get();
    return step + (count == 0 ? "" : ": " + count + (total == 0 ? "" : " of " + total));
  }
}
