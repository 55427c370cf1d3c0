package org.dl4jvision.data.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

class CropSamplingTest {

  private static final int SIDE = 32;
  private static final int CROP = 8;
  private static final long SEED = 7;

  /** A pixel of class 1 on images 0 and 1, ten of class 2 on image 2, nothing on image 3. */
  private static final SegmentationDataset DATA =
      new LabelsDataset(
          new ImageSize(SIDE, SIDE),
          List.of("background", "mouse", "cat", "unicorn"),
          labels(1, 17),
          labels(1, 1023),
          labels(2, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49),
          labels(0));

  private static byte[] labels(int value, int... pixels) {
    byte[] labels = new byte[SIDE * SIDE];
    IntStream.of(pixels).forEach(p -> labels[p] = (byte) value);
    return labels;
  }

  private static SegmentationIterator.Builder crops() {
    return SegmentationIterator.builder(new RepeatedTraining(DATA, 4), Split.TRAIN)
        .batchSize(2)
        .shuffle(true)
        .seed(SEED)
        .augmentation(Augmentation.builder().crop(CROP).horizontalFlip(true).build());
  }

  /** How many crops of epochs show each class. */
  private static int[] showing(SegmentationIterator.Builder builder, int epochs) {
    int[] showing = new int[DATA.classNames().size()];
    SegmentationIterator batches = builder.build();
    for (int epoch = 0; epoch < epochs; epoch++) {
      batches.startEpoch(epoch);
      while (batches.hasNext()) {
        DataSet batch = batches.next();
        for (int i = 0; i < batch.numExamples(); i++) {
          double[] labels = batch.getLabels().slice(i).dup('c').data().asDouble();
          for (int c = 0; c < showing.length; c++) {
            double wanted = c;
            showing[c] += Arrays.stream(labels).anyMatch(l -> l == wanted) ? 1 : 0;
          }
        }
      }
    }
    return showing;
  }

  @Test
  void aShareOfTheCropsShowsTheForeground() {
    int epochs = 100; // of 16 crops, a quarter of them of each image
    int[] all = showing(crops().crops(CropSampling.foreground(DATA, 1, SEED)), epochs);
    assertArrayEquals(new int[] {800, 400, 0}, new int[] {all[1], all[2], all[3]});
    int[] third = showing(crops().crops(CropSampling.foreground(DATA, 1 / 3.0, SEED)), epochs);
    int[] none = showing(crops(), epochs);
    assertTrue(none[1] < 60 && third[1] > 800 / 3 && third[1] < 340, none[1] + ", " + third[1]);
  }

  @Test
  void classesAreDrawnBeforeImages() {
    CropSampling balanced = CropSampling.balanced(DATA, 1, SEED);
    int[] images = new int[4];
    for (int place = 0; place < 3000; place++) {
      images[balanced.sample(5, place)]++;
    }
    // A third is of each class: of the mouse on 0 and 1, of the cat on 2, of the ground on all.
    assertEquals(1000 / 2.0 + 1000 / 4.0, images[0], 50);
    assertEquals(1000 / 2.0 + 1000 / 4.0, images[1], 50);
    assertEquals(1000 + 1000 / 4.0, images[2], 70);
    assertEquals(1000 / 4.0, images[3], 40);
    int[] showing = showing(crops().crops(balanced), 100);
    assertEquals(1600 / 3.0, showing[1], 60);
    assertTrue(showing[2] > 1600 / 3 - 60, "cat in " + showing[2]);
    assertEquals(0, showing[3]);
  }

  /** A training that is resumed in the middle of an epoch sees what an unbroken one would have. */
  @Test
  void anEpochGoesOnAtAnyBatch() {
    for (CropSampling sampling :
        List.of(CropSampling.foreground(DATA, 0.5, SEED), CropSampling.balanced(DATA, 0.5, SEED))) {
      SegmentationIterator whole = crops().crops(sampling).build();
      whole.startEpoch(3);
      List<DataSet> batches = new ArrayList<>();
      whole.forEachRemaining(batches::add);
      for (int from = 0; from < batches.size(); from++) {
        SegmentationIterator resumed = crops().crops(sampling).build();
        resumed.startEpoch(3, from);
        DataSet next = resumed.next();
        assertEquals(batches.get(from).getFeatures(), next.getFeatures());
        assertEquals(batches.get(from).getLabels(), next.getLabels());
      }
    }
  }

  @Test
  void nothingDrawnIsAsBefore() {
    SegmentationIterator before = crops().build();
    SegmentationIterator none = crops().crops(CropSampling.balanced(DATA, 0, SEED)).build();
    while (before.hasNext()) {
      DataSet expected = before.next();
      DataSet batch = none.next();
      assertEquals(expected.getFeatures(), batch.getFeatures());
      assertEquals(expected.getLabels(), batch.getLabels());
    }
  }

  @Test
  void everyPixelOfAClassHasTheSameChance() {
    SegmentationDataset ground =
        new LabelsDataset(new ImageSize(SIDE, SIDE), List.of("a", "b"), labels(1, 5));
    long[] sums = new long[4]; // by the quarter of the image
    Random random = new Random(1);
    for (int seed = 0; seed < 200; seed++) {
      ClassPixels pixels = ClassPixels.of(ground, Split.TRAIN, 0, 20, seed);
      for (int i = 0; i < 20; i++) {
        Pixel pixel = pixels.draw(0, random);
        sums[pixel.row() / (SIDE / 4)]++;
      }
      assertEquals(new Pixel(0, 5), pixels.draw(1, random));
    }
    for (long sum : sums) {
      assertEquals(1000.0, (double) sum, 120);
    }
  }

  @Test
  void aCropHasThePixelThatItShows() {
    Random random = new Random(3);
    Augmentation crop = Augmentation.builder().crop(7, 11).build();
    for (int i = 0; i < 5000; i++) {
      ImageSize size = new ImageSize(1 + random.nextInt(20), 1 + random.nextInt(20));
      Pixel pixel = new Pixel(random.nextInt(size.height()), random.nextInt(size.width()));
      Region place = crop.place(size, pixel, random);
      assertTrue(place.isIn(size));
      assertTrue(
          pixel.row() >= place.top()
              && pixel.row() < place.bottom()
              && pixel.column() >= place.left()
              && pixel.column() < place.right(),
          pixel + " in " + place + " of " + size);
    }
  }
}
