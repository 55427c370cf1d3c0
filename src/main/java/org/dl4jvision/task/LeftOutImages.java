package org.dl4jvision.task;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.UnlabeledImages;
import org.dl4jvision.io.OutputException;

/** The images that a prediction goes on without, as they turn out to be damaged. Thread-safe. */
public final class LeftOutImages {

  private final UnlabeledImages<?> images;
  private final Map<Integer, RuntimeException> causes = new TreeMap<>();

  /** None of these so far. */
  public LeftOutImages(UnlabeledImages<?> images) {
    this.images = images;
  }

  /**
   * Works on an image unless it is left out, and leaves it out where that fails.
   *
   * @return whether it was done
   */
  public boolean attempt(int index, Runnable work) {
    if (has(index)) {
      return false;
    }
    try {
      work.run();
      return true;
    } catch (IllegalArgumentException e) {
      add(index, e);
    } catch (OutputException e) {
      throw e;
    } catch (UncheckedIOException e) {
      add(index, e);
    }
    return false;
  }

  private synchronized void add(int index, RuntimeException cause) {
    causes.putIfAbsent(index, cause);
  }

  /** Whether an image is left out. */
  public synchronized boolean has(int index) {
    return causes.containsKey(index);
  }

  /**
   * Refuses to have left out all of them.
   *
   * @throws IllegalArgumentException what is wrong with the first
   */
  public synchronized void requireOthers() {
    if (causes.size() == images.size(Split.TEST)) {
      throw causes.values().iterator().next();
    }
  }

  /** What is wrong with each, also with those that are not even images. */
  public synchronized List<String> lines() {
    List<String> lines = new ArrayList<>(images.unreadable());
    causes.values().forEach(cause -> lines.add(cause.getMessage()));
    return lines;
  }
}
