package org.dl4jvision.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SplitTest {

  @Test
  void isNamedInAnyCase() {
    assertEquals(Optional.of(Split.TRAIN), Split.named("Training"));
    assertEquals(Optional.of(Split.VALIDATION), Split.named(" dev "));
    assertEquals(Optional.of(Split.TEST), Split.named("testing"));
    assertEquals(Optional.empty(), Split.named("train2"));
  }

  @Test
  void theNearestFolderSaysIt() {
    Path root = Path.of("test/data");
    assertEquals(Optional.of(Split.TRAIN), Split.above(root.resolve("val/train/x/a.png"), root));
    assertEquals(Optional.empty(), Split.above(root.resolve("train.png"), root));
  }
}
