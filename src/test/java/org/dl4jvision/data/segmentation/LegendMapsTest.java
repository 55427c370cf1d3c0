package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.folder.FolderAnnotations;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.format.AnnotationFormats;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LegendMapsTest extends SegmentationFolderTestCase {

  private static final MaskOptions NOTHING =
      new MaskOptions(null, null, null, null, null, false, null);

  private MaskLegend.Builder legend;

  @BeforeEach
  void writeImage() {
    write(gray(i -> i), "a.png");
    legend = MaskLegend.builder(folder.resolve("labelmap.txt"));
  }

  private AnnotatedImage image(BufferedImage mask) {
    write(mask, "m.png");
    return AnnotatedImage.of(folder.resolve("a.png")).mask(folder.resolve("m.png")).build();
  }

  private static LegendMaps maps(AnnotatedImage image, MaskLegend.Builder legend) {
    LegendMaps maps = new LegendMaps(List.of(image), legend.build(), NOTHING);
    maps.check(image);
    return maps;
  }

  private static byte[] labels(IntUnaryOperator index) {
    byte[] labels = new byte[WIDTH * HEIGHT];
    Arrays.setAll(new Object[labels.length], i -> labels[i] = (byte) index.applyAsInt(i));
    return labels;
  }

  @Test
  void numbersAndColorsMeanWhatTheLegendSays() {
    AnnotatedImage numbers = image(gray(i -> i % 3 == 0 ? 7 : i % 3 == 1 ? 20 : 255));
    legend.number(7, "road").number(20, "car").voidNumber(255);
    LegendMaps maps = maps(numbers, legend);
    assertEquals(List.of("road", "car"), maps.names());
    assertArrayEquals(labels(i -> i % 3 == 2 ? 255 : i % 3), maps.labels(numbers));
    assertArrayEquals(new long[] {20, 20}, maps.pixels(List.of(numbers)));
    assertEquals(Set.of(0, 1), maps.classes(numbers));

    AnnotatedImage colors = image(color(i -> i < 30 ? 0 : 0xfa3253));
    MaskLegend.Builder byColor =
        MaskLegend.builder(folder).color(0, "background").color(0xfa3253, "red");
    assertArrayEquals(halves(0, 1), maps(colors, byColor).labels(colors));
  }

  @Test
  void aLegendWithoutClassesSaysWhatIsVoidBesideOthers() {
    legend.voidNumber(255);
    AnnotatedImage several = image(gray(i -> i % 3 == 2 ? 255 : i % 3));
    ClassMaps maps = classMaps(several);
    assertEquals(List.of("background", "foreground"), maps.names());
    assertArrayEquals(labels(i -> i % 3 == 2 ? 255 : i % 3), maps.labels(several));
    assertEquals(List.of("the value 255 of masks is void, as the format has it"), maps.warnings());

    AnnotatedImage two = image(gray(i -> i < 30 ? 0 : 255));
    assertArrayEquals(halves(0, 1), classMaps(two).labels(two));
    assertEquals(List.of(), classMaps(two).warnings());
  }

  private ClassMaps classMaps(AnnotatedImage image) {
    FolderAnnotations annotations =
        new FolderAnnotations(
            AnnotationFormats.REGISTRY.get("masks"),
            Set.of(Content.MASKS),
            "",
            List.of(image),
            Optional.empty(),
            Optional.empty(),
            Optional.of(legend.build()),
            List.of());
    return FolderClassMaps.of(folder, annotations, NOTHING);
  }

  @Test
  void colorsAreThoseOfPalettes() {
    byte[] red = {0, (byte) 0xfa};
    byte[] green = {0, 0x32};
    byte[] blue = {0, 0x53};
    BufferedImage palette =
        draw(
            new BufferedImage(
                WIDTH,
                HEIGHT,
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, 2, red, green, blue)),
            i -> i < 30 ? 0 : 1);
    AnnotatedImage image = image(palette);
    legend.color(0xfa3253, "red").color(0, "background");
    assertArrayEquals(halves(1, 0), maps(image, legend).labels(image));
  }

  @Test
  void refusesCodesThatTheLegendLacks() {
    AnnotatedImage number = image(gray(i -> i < 30 ? 0 : 3));
    legend.number(0, "background").number(1, "dog");
    assertEquals(
        "mask %1$s/m.png has the value 3 (30 pixels), which is not in %1$s/labelmap.txt%n"
            .formatted(folder),
        Refusals.messages(() -> maps(number, legend)));
    AnnotatedImage color = image(color(i -> i == 7 ? 0xff0000 : 0));
    assertEquals(
        "mask %1$s/m.png has the color (255, 0, 0) (1 pixel), which is not in %1$s/labelmap.txt%n"
            .formatted(folder),
        Refusals.messages(() -> maps(color, legend)));
  }

  @Test
  void refusesOtherSizesAndOtherNumbersOfClasses() {
    legend.number(0, "background").number(1, "dog");
    AnnotatedImage good = image(gray(i -> 0));
    MaskOptions three =
        new MaskOptions(null, null, null, List.of("a", "b", "c"), null, false, null);
    MaskLegend two = legend.build();
    assertEquals(
        "classes is 3, but %1$s/labelmap.txt has 2 classes: background, dog%n".formatted(folder),
        Refusals.messages(() -> new LegendMaps(List.of(good), two, three)));
    AnnotatedImage small = image(new BufferedImage(7, 5, BufferedImage.TYPE_BYTE_GRAY));
    assertEquals(
        ("sizes differ: image %1$s/a.png is 6x10, mask %1$s/m.png is 5x7 (height x width);"
                + " expected equal sizes%n")
            .formatted(folder),
        Refusals.messages(() -> maps(small, legend)));
  }
}
