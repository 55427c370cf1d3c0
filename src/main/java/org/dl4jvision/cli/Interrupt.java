package org.dl4jvision.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dl4jvision.io.AtomicFile;

/**
 * Lets work end cleanly when the process is asked to stop (Ctrl-C, kill): while this is open, the
 * Java virtual machine's shutdown asks the work to stop and waits for {@link #close}.
 */
final class Interrupt implements AutoCloseable {

  private static final long WAIT_SECONDS = 60;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  Interrupt(Runnable stop) {
    this(stop, true);
  }

  private Interrupt(Runnable stop, boolean waits) {
    hook =
        new Thread(
            () -> {
              stop.run();
              if (waits) {
                await();
              }
            },
            "dl4j-vision interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** For work that may end anywhere: the files that it is writing are deleted, nothing else. */
  static Interrupt deletingUnfinished() {
    return new Interrupt(AtomicFile::deleteUnfinished, false);
  }

  private void await() {
    try {
      if (!done.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("dl4j-vision: stopped before the last model was written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The shutdown is under way: the hook has done its work.
    }
  }
}
