package org.dl4jvision.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.BoxLabels;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Fuzz;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.augmentation.AugmentationType.OptionType;
import org.dl4jvision.data.detection.DetectionAugmentation;
import org.dl4jvision.data.detection.DetectionIterator;
import org.dl4jvision.data.segmentation.Augmentation;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/** Any text is an expression that changes images of any size, or is refused in a line. */
class AugmentationsFuzzTest {

  private static final Discs.Boxes BOXES = new Discs.Boxes(4, 3);

  private static final String[] VALUES = {
    "0", "1", "0.5", "0.01", "4", "2", "180", "100", "-1", "true", "false", "null", "1e300", "word"
  };

  private static String expression(Random random) {
    List<AugmentationType> all = Augmentations.REGISTRY.all();
    List<String> terms = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      AugmentationType type = all.get(random.nextInt(all.size()));
      List<String> options = new ArrayList<>();
      for (OptionType option : type.options()) {
        if (random.nextInt(3) == 0) {
          options.add(option.name() + "=" + VALUES[random.nextInt(VALUES.length)]);
        }
      }
      terms.add(type.name() + (options.isEmpty() ? "" : "(" + String.join(", ", options) + ")"));
    }
    return String.join(" + ", terms);
  }

  private static void check(String text, Random random) {
    Fuzz.answer(() -> Augmentations.parse(text)).ifPresent(changes -> apply(text, random));
  }

  private static void apply(String text, Random random) {
    int height = 1 + random.nextInt(12);
    int width = 1 + random.nextInt(12);
    int channels = random.nextBoolean() ? 1 : 3;
    int crop = random.nextInt(10);
    float[] image = new float[channels * height * width];
    byte[] labels = new byte[height * width];
    for (int i = 0; i < image.length; i++) {
      image[i] = random.nextFloat();
      labels[i % labels.length] = (byte) random.nextInt(3);
    }
    SegmentationSample changed =
        Augmentation.builder()
            .changes(text)
            .crop(crop)
            .build()
            .apply(
                new SegmentationSample("any", channels, height, width, image, labels),
                new SplittableRandom(random.nextLong()));
    assertEquals(crop == 0 ? height : crop, changed.height(), text);
    assertEquals(crop == 0 ? width : crop, changed.width(), text);
    for (float value : changed.image()) {
      assertTrue(Float.isFinite(value), text);
    }
    for (byte label : changed.labels()) {
      assertTrue(label >= -1 && label < 3, text);
    }
  }

  /** Boxes stay inside of the square, and have an area. */
  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void expressionsOnBoxes(@ForAll Random random) {
    String text = expression(random);
    int side = 1 + random.nextInt(40);
    Fuzz.answer(() -> DetectionAugmentation.builder().changes(text).build())
        .ifPresent(
            augmentation -> {
              DataSet batch =
                  DetectionIterator.builder(BOXES, Split.TRAIN, side)
                      .augmentation(augmentation)
                      .batchSize(2)
                      .seed(random.nextLong())
                      .build()
                      .next();
              assertTrue(Double.isFinite(batch.getFeatures().sumNumber().doubleValue()), text);
              Box frame = new Box(0, 0, side, side);
              for (List<ObjectBox> objects : BoxLabels.objects(batch.getLabels())) {
                for (ObjectBox object : objects) {
                  assertEquals(object.box(), object.box().clip(frame), text);
                }
              }
            });
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void expressions(@ForAll Random random) {
    check(expression(random), random);
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void nearlyExpressions(@ForAll Random random) {
    check(Fuzz.mutated(expression(random), random), random);
  }

  @Property
  void anyText(@ForAll String text) {
    check(text, new Random(1));
  }

  /** Without it nothing would be tested but refusals. */
  @Test
  void manyExpressionsAreAllowed() {
    Random random = new Random(1);
    int allowed = 0;
    for (int i = 0; i < 200; i++) {
      String text = expression(random);
      allowed += Fuzz.answer(() -> Augmentations.parse(text)).isPresent() ? 1 : 0;
    }
    int found = allowed;
    assertTrue(found > 50 && found < 190, () -> found + " of 200");
  }
}
