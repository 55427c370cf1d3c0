package org.dl4jvision.network;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.dl4jvision.check.Named;
import org.dl4jvision.check.Registry;
import org.dl4jvision.network.decoder.BaseDecoderTestCase;
import org.dl4jvision.network.decoder.Decoder;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.BaseEncoderTestCase;
import org.dl4jvision.network.encoder.Encoder;
import org.dl4jvision.network.encoder.Encoders;
import org.junit.jupiter.api.Test;

/**
 * No encoder and no decoder is forgotten: each class is registered, and tested by its base test.
 */
class NetworkRegistriesTest {

  @Test
  void everyEncoderIsRegisteredAndTested() throws ClassNotFoundException {
    check(Encoder.class, Encoders.REGISTRY, BaseEncoderTestCase.class);
  }

  @Test
  void everyDecoderIsRegisteredAndTested() throws ClassNotFoundException {
    check(Decoder.class, Decoders.REGISTRY, BaseDecoderTestCase.class);
  }

  private static <T extends Named> void check(
      Class<T> type, Registry<T> registry, Class<?> baseTest) throws ClassNotFoundException {
    List<JavaClass> classes =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.dl4jvision.network")
                .stream()
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
