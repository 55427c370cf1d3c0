package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.util.List;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the numbers in image files become. */
class ImageFormatsTest extends SegmentationFolderTestCase {

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "jpeg", "tif", "tiff", "bmp", "gif"})
  void readsImageFormats(String extension) {
    standard();
    text("val.txt", "b", "c");
    write(gray(i -> i < 30 ? 40 : 200), "images/c." + extension);
    write(gray(i -> 255), "masks/c.png");
    FolderSegmentationDataset data = builder().build();
    float[] image = data.get(Split.VALIDATION, 1).image();
    assertEquals(1, data.channels());
    assertEquals(40 / 255f, image[3], 0.03);
    assertEquals(200 / 255f, image[57], 0.03);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "tif", "bmp", "gif"})
  void readsMaskFormats(String extension) {
    for (String name : List.of("a", "b")) {
      write(gray(i -> i), "images/" + name + ".png");
      write(gray(i -> i < 30 ? 0 : 255), "masks/" + name + "." + extension);
    }
    FolderSegmentationDataset data = builder().build();
    assertArrayEquals(halves(0, 1), data.get(Split.TRAIN, 0).labels());
  }

  @Test
  void readsSixteenBitImages() {
    standard();
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
    write(draw(image, i -> 1000 * i), "images/a.png");
    SegmentationSample sample = builder().build().get(Split.TRAIN, 0);
    assertEquals(1, sample.channels());
    assertEquals(1000 * 23 / 65535f, sample.image()[23], 1e-6);
  }

  @Test
  void readsRealNumbersInTiff() {
    standard();
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_FLOAT);
    WritableRaster raster = model.createCompatibleWritableRaster(WIDTH, HEIGHT);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      raster.setSample(i % WIDTH, i / WIDTH, 0, 100f * i - 700);
    }
    write(new BufferedImage(model, raster, false, null), "images/c.tif");
    write(gray(i -> 0), "masks/c.png");
    text("train.txt", "c");
    assertEquals(20 / 59f, builder().build().get(Split.TRAIN, 0).image()[20], 1e-6);
  }

  @Test
  void readsOneBitMasks() {
    standard();
    for (String name : List.of("a", "b")) {
      BufferedImage bits = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
      write(draw(bits, i -> i / 30), "masks/" + name + ".png");
    }
    assertArrayEquals(halves(0, 1), builder().build().get(Split.TRAIN, 0).labels());
  }

  @Test
  void readsColorAndTellsItFromGray() {
    standard();
    write(color(i -> i * 0x10101), "images/a.png");
    assertEquals(1, builder().build().channels());
    assertEquals(3, builder().channels(3).build().get(Split.TRAIN, 0).channels());
    write(color(i -> 0xff8000), "images/a.png");
    FolderSegmentationDataset data = builder().build();
    assertEquals(3, data.channels());
    float[] image = data.get(Split.TRAIN, 0).image();
    assertEquals(1, image[0]);
    assertEquals(128 / 255f, image[60]);
    assertEquals(0, image[120]);
    float[] grayAsColor = data.get(Split.VALIDATION, 0).image();
    assertEquals(180, grayAsColor.length);
    assertEquals(grayAsColor[25], grayAsColor[145]);
    float[] luma = builder().channels(1).build().get(Split.TRAIN, 0).image();
    assertEquals(60, luma.length);
    assertEquals(0.299 + 0.587 * 128 / 255, luma[0], 0.003);
  }
}
