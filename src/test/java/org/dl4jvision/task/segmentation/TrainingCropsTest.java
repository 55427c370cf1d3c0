package org.dl4jvision.task.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dl4jvision.data.ImageSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingCropsTest {

  private static final int MULTIPLE = 8;

  private static String chosen(List<ImageSize> images, int classes, SegmentationOptions options) {
    TrainingCrops crops = TrainingCrops.choose(images, classes, MULTIPLE, options);
    assertEquals(images.size() * crops.repeats(), crops.examples());
    return String.format(
        "crop %d, repeats %d, batch %d, epochs %d",
        options.crop, crops.repeats(), options.batchSize, options.epochs);
  }

  @ParameterizedTest
  @CsvSource({
    "built-in, 96, 128x128, 2, 'crop 128, repeats 1, batch 8, epochs 21'",
    "isbi2012, 24, 512x512, 2, 'crop 256, repeats 4, batch 4, epochs 21'",
    "nuclei, 128, 256x256, 2, 'crop 256, repeats 1, batch 4, epochs 16'",
    "CamVid, 60, 360x480, 11, 'crop 256, repeats 3, batch 4, epochs 61'",
    "CamVid small, 60, 180x240, 11, 'crop 176, repeats 1, batch 8, epochs 100'",
    "a megapixel, 4, 1024x1024, 2, 'crop 256, repeats 16, batch 4, epochs 31'",
    "photos, 20, 3000x4000, 2, 'crop 256, repeats 16, batch 4, epochs 10'",
    "a few photos, 4, 3000x4000, 2, 'crop 256, repeats 50, batch 4, epochs 10'",
    "one huge image, 1, 40000x40000, 2, 'crop 256, repeats 200, batch 4, epochs 10'",
    "many huge images, 1000, 40000x40000, 2, 'crop 256, repeats 16, batch 4, epochs 10'",
  })
  void suitTheData(String data, int images, String size, int classes, String expected) {
    String[] sides = size.split("x");
    ImageSize image = new ImageSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
    assertEquals(
        expected,
        chosen(Collections.nCopies(images, image), classes, new SegmentationOptions()),
        data);
  }

  /** What was chosen before huge images were thought of stays as it was. */
  @Test
  void imagesOfAMegapixelAreSeenWhole() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      List<ImageSize> images =
          IntStream.rangeClosed(0, random.nextInt(30))
              .mapToObj(j -> new ImageSize(1 + random.nextInt(1024), 1 + random.nextInt(1024)))
              .toList();
      SegmentationOptions options = new SegmentationOptions();
      options.crop = new Integer[] {null, 0, 16, 64, 256, 500}[random.nextInt(6)];
      TrainingCrops crops = TrainingCrops.choose(images, 2, MULTIPLE, options);
      double pixels = TrainingCrops.pixels(images) / images.size();
      double crop = options.crop == 0 ? pixels : (double) options.crop * options.crop;
      assertEquals(
          Math.max(1, Math.round(pixels / crop)), crops.repeats(), images + " " + options.crop);
    }
  }

  @Test
  void whatIsGivenStays() {
    SegmentationOptions options = new SegmentationOptions();
    options.crop = 64;
    options.batchSize = 3;
    options.epochs = 1;
    assertEquals(
        "crop 64, repeats 256, batch 3, epochs 1",
        chosen(Collections.nCopies(9, new ImageSize(3000, 4000)), 2, options));
  }

  @Test
  void anEpochThatCannotBeCountedIsRefused() {
    SegmentationOptions options = new SegmentationOptions();
    options.crop = 1;
    List<ImageSize> images = Collections.nCopies(3000, new ImageSize(1000, 1000));
    assertEquals(
        "an epoch of crops of 1x1 is too long: choose a larger --crop",
        assertThrows(
                IllegalArgumentException.class,
                () -> TrainingCrops.choose(images, 2, MULTIPLE, options))
            .getMessage());
  }
}
