package org.dl4jvision.train;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Prepares the next batches on another thread. Unlike AsyncDataSetIterator, which waits forever
 * when its source throws, this one throws on.
 */
final class Prefetch implements Iterator<MultiDataSet>, AutoCloseable {

  private static final int AHEAD = 2;

  private final Iterator<MultiDataSet> source;
  private final ExecutorService thread;
  private final Queue<Future<MultiDataSet>> queue = new ArrayDeque<>();

  Prefetch(Iterator<MultiDataSet> source) {
    this.source = source;
    thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread result = new Thread(task, "dl4j-vision prefetch");
              result.setDaemon(true);
              return result;
            });
    for (int i = 0; i < AHEAD; i++) {
      request();
    }
  }

  private void request() {
    queue.add(thread.submit(() -> source.hasNext() ? source.next() : null));
  }

  @Override
  public boolean hasNext() {
    return head() != null;
  }

  @Override
  public MultiDataSet next() {
    MultiDataSet result = head();
    if (result == null) {
      throw new NoSuchElementException();
    }
    queue.remove();
    request();
    return result;
  }

  private MultiDataSet head() {
    try {
      return queue.element().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a batch", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
