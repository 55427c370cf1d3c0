package org.dl4jvision.data.format.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.Annotations;
import org.dl4jvision.data.format.DataFolder;
import org.dl4jvision.data.format.Found;
import org.dl4jvision.data.format.ReadOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrangements of images and masks. */
class MaskPairsTest {

  @TempDir Path root;

  private final Random random = new Random(1);

  /** Writes noise, as photographs have it, or two flat halves, as masks have them. */
  private void write(String file, boolean flat) {
    BufferedImage image = new BufferedImage(12, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 96; i++) {
      image.getRaster().setSample(i % 12, i / 12, 0, flat ? i / 48 : random.nextInt(256));
    }
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      assertTrue(ImageIO.write(image, file.substring(file.lastIndexOf('.') + 1), path.toFile()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Optional<Found> find() {
    return new MaskFormat().find(DataFolder.of(root));
  }

  private Map<String, String> masks(Annotations annotations) {
    Map<String, String> masks = new TreeMap<>();
    for (AnnotatedImage image : annotations.images()) {
      masks.put(name(image.file()), name(image.mask().map(MaskFile::file).orElseThrow()));
    }
    return masks;
  }

  private String name(Path file) {
    return root.relativize(file).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "train/{s}/{n}.jpg, train_masks/{s}/{n}_mask.gif",
    "{s}/images/{n}.jpg, {s}/masks/{n}.png",
    "images/{s}/{n}.jpg, annotations/{s}/{n}.png",
    "{s}/{n}.png, {s}_masks/{n}.png",
    "left8bit/{s}/x/{n}_left8bit.png, gtFine/{s}/x/{n}_gtFine_labelIds.png",
    "{s}/{n}.jpg, {s}/{n}.png",
    "{s}/{n}.png, {s}/{n}_mask.png",
    "{s}/{n}.png, {s}/{n}_L.png",
    "{s}/img_{n}.png, {s}/seg_{n}.png",
    "all/{s}/{n}.png, all/{s}/GT/{n}.bmp",
    "a/{s}/{n}.png, b/{s}/{n}.png",
    "imagesTr/{s}/{n}_0000.png, labelsTr/{s}/{n}.png",
    "in/{s}/scan-{n}-raw.tif, out/{s}/mask-{n}-final.tif",
    "{s}/X/{n}.png, {s}/y/{n}.png",
  })
  void findsTheOnePartnerOfEachImage(String image, String mask) {
    Map<String, String> expected = new TreeMap<>();
    for (String name : List.of("0001a_1", "0002a_2", "0003a_10", "0010a_11", "7b_3")) {
      String split = name.startsWith("7") ? "val" : "train";
      String one = image.replace("{s}", split).replace("{n}", name);
      String other = mask.replace("{s}", split).replace("{n}", name);
      write(one, false);
      write(other, true);
      expected.put(one, other);
    }
    Found found = find().orElseThrow();
    assertEquals(10, found.explained());
    Annotations annotations = found.read(ReadOptions.NONE);
    assertEquals(expected, masks(annotations));
    assertEquals(List.of(), annotations.warnings());
    assertEquals(
        List.of(Split.TRAIN, Split.TRAIN, Split.TRAIN, Split.TRAIN, Split.VALIDATION),
        annotations.images().stream().map(one -> one.split().orElseThrow()).sorted().toList());
  }

  @Test
  void imagesWithTheSameNamesAreNoMasks() {
    for (String name : List.of("1", "2", "3")) {
      write("cats/" + name + ".png", false);
      write("dogs/" + name + ".png", false);
      write("train/" + name + ".png", false);
      write("val/" + name + ".png", false);
    }
    assertEquals(Optional.empty(), find());
  }

  @Test
  void wordsDecideBetweenMasksAndOtherImages() {
    for (String name : List.of("1", "2", "3")) {
      write("images/" + name + ".png", false);
      write("masks/" + name + ".png", true);
      write("depth/" + name + ".png", true);
      write("previews/" + name + ".png", false);
    }
    Annotations annotations = find().orElseThrow().read(ReadOptions.NONE);
    assertEquals(
        Map.of(
            "images/1.png", "masks/1.png",
            "images/2.png", "masks/2.png",
            "images/3.png", "masks/3.png"),
        masks(annotations));
    assertEquals(
        List.of(
            "6 image files in folders without masks are left out, the first is "
                + root.resolve("depth/1.png")),
        annotations.warnings());
  }

  /** As in DRIVE: vessels that were drawn by hand, and the field of view. */
  @Test
  void masksWithNumbersInTheirNamesAreNotLeftOutForOthers() {
    for (String name : List.of("21", "22", "23")) {
      write("images/" + name + "_training.png", false);
      write("1st_manual/" + name + "_manual1.png", true);
      write("mask/" + name + "_training_mask.png", true);
    }
    Found found = find().orElseThrow();
    assertEquals(
        ("the mask of %1$s/images/21_training.png may be %1$s/mask/21_training_mask.png or"
                + " %1$s/1st_manual/21_manual1.png: say which by a pattern of the masks, such as"
                + " --masks 'masks/{name}.png'%n")
            .formatted(root),
        Refusals.messages(() -> found.read(ReadOptions.NONE)));
    assertEquals(
        Map.of(
            "images/21_training.png", "1st_manual/21_manual1.png",
            "images/22_training.png", "1st_manual/22_manual1.png",
            "images/23_training.png", "1st_manual/23_manual1.png"),
        masks(declared("images/{name}_*.png", "1st_manual/{name}_manual1.png")));
  }

  @Test
  void severalMasksOfAnImageAreAskedFor() {
    for (String name : List.of("1", "2", "3")) {
      write("images/" + name + ".png", false);
      write("images/" + name + "_gt_ids.png", true);
      write("images/" + name + "_gt_color.png", true);
    }
    Found found = find().orElseThrow();
    assertEquals(
        ("the mask of %1$s/images/1.png may be %1$s/images/1_gt_color.png or"
                + " %1$s/images/1_gt_ids.png: say which by a pattern of the masks, such as"
                + " --masks 'masks/{name}.png'%n")
            .formatted(root),
        Refusals.messages(() -> found.read(ReadOptions.NONE)));
    Annotations annotations = declared(null, "images/{name}_gt_ids.png");
    assertEquals(
        Map.of(
            "images/1.png", "images/1_gt_ids.png",
            "images/2.png", "images/2_gt_ids.png",
            "images/3.png", "images/3_gt_ids.png"),
        masks(annotations));
    assertEquals(
        List.of(
            "3 images without mask are left out, the first is "
                + root.resolve("images/1_gt_color.png")),
        annotations.warnings());
  }

  /** Lists of other data may lie about, as of a part of the images or of a benchmark. */
  @Test
  void listsCountOnlyWhereFoldersStateNoSplits() throws IOException {
    for (String split : List.of("train", "val")) {
      write(split + "/images/1.png", false);
      write(split + "/images/2.png", false);
      write(split + "/masks/1.png", true);
      write(split + "/masks/2.png", true);
    }
    Files.writeString(root.resolve("train.txt"), "train/images/1.png\nelsewhere/3.png\n");
    Annotations annotations = find().orElseThrow().read(ReadOptions.NONE);
    assertEquals(
        List.of(Split.TRAIN, Split.TRAIN, Split.VALIDATION, Split.VALIDATION),
        annotations.images().stream().map(one -> one.split().orElseThrow()).toList());
    assertEquals(List.of(), annotations.warnings());
  }

  @Test
  void aFewMasksAmongManyImages() {
    for (int i = 10; i < 30; i++) {
      write("photos/" + i + ".png", false);
    }
    write("photos/12_mask.png", true);
    write("photos/17_mask.png", true);
    Annotations annotations = find().orElseThrow().read(ReadOptions.NONE);
    assertEquals(
        Map.of("photos/12.png", "photos/12_mask.png", "photos/17.png", "photos/17_mask.png"),
        masks(annotations));
    assertEquals(
        List.of(
            "18 images without mask are left out, the first is " + root.resolve("photos/10.png")),
        annotations.warnings());
  }

  private Annotations declared(String images, String masks) {
    ReadOptions options = ReadOptions.NONE.withFiles(images, masks);
    return new MaskFormat().findDeclared(DataFolder.of(root), options).orElseThrow().read(options);
  }

  @Test
  void patternsSayWhichFilesAreMeant() {
    write("train/a.jpg", false);
    write("val/b.jpg", false);
    write("other/c.jpg", false);
    write("m/train/a_x.png", true);
    write("m/val/b_y.png", true);
    assertEquals(
        Map.of("train/a.jpg", "m/train/a_x.png", "val/b.jpg", "m/val/b_y.png"),
        masks(declared("*/?.jpg", "m/**/{name}_*.png")));
    assertEquals(
        Map.of("train/a.jpg", "m/train/a_x.png"),
        masks(declared("train/*", "m/train/{name}_x.png")));
  }

  @Test
  void refusesPatternsThatFitNothing() {
    write("a.jpg", false);
    write("m/b.png", true);
    write("n/b.png", true);
    assertEquals(
        """
        images is *.jpg, but nothing says where the masks are; expected masks with {name}, such as 'masks/{name}.png'
        masks is m/*.png; allowed: patterns with {name}, the name of the image
        masks is x/{name}.png, but ROOT has no such file
        images is *.tif, but ROOT has no such image
        masks is m/{name}.png, but none of 1 images has such a mask; the first is ROOT/a.jpg
        masks is **/{name}.png, but both ROOT/m/b.png and ROOT/n/b.png are such masks of 'b'
        """
            .replace("ROOT", root.toString()),
        Refusals.messages(
            () -> declared("*.jpg", null),
            () -> declared("*.jpg", "m/*.png"),
            () -> declared("*.jpg", "x/{name}.png"),
            () -> declared("*.tif", "m/{name}.png"),
            () -> declared("*.jpg", "m/{name}.png"),
            () -> declared(null, "**/{name}.png")));
  }
}
