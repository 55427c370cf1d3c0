package org.dl4jvision.check;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;

/** What holds of every registry. */
public final class RegistryAssertions {

  private RegistryAssertions() {}

  /**
   * No class is forgotten: each concrete one is in the registry, and has a test that extends the
   * base test.
   *
   * @param folder package in whose tree the classes are
   */
  public static <T extends Named> void assertComplete(
      String folder, Class<T> type, Registry<T> registry, Class<?> baseTest)
      throws ClassNotFoundException {
    List<JavaClass> classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(folder).stream()
                .filter(c -> c.isAssignableTo(type) && !c.isInterface())
                .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
                .toList();
    assertFalse(classes.isEmpty());
    for (JavaClass found : classes) {
      assertTrue(
          registry.all().stream().anyMatch(e -> e.getClass().getName().equals(found.getName())),
          () -> found.getName() + " is not registered");
      Class<?> test = Class.forName(found.getName() + "Test");
      assertTrue(baseTest.isAssignableFrom(test), () -> test + " does not extend " + baseTest);
    }
  }
}
