package org.dl4jvision.loss;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dl4jvision.loss.family.VisionLoss;
import org.dl4jvision.loss.registry.LossInfo;
import org.junit.jupiter.api.Test;

/** A new loss is a class and a line of {@link Losses}, and no loss goes untested. */
class LossesTest {

  private static final Set<Class<?>> WRITTEN_OTHERWISE = Set.of(LossSum.class); // with + and *

  private static List<Class<?>> concreteLosses() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.dl4jvision.loss")
            .stream()
            .filter(type -> type.isAssignableTo(VisionLoss.class))
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .filter(JavaClass::isTopLevelClass)
            .<Class<?>>map(JavaClass::reflect)
            .toList();
  }

  @Test
  void everyLossIsRegistered() {
    Set<String> registered =
        Losses.types().stream()
            .map(type -> type.lossClass().getName())
            .collect(Collectors.toCollection(TreeSet::new));
    WRITTEN_OTHERWISE.forEach(type -> registered.add(type.getName()));
    Set<String> there =
        concreteLosses().stream()
            .map(Class::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(there, registered);
  }

  /** Its test is named after it, and inherits what must hold for every loss. */
  @Test
  void everyLossHasATest() {
    for (Class<?> type : concreteLosses()) {
      assertDoesNotThrow(() -> Class.forName(type.getName() + "Test"), type + " has no test");
    }
  }

  @LossInfo(name = "dice", help = "another dice")
  private abstract static class OtherDice extends VisionLoss {}

  @Test
  void aNameIsTakenOnce() {
    Losses.register(LossDice.class);
    assertThrows(IllegalArgumentException.class, () -> Losses.register(OtherDice.class));
    assertTrue(Losses.types().stream().anyMatch(type -> type.lossClass() == LossDice.class));
  }
}
