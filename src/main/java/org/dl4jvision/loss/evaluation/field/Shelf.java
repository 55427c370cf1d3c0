package org.dl4jvision.loss.evaluation.field;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Lends objects of one kind, one by one, and takes all of them back at once. It makes a new one
 * only when all are lent, so that a thread's second tile allocates nothing.
 */
final class Shelf<T> {

  private final Function<Shelf<T>, T> factory;
  private final List<T> objects = new ArrayList<>();
  private int lent;

  /**
   * @param factory makes an object, which may keep the shelf to take its results from
   */
  Shelf(Function<Shelf<T>, T> factory) {
    this.factory = factory;
  }

  /** An object in the state that its last borrower left it in. */
  T take() {
    if (lent == objects.size()) {
      objects.add(factory.apply(this));
    }
    return objects.get(lent++);
  }

  void takeAllBack() {
    lent = 0;
  }
}
