package org.dl4jvision.data.format;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.dl4jvision.data.detection.FolderDetectionDataset;

/** Writes data folders for tests and tries to read them. */
public record DetectionFolder(Path root) {

  public static final int WIDTH = 40;
  public static final int HEIGHT = 30;

  public DetectionFolder text(String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  /** A gray image of 40x30 pixels. */
  public DetectionFolder image(String file) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
      assertTrue(ImageIO.write(image, "png", path.toFile()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  FolderDetectionDataset.Builder builder() {
    return FolderDetectionDataset.builder(root);
  }

  FolderDetectionDataset read() {
    return builder().build();
  }

  /** Fails to read and checks that the message is one line with all these parts. */
  String assertRefused(String... parts) {
    String message = assertThrows(IllegalArgumentException.class, this::read).getMessage();
    assertFalse(message.contains("\n"), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message + "\nlacks: " + part);
    }
    return message;
  }
}
