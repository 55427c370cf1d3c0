package org.dl4jvision.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dl4jvision.check.Refusals;
import org.junit.jupiter.api.Test;

class ParallelTest {

  @Test
  void resultsComeInOrder() {
    List<Integer> squares = IntStream.range(0, 1000).mapToObj(i -> i * i).toList();
    assertEquals(squares, Parallel.map(1000, i -> i * i));
    assertEquals(List.of(), Parallel.map(0, i -> i));
  }

  @Test
  void allWorkIsDoneAndTheFirstProblemIsTold() {
    AtomicInteger done = new AtomicInteger();
    assertEquals(
        "file 3\n",
        Refusals.messages(
            () ->
                Parallel.forEach(
                    100,
                    i -> {
                      done.incrementAndGet();
                      if (i % 10 == 3) {
                        throw new IllegalArgumentException("file " + i);
                      }
                    })));
    assertEquals(100, done.get());
  }
}
