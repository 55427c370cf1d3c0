package org.dl4jvision.data.format.mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.List;
import java.util.Optional;
import org.dl4jvision.box.Box;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.BaseFormatTestCase;
import org.dl4jvision.data.format.DetectionFolder;
import org.dl4jvision.data.format.Masks;
import org.junit.jupiter.api.Test;

class SynthiaFormatTest extends BaseFormatTestCase {

  @Override
  protected String name() {
    return "synthia";
  }

  @Override
  protected String imageA() {
    return "RGB/a.png";
  }

  @Override
  protected String annotationOfA() {
    return "GT/LABELS/a.png";
  }

  @Override
  protected List<Optional<Split>> splits() {
    return List.of(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Of 16 bits a channel: the class, the number of the object, 0. */
  private static void mask(DetectionFolder folder, String file, Box box, int inside) {
    WritableRaster raster =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_USHORT, DetectionFolder.WIDTH, DetectionFolder.HEIGHT, 3, null);
    for (int y = 0; y < DetectionFolder.HEIGHT; y++) {
      for (int x = 0; x < DetectionFolder.WIDTH; x++) {
        int value = Masks.box(box, inside, 3).applyAsInt(x, y);
        raster.setPixel(x, y, new int[] {value, value == 3 ? 0 : 4000, 0});
      }
    }
    ComponentColorModel colors =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            ComponentColorModel.OPAQUE,
            DataBuffer.TYPE_USHORT);
    Masks.write(folder, file, new BufferedImage(colors, raster, false, null));
  }

  @Override
  protected void write(DetectionFolder folder, Box box) {
    for (String name : List.of("a", "b", "c")) {
      folder.image("RGB/" + name + ".png");
      mask(folder, "GT/LABELS/" + name + ".png", box, 8);
    }
  }

  @Override
  protected boolean writeUnknownClass(DetectionFolder folder) {
    write(folder, BOX);
    mask(folder, annotationOfA(), BOX, 23);
    return true;
  }

  @Override
  protected String messageOfUnknownClass() {
    return "has the value 23 (192 pixels), which is not in ";
  }

  @Override
  protected boolean writeTwice(DetectionFolder folder) {
    write(folder, BOX);
    folder.image("GT/LABELS/a.tif");
    return true;
  }

  @Test
  void theFirstChannelIsTheClass() {
    DetectionFolder folder = written();
    folder.image("GT/COLOR/a.png");
    Annotations annotations = read(folder);
    assertEquals(Optional.of("Car"), annotations.legend().orElseThrow().className(8));
    assertEquals(255, annotations.legend().orElseThrow().indices().get(0));
    int[] codes = annotations.images().get(0).mask().orElseThrow().read().codes();
    assertArrayEquals(
        new int[] {3, 8}, new int[] {codes[0], codes[12 * DetectionFolder.WIDTH + 16]});
  }

  /** As the sequences have them. */
  @Test
  void filesMayLieInFolders() {
    DetectionFolder folder = new DetectionFolder(base.resolve("more"));
    for (String name : List.of("Stereo_Left/Omni_F/0", "Stereo_Left/Omni_B/0")) {
      folder.image("train/RGB/" + name + ".png");
      Masks.gray(folder, "train/GT/labels/" + name + ".png", Masks.box(BOX, 8, 0));
    }
    assertEquals(
        List.of("Stereo_Left/Omni_B/0.png TRAIN", "Stereo_Left/Omni_F/0.png TRAIN"),
        read(folder).images().stream()
            .map(
                image ->
                    folder.root().resolve("train/GT/labels").relativize(image.source())
                        + " "
                        + image.split().orElseThrow().name())
            .toList());
  }
}
