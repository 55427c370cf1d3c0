package org.dl4jvision.layer.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No head is forgotten. */
class HeadsTest {

  private static Set<Class<?>> concreteHeads() {
    return new ClassFileImporter()
        .withImportOption(new DoNotIncludeTests()).importPackages("org.dl4jvision").stream()
            .filter(type -> type.isAssignableTo(Head.class))
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .map(JavaClass::reflect)
            .collect(Collectors.toSet());
  }

  @Test
  void everyHeadIsRegistered() {
    assertEquals(
        concreteHeads(),
        Heads.REGISTRY.all().stream()
            .map(type -> type.builder().build().getClass())
            .collect(Collectors.toSet()));
  }

  @Test
  void everyHeadHasItsTest() throws ClassNotFoundException {
    for (Class<?> head : concreteHeads()) {
      Class<?> test = Class.forName(head.getName() + "Test");
      assertTrue(BaseHeadTestCase.class.isAssignableFrom(test), test + " tests something else");
    }
  }
}
