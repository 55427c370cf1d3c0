package org.dl4jvision.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.io.MemoryBudget;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageStoreTest {

  @TempDir Path folder;
  private AnnotatedImage photo;

  @BeforeEach
  void draw() throws IOException {
    Path file = folder.resolve("photo.png");
    ImageIO.write(new BufferedImage(1250, 800, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    photo = AnnotatedImage.of(file).build();
  }

  private Optional<String> note(Path copies, long memory) {
    return new ImageStore(
            image -> {
              throw new AssertionError("only sizes are needed");
            },
            new MemoryBudget(memory),
            new Scratch(copies),
            2)
        .note(List.of(photo));
  }

  @Test
  void saysWhereCopiesAreMade() {
    String said = note(folder, 0).orElseThrow();
    assertTrue(said.endsWith("copies take up to 0.0 GB in " + folder + " until the program ends"));
  }

  @Test
  void saysWhereThereIsNoRoomForCopies() {
    Path missing = folder.resolve("missing");
    String said = note(missing, 0).orElseThrow();
    assertTrue(said.contains("copies would take 0.0 GB, for which " + missing + " has no room"));
  }

  @Test
  void saysNothingOfImagesThatFit() {
    assertEquals(Optional.empty(), note(folder, 1L << 30));
  }
}
