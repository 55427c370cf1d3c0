package org.dl4jvision.data.format;

import static org.dl4jvision.check.RegistryAssertions.assertComplete;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.junit.jupiter.api.Test;

class AnnotationFormatsTest {

  @Test
  void everyFormatIsRegisteredAndTested() throws ClassNotFoundException {
    assertComplete(
        "org.dl4jvision.data",
        AnnotationFormat.class,
        AnnotationFormats.REGISTRY,
        BaseFormatTestCase.class);
  }

  @Test
  void tasksSeeTheFormatsThatSayWhatTheyNeed() {
    assertEquals(List.of("coco", "voc", "yolo"), names(Content.BOXES));
    assertEquals(List.of("masks"), names(Content.MASKS));
    assertEquals(List.of("yolo"), names(Content.OUTLINES));
  }

  private static List<String> names(Content... contents) {
    return AnnotationFormats.with(Set.of(contents)).stream().map(AnnotationFormat::name).toList();
  }
}
