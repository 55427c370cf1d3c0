package org.dl4jvision.task.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.train.TrainingResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images smaller than crops, than a network's steps, and than others. */
class SmallImagesTest {

  @TempDir Path folder;

  private void image(String split, String size) {
    String[] sides = size.split("x");
    int height = Integer.parseInt(sides[0]);
    int width = Integer.parseInt(sides[1]);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < width * height; i++) {
      image.getRaster().setSample(i % width, i / width, 0, i * 7 % 256);
      mask.getRaster().setSample(i % width, i / width, 0, i < (width * height + 1) / 2 ? 255 : 0);
    }
    write(image, split + "/images/" + size + ".png");
    write(mask, split + "/masks/" + size + ".png");
  }

  private void write(BufferedImage image, String file) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      assertTrue(ImageIO.write(image, "png", path.toFile()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private SegmentationTraining training(String train, String validation, Integer crop) {
    for (String size : train.split(" ")) {
      image("train", size);
    }
    image("val", validation);
    return SegmentationTraining.of(
        FolderSegmentationDataset.builder(folder).build(),
        options -> {
          options.baseChannels = 2;
          options.depth = 2;
          options.epochs = 1;
          options.crop = crop;
        });
  }

  @ParameterizedTest
  @CsvSource({
    "1x200 3x70 63x65 200x1, 37x91, ",
    "1x200 3x70 63x65 200x1, 37x91, 0",
    "1x200 3x70 63x65 200x1, 37x91, 64",
    "1x2 1x7 2x1, 1x1, ",
    "5x5 64x64 64x64, 1x300, 16"
  })
  void trainsAndIsMeasured(String train, String validation, Integer crop) {
    SegmentationTraining training = training(train, validation, crop);
    TrainingResult<SegmentationValidation> result =
        training.trainer(training.newNetwork()).build().fit();
    assertEquals(1, result.epochs());
    SegmentationValidation measured =
        training.validator(Split.VALIDATION).validate(training.newNetwork());
    assertTrue(Double.isFinite(measured.loss()), "loss " + measured.loss());
  }

  @ParameterizedTest
  @CsvSource({
    "48x48 64x90 52x60, 48",
    "64x200 64x300 64x100, 64",
    "5x40 64x64 64x72, 32",
    "300x300 512x600 512x512, 256",
    "1x1 1x2 3x1, 4"
  })
  void cropsSuitMostImages(String train, int side) {
    assertEquals(side, training(train, "40x40", null).options().crop);
  }

  @Test
  void repeatsImagesForAllOfTheirPixels() {
    SegmentationTraining training = training("5x40 64x64 64x72", "40x40", null);
    assertEquals(3 * Math.round((200 + 4096 + 4608) / 3.0 / 1024), training.examplesPerEpoch());
  }
}
