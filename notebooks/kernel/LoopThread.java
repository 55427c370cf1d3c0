package org.rapaio.jupyter.kernel.channels;

import java.util.concurrent.CountDownLatch;

/**
 * Reads one socket of the kernel again and again; it stands before the library's class of this name
 * in the class path. The library's thread ends at once where it runs before its start has marked it
 * as running, and dies of a message that comes before the handlers are there. This one is running
 * from the beginning and waits until the kernel is connected; early messages wait in the socket.
 */
public final class LoopThread extends Thread {

  private static final CountDownLatch CONNECTED = new CountDownLatch(1);

  private final long sleep;
  private final Runnable body;
  private volatile boolean running = true;

  /**
   * Creates a thread that ends with the process, whose main thread joins it.
   *
   * @param name the name of the thread
   * @param sleep milliseconds from one run of the body to the next
   * @param body reads what is there, without waiting
   */
  public LoopThread(String name, long sleep, Runnable body) {
    super(name);
    setDaemon(true);
    this.sleep = sleep;
    this.body = body;
  }

  /** Lets all loops begin: every message has its handler now. */
  public static void connected() {
    CONNECTED.countDown();
  }

  @Override
  public void run() {
    try {
      CONNECTED.await();
      while (running) {
        body.run();
        Thread.sleep(sleep);
      }
    } catch (InterruptedException e) {
      running = false;
    }
  }

  /** Ends the loop after the current run of the body. */
  public void shutdown() {
    running = false;
  }
}
