package org.dl4jvision.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Random;
import javax.imageio.ImageIO;

/** Drawn photographs with masks in files of a size, in a folder that is deleted in the end. */
final class CropFiles implements AutoCloseable {

  /** Side of the crops. */
  static final int CROP = 256;

  private static final String[] SPLITS = {"train", "val"};

  private final Path folder;

  /** Makes the folder. */
  CropFiles() {
    try {
      folder = Files.createTempDirectory("bench-data-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for images", e);
    }
  }

  /**
   * Writes images as JPEG and masks as PNG, one of them for validation.
   *
   * @param count for training
   * @return their folder
   */
  Path write(String name, int width, int height, int count) {
    Path home = folder.resolve(name);
    try {
      for (String split : SPLITS) {
        Files.createDirectories(home.resolve(split).resolve("images"));
        Files.createDirectories(home.resolve(split).resolve("labels"));
        for (int i = 0; i < (split.equals("train") ? count : 1); i++) {
          write(home.resolve(split), Integer.toString(i), width, height, new Random(i));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write images to " + home, e);
    }
    return home;
  }

  /** Discs on noise: it neither packs to nothing nor not at all. */
  private static void write(Path home, String name, int width, int height, Random random)
      throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    int shift = random.nextInt(CROP);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int dx = (x + shift) % 64 - 32;
        int dy = (y + shift) % 64 - 32;
        boolean inside = dx * dx + dy * dy < 300;
        int value = (inside ? 160 : 60) + random.nextInt(32);
        image.setRGB(x, y, value << 16 | (255 - value) << 8 | value / 2);
        mask.getRaster().setSample(x, y, 0, inside ? 255 : 0);
      }
    }
    ImageIO.write(image, "jpg", home.resolve("images").resolve(name + ".jpg").toFile());
    ImageIO.write(mask, "png", home.resolve("labels").resolve(name + ".png").toFile());
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
