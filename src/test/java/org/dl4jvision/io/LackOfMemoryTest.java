package org.dl4jvision.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LackOfMemoryTest {

  private static Supplier<Object> failing(RuntimeException e) {
    return () -> {
      throw e;
    };
  }

  private static Supplier<Object> failing(Error e) {
    return () -> {
      throw e;
    };
  }

  private static String message(List<String> images, Supplier<Object> work) {
    return assertThrows(LackOfMemory.class, () -> LackOfMemory.tellImages(() -> images, work))
        .getMessage();
  }

  @Test
  void imagesAreNamedWithWhatToDo() {
    assertEquals(
        "the image x.jpg is too large for the memory: go through it in parts (--tile where it is"
            + " segmented, --slice where objects are detected) or make it smaller, or "
            + LackOfMemory.more(),
        message(List.of("x.jpg"), failing(new OutOfMemoryError("Java heap space"))));
    assertEquals(
        "the 3 images from a to c are too large for the memory: choose a smaller --batch-size,"
            + " or --crop where crops are learnt from, or "
            + LackOfMemory.more(),
        message(List.of("a", "b", "c"), failing(new OutOfMemoryError("Java heap space"))));
  }

  @Test
  void memoryEndsInManyWays() {
    assertTrue(LackOfMemory.isCauseOf(new OutOfMemoryError("Physical memory usage is too high")));
    assertTrue(LackOfMemory.isCauseOf(new RuntimeException("std::bad_alloc")));
    assertTrue(LackOfMemory.isCauseOf(new IllegalStateException(new OutOfMemoryError())));
    assertTrue(LackOfMemory.isCauseOf(new NegativeArraySizeException("-5")));
    assertFalse(LackOfMemory.isCauseOf(new IllegalArgumentException("image x is damaged")));
    assertFalse(LackOfMemory.isCauseOf(new StackOverflowError()));
  }

  @Test
  void otherExceptionsPassAndTheFirstNameStays() {
    RuntimeException damaged = new IllegalArgumentException("image x is damaged");
    assertSame(
        damaged,
        assertThrows(
            RuntimeException.class,
            () -> LackOfMemory.tellImages(() -> List.of("x"), failing(damaged))));
    LackOfMemory inner =
        assertThrows(
            LackOfMemory.class,
            () -> LackOfMemory.tell(() -> "inner", failing(new OutOfMemoryError())));
    assertSame(
        inner,
        assertThrows(LackOfMemory.class, () -> LackOfMemory.tell(() -> "outer", failing(inner))));
    assertEquals(5, LackOfMemory.tell(() -> "nothing", () -> 5));
  }
}
