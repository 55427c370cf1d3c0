package org.dl4jvision.loss.evaluation.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileArenaTest {

  @Test
  void takesAllFieldsBackWhenATileStarts() {
    TileArena arena = TileArena.borrow(4);
    arena.start(10);
    DenseField first = arena.take(4);
    DenseField row = arena.take(1);
    IndexField indexed = arena.indexed(arena.index(), row);
    TileField constant = arena.constant(2);
    assertNotSame(first, arena.take(4));
    arena.start(10);
    assertSame(first, arena.take(4));
    assertSame(row, arena.take(1));
    assertSame(indexed, arena.indexed(arena.index(), row));
    assertSame(constant, arena.constant(3));
    arena.release();
  }

  @Test
  void isLentAgainAfterItsRelease() {
    TileArena arena = TileArena.borrow(7);
    assertNotSame(arena, TileArena.borrow(7));
    arena.release();
    assertSame(arena, TileArena.borrow(7));
  }

  @ParameterizedTest
  @CsvSource({"1, 2048", "8, 2048", "21, 768", "64, 256", "1000, 256"})
  void tilesHaveFewerPixelsWithMoreClasses(int classes, int pixels) {
    assertEquals(pixels, TileArena.borrow(classes).capacity());
  }
}
