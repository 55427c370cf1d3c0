package org.dl4jvision.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.dataset.api.MultiDataSet;

@Timeout(60)
class PrefetchTest {

  @Test
  void prefetchedBatchesAreAllThereInOrder() {
    try (Prefetch prefetch = new Prefetch(new Dots().epoch(5))) {
      Iterator<MultiDataSet> expected = new Dots().epoch(5);
      while (expected.hasNext()) {
        assertTrue(prefetch.hasNext());
        assertEquals(expected.next().getFeatures(0), prefetch.next().getFeatures(0));
      }
      assertFalse(prefetch.hasNext());
      assertThrows(NoSuchElementException.class, prefetch::next);
    }
  }

  @Test
  void anErrorOfTheSourceIsThrownOn() {
    Iterator<MultiDataSet> broken =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public MultiDataSet next() {
            throw new OutOfMemoryError("too large");
          }
        };
    try (Prefetch prefetch = new Prefetch(broken)) {
      assertEquals(
          "too large", assertThrows(OutOfMemoryError.class, prefetch::hasNext).getMessage());
    }
  }
}
