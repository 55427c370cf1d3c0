package org.dl4jvision.data.format;

import static org.dl4jvision.check.RegistryAssertions.assertComplete;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
    assertTrue(names(Content.BOXES).containsAll(List.of("coco", "voc", "yolo")));
    assertFalse(names(Content.BOXES).contains("masks"));
    assertTrue(names(Content.MASKS).contains("masks"));
    assertTrue(names(Content.OUTLINES).contains("yolo"));
    assertEquals(
        names(Content.BOXES, Content.MASKS),
        AnnotationFormats.REGISTRY.names().stream()
            .filter(
                name -> names(Content.BOXES).contains(name) || names(Content.MASKS).contains(name))
            .toList());
  }

  private static List<String> names(Content... contents) {
    return AnnotationFormats.with(List.of(contents)).stream().map(AnnotationFormat::name).toList();
  }
}
