package org.dl4jvision.data.augmentation;

import static org.dl4jvision.data.augmentation.BaseAugmentationTestCase.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AugmentationsTest {

  @Test
  void everyChangeHasItsTest() throws ClassNotFoundException {
    for (AugmentationType type : Augmentations.REGISTRY.all()) {
      if (type instanceof ChangeType change) {
        Class<?> test = Class.forName(change.changeClass().getName() + "Test");
        assertEquals(BaseAugmentationTestCase.class, test.getSuperclass(), type.name());
      }
    }
  }

  @Test
  void expressionsAreSumsOfPresetsAndChanges() {
    List<RandomChange> all = Augmentations.parse("ALL");
    List<RandomChange> more =
        Augmentations.parse("all + Rotation(degrees=30)+elastic + mixup(share=0.3)");

    assertEquals(all, more.subList(0, all.size()));
    assertEquals(
        List.of(new Rotation(30, 0.5), new Elastic(), new Mixup(4, 0.3)),
        more.subList(all.size(), more.size()));
    assertEquals(List.of(), Augmentations.parse("none"));
    assertEquals(List.of(new Noise()), Augmentations.parse("none + noise"));
  }

  @Test
  void whatIsNamedAgainIsThatOfTheLastTime() {
    List<RandomChange> changes = Augmentations.parse("strong + blur(sigma=3) + contrast(amount=0)");

    assertEquals(1, changes.stream().filter(Blur.class::isInstance).count());
    assertTrue(changes.contains(new Blur(3, 0.2)));
    assertTrue(changes.contains(new Contrast(0)));
    assertEquals(Augmentations.parse("strong").size(), changes.size());
  }

  @Test
  void whatIsNoExpressionIsRefusedInOneLine() {
    String names = String.join(", ", Augmentations.REGISTRY.names());
    assertRefused(
        "rotation2",
        "there is no augmentation rotation2 (did you mean rotation?); augmentations are " + names);
    assertRefused(
        "all + upright",
        "augmentation expression has two presets, all and upright; give one of them");
    assertRefused(
        "all +",
        "augmentation expression \"all +\": expected the name of an augmentation at position 6");
    assertRefused(
        "", "augmentation expression \"\": expected the name of an augmentation at position 1");
    assertRefused(
        "0.5*blur",
        "augmentation expression \"0.5*blur\": expected the name of an augmentation at position 1");
    assertRefused(
        "blur blur", "augmentation expression \"blur blur\": expected + or the end at position 6");
    assertRefused(
        "all(share=0.5)",
        "an option of the preset all is [share]; allowed: none; add changes with options, such as"
            + " 'all + rotation(degrees=30)'");
    assertRefused(
        "rotation(degree=3)",
        "augmentation rotation has no option degree (did you mean degrees?); its options are"
            + " degrees, share");
  }
}
