package org.dl4jvision.acceleration.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcceleratedKindsTest {

  /** They compare it with DL4J's. */
  @Test
  void everyKindHasTests() throws ReflectiveOperationException {
    for (AcceleratedKind<?> kind : AcceleratedKinds.ALL.all()) {
      Class<?> tests = Class.forName(kind.getClass().getName() + "Test");
      BaseAcceleratedKindTestCase own =
          (BaseAcceleratedKindTestCase) tests.getDeclaredConstructor().newInstance();
      assertEquals(kind.name(), own.kind());
      assertFalse(kind.help().isBlank() || kind.help().contains("\n"), kind.name());
    }
  }

  /** Else it would be chance which of them answers. */
  @Test
  void oneKindStandsForAClass() {
    Set<Class<?>> stock = new HashSet<>();
    for (AcceleratedKind<?> kind : AcceleratedKinds.ALL.all()) {
      assertTrue(stock.add(kind.stock()), kind.name());
    }
  }
}
