package org.dl4jvision.loss.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SumsTest {

  @Test
  void addsUpGroupsAndClassesApart() {
    Sums sums = new Sums(2, 2, 3);
    sums.add(0, 1, 2, 5);
    sums.add(0, 1, 2, 1);
    sums.add(1, 1, 0, 10);
    assertEquals(6, sums.get(0, 1, 2));
    assertEquals(6, sums.get(0, 1));
    assertEquals(0, sums.get(0, 0));
    assertEquals(10, sums.together().get(0, 1, 0));
    assertEquals(16, sums.together().get(0, 1));
  }

  @Test
  void borrowedOnesStartFromNothing() {
    Sums dirty = Sums.borrow(2, 3);
    dirty.add(0, 1, 2, 7);
    dirty.release();
    Sums part = Sums.borrow(2, 3);
    assertEquals(0, part.get(0, 1, 2));
    part.add(0, 0, 1, 4);
    Sums all = new Sums(2, 2, 3);
    all.add(1, part);
    all.add(1, part);
    assertEquals(8, all.get(1, 0, 1));
    assertEquals(0, all.get(0, 0));
  }
}
