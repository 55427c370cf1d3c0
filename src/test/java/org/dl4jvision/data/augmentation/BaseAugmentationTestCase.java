package org.dl4jvision.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.BoxLabels;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.augmentation.AugmentationType.OptionType;
import org.dl4jvision.data.detection.DetectionAugmentation;
import org.dl4jvision.data.detection.DetectionIterator;
import org.dl4jvision.data.segmentation.Augmentation;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/** What holds for every random change; a subclass names the record. */
abstract class BaseAugmentationTestCase {

  static final Discs.Maps MAPS = new Discs.Maps(4, 3);

  private static final int SAMPLES = 60;
  private static final int CHANGED = 1;

  private final Class<? extends RandomChange> type;
  private final ChangeType declared;

  <R extends Record & RandomChange> BaseAugmentationTestCase(Class<R> type) {
    this.type = type;
    declared = ChangeType.of(type);
  }

  /** Options with which it does nothing, as expressions; none where only its share can be 0. */
  List<String> without() {
    return List.of();
  }

  /** What is refused of expressions. */
  abstract Map<String, String> refused();

  /** Whether what is seen is what is said, so that an image's light parts are its labels. */
  boolean keepsTruth() {
    return true;
  }

  /** Whether nothing is hidden of an object whose box is whole. */
  boolean fitsBoxes() {
    return keepsTruth();
  }

  /** The change in all samples. */
  final String always() {
    return hasShare() ? declared.name() + "(share=1)" : declared.name();
  }

  private boolean hasShare() {
    return declared.options().stream().anyMatch(option -> option.name().equals("share"));
  }

  /** An image with class map as it becomes. */
  static SegmentationSample changed(String expression, long seed) {
    SegmentationIterator one = maps(expression, 0, 1, seed);
    one.choose(index -> index == CHANGED);
    return SegmentationIterator.sample(one.next(), 0, "changed");
  }

  private static SegmentationSample sample() {
    return MAPS.get(Split.TRAIN, CHANGED);
  }

  static SegmentationIterator maps(String expression, int crop, int batch, long seed) {
    return SegmentationIterator.builder(MAPS, Split.TRAIN)
        .augmentation(Augmentation.builder().changes(expression).crop(crop).build())
        .normalization(Normalization.NONE)
        .batchSize(batch)
        .seed(seed)
        .build();
  }

  static DetectionIterator boxes(Discs.Boxes data, String expression, int batch, long seed) {
    return DetectionIterator.builder(data, Split.TRAIN, Discs.SIDE)
        .augmentation(DetectionAugmentation.builder().changes(expression).build())
        .normalization(Normalization.NONE)
        .batchSize(batch)
        .seed(seed)
        .build();
  }

  @Test
  final void isRegisteredAndSaysWhatItIs() {
    assertEquals(declared, Augmentations.REGISTRY.get(declared.name()));
    assertTrue(declared.name().matches("[a-z]+(-[a-z]+)*"), declared.name());
    assertTrue(declared.help().endsWith("."), declared.help());
    StringBuilder expression = new StringBuilder();
    for (OptionType option : declared.options()) {
      assertFalse(option.help().isEmpty(), option.name());
      expression.append(expression.isEmpty() ? "(" : ", ");
      expression.append(option.name()).append('=').append(option.defaultValue());
    }
    String whole = declared.name() + expression + (expression.isEmpty() ? "" : ")");
    assertEquals(Augmentations.parse(declared.name()), Augmentations.parse(whole));
    assertEquals(type, Augmentations.parse(whole).get(0).getClass());
  }

  @Test
  final void doesNothingWithoutStrengthOrShare() {
    SegmentationSample sample = sample();
    List<String> off = new ArrayList<>(without());
    if (hasShare()) {
      off.add(declared.name() + "(share=0)");
    }
    for (String expression : off) {
      for (int seed = 0; seed < 10; seed++) {
        SegmentationSample same = changed(expression, seed);
        assertArrayEquals(sample.image(), same.image(), expression);
        assertArrayEquals(sample.labels(), same.labels(), expression);
      }
      Discs.Boxes data = new Discs.Boxes(4, 3);
      DataSet with = boxes(data, expression, 12, 1).next();
      DataSet without = boxes(data, "none", 12, 1).next();
      assertEquals(without.getFeatures(), with.getFeatures(), expression);
      assertEquals(without.getLabels(), with.getLabels(), expression);
    }
  }

  @Test
  final void changesCopiesBySeed() {
    SegmentationSample sample = sample();
    float[] image = sample.image().clone();
    byte[] labels = sample.labels().clone();
    Set<Integer> results = new HashSet<>();
    for (int seed = 0; seed < SAMPLES; seed++) {
      SegmentationSample one = changed(always(), seed);
      assertArrayEquals(one.image(), changed(always(), seed).image());
      results.add(Arrays.hashCode(one.image()));
    }
    assertArrayEquals(image, sample.image());
    assertArrayEquals(labels, sample.labels());
    assertTrue(results.size() > 1, "all are alike");
  }

  /** Batches of other sizes are made by other threads. */
  @Test
  final void samplesAreTheSameInAnyThread() {
    DataSet together = maps(always(), 64, 12, 7).next();
    SegmentationIterator single = maps(always(), 64, 1, 7);
    for (int i = 0; i < 12; i++) {
      DataSet one = single.next();
      assertEquals(together.getFeatures().slice(i), one.getFeatures().slice(0), "image " + i);
      assertEquals(together.getLabels().slice(i), one.getLabels().slice(0), "labels " + i);
    }
    assertNotEquals(together.getFeatures(), maps(always(), 64, 12, 8).next().getFeatures());
    Discs.Boxes data = new Discs.Boxes(4, 3);
    DataSet boxes = boxes(data, always(), 12, 7).next();
    DetectionIterator alone = boxes(data, always(), 1, 7);
    for (int i = 0; i < 12; i++) {
      assertEquals(boxes.getFeatures().slice(i), alone.next().getFeatures().slice(0), "image " + i);
    }
  }

  @Test
  final void changesItsShareOfSamples() {
    assumeTrue(hasShare());
    SegmentationSample sample = sample();
    int changed = 0;
    int all = 0;
    for (int seed = 0; seed < 400; seed++) {
      String sometimes = declared.name() + "(share=0.3)";
      changed += Arrays.equals(sample.image(), changed(sometimes, seed).image()) ? 0 : 1;
      all += Arrays.equals(sample.image(), changed(always(), seed).image()) ? 0 : 1;
    }
    assertEquals(0.3, changed / (double) all, 0.08, changed + " of " + all);
  }

  /** Within a pixel of a border a label may be that of the other side. */
  @Test
  final void labelsMoveWithTheImage() {
    assumeTrue(keepsTruth());
    for (int seed = 0; seed < SAMPLES; seed++) {
      assertAligned(changed(always(), seed), "seed " + seed);
    }
  }

  static void assertAligned(SegmentationSample sample, String message) {
    for (int y = 1; y < sample.height() - 1; y++) {
      for (int x = 1; x < sample.width() - 1; x++) {
        int label = sample.labels()[y * sample.width() + x];
        boolean found = label == (byte) SegmentationSample.IGNORE;
        for (int i = 0; i < 9 && !found; i++) {
          float value = sample.image()[(y + i / 3 - 1) * sample.width() + x + i % 3 - 1];
          found = value > 0.5 == (label == 1);
        }
        assertTrue(found, message + ": label " + label + " at " + x + ", " + y);
      }
    }
  }

  @Test
  final void boxesFitTheirObjects() {
    assumeTrue(fitsBoxes());
    int measured = 0;
    for (int seed = 0; seed < SAMPLES; seed++) {
      DataSet one = boxes(new Discs.Boxes(1, 1), always(), 1, seed).next();
      List<ObjectBox> objects = BoxLabels.objects(one.getLabels()).get(0);
      Box lit = Discs.lit(one.getFeatures().dup('c').data().asFloat());
      if (objects.size() != 1 || objects.get(0).ignored() || lit == null || isCut(lit)) {
        continue;
      }
      Box box = objects.get(0).box();
      String message = "seed " + seed + ": " + box + " around " + lit;
      assertTrue(box.left() < lit.left() + 1 && box.left() > lit.left() - 1.6, message);
      assertTrue(box.top() < lit.top() + 1 && box.top() > lit.top() - 1.6, message);
      assertTrue(box.right() > lit.right() - 1 && box.right() < lit.right() + 1.6, message);
      assertTrue(box.bottom() > lit.bottom() - 1 && box.bottom() < lit.bottom() + 1.6, message);
      measured++;
    }
    assertTrue(measured > 40, "only " + measured + " images with one whole disc");
  }

  private static boolean isCut(Box box) {
    return box.left() < 1
        || box.top() < 1
        || box.right() > Discs.SIDE - 1
        || box.bottom() > Discs.SIDE - 1;
  }

  @Test
  final void refusesWhatIsNotAllowedInOneLine() {
    assertFalse(refused().isEmpty() && !declared.options().isEmpty());
    refused().forEach(BaseAugmentationTestCase::assertRefused);
    if (hasShare()) {
      assertRefused(
          declared.name() + "(share=2)",
          "augmentation " + declared.name() + ": share is 2.0; allowed: numbers from 0 to 1");
    }
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> Augmentations.parse(declared.name() + "(wrong=1)"))
            .getMessage()
            .startsWith("augmentation " + declared.name() + " has no option wrong"));
  }

  static void assertRefused(String expression, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> Augmentations.parse(expression))
            .getMessage());
  }
}
