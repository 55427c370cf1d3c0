package org.dl4jvision.data.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ForwardingDataset;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.junit.jupiter.api.Test;

class SlicedDatasetTest {

  private static final Slices SLICES = new Slices(40, 0);

  private static ObjectBox object(double left, double top, double right, double bottom) {
    return new ObjectBox(new Box(left, top, right, bottom), 1, false);
  }

  /** Two images of 40 x 80; what is read of them as a whole is counted. */
  private static final class Images implements DetectionDataset {
    private final AtomicInteger read = new AtomicInteger();

    /** Ten pixels left of the border at 40 and 30 right of it, in the left image; then nothing. */
    private static final List<ObjectBox> OBJECTS =
        List.of(object(30, 10, 70, 20), object(1, 1, 9, 9));

    @Override
    public String name() {
      return "two";
    }

    @Override
    public List<String> classNames() {
      return List.of("cat", "dog");
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int size(Split split) {
      return split == Split.TEST ? 0 : 2;
    }

    @Override
    public ImageSize imageSize(Split split, int index) {
      return new ImageSize(40, 80);
    }

    @Override
    public String imageName(Split split, int index) {
      return "image" + index;
    }

    @Override
    public List<ObjectBox> objects(Split split, int index) {
      return index == 0 ? OBJECTS : List.of();
    }

    @Override
    public DetectionSample get(Split split, int index) {
      read.incrementAndGet();
      float[] image = new float[40 * 80];
      for (int p = 0; p < image.length; p++) {
        image[p] = (index + 1) * p;
      }
      return new DetectionSample(imageName(split, index), 1, 40, 80, image, objects(split, index));
    }
  }

  @Test
  void theSamplesAreTheSlicesAndTheWhole() {
    SlicedDataset sliced = SlicedDataset.withWhole(new Images(), SLICES);

    assertEquals(6, sliced.size(Split.VALIDATION));
    assertEquals(
        List.of(
            new SlicedDataset.Piece(0, new Region(0, 0, 40, 40)),
            new SlicedDataset.Piece(0, new Region(0, 40, 40, 40)),
            new SlicedDataset.Piece(0, new Region(0, 0, 40, 80)),
            new SlicedDataset.Piece(1, new Region(0, 0, 40, 40)),
            new SlicedDataset.Piece(1, new Region(0, 40, 40, 40)),
            new SlicedDataset.Piece(1, new Region(0, 0, 40, 80))),
        IntStream.range(0, 6).mapToObj(i -> sliced.piece(Split.VALIDATION, i)).toList());
    assertEquals(0, sliced.size(Split.TEST));
    assertEquals(4, SlicedDataset.withoutWhole(new Images(), SLICES).size(Split.VALIDATION));
  }

  @Test
  void aSliceHasThePixelsAndTheObjectsOfItsPart() {
    Images images = new Images();
    SlicedDataset sliced = SlicedDataset.withWhole(images, SLICES);

    DetectionSample right = sliced.get(Split.VALIDATION, 4);

    assertEquals("image1", right.name());
    assertEquals(new ImageSize(40, 40), right.size());
    assertEquals(2 * 40, right.image()[0]);
    assertEquals(2 * (39 * 80 + 79), right.image()[40 * 40 - 1]);
    assertEquals(List.of(object(0, 10, 30, 20)), sliced.get(Split.VALIDATION, 1).objects());
    // A quarter of the dog is too little to be taught, and too much to be background.
    assertEquals(
        List.of(new ObjectBox(new Box(30, 10, 40, 20), 1, true), object(1, 1, 9, 9)),
        sliced.get(Split.VALIDATION, 0).objects());
    assertEquals(Images.OBJECTS, sliced.get(Split.VALIDATION, 2).objects());
    assertArrayEquals(
        images.get(Split.VALIDATION, 0).image(), sliced.get(Split.VALIDATION, 2).image());
  }

  @Test
  void whatIsKnownOfASliceIsKnownWithoutReading() {
    Images images = new Images();
    SlicedDataset sliced = SlicedDataset.withWhole(images, SLICES);

    for (int i = 0; i < 6; i++) {
      assertEquals("image" + i / 3, sliced.imageName(Split.VALIDATION, i));
      assertEquals("" + (i / 3 + 1), sliced.imageId(Split.VALIDATION, i).toString());
      sliced.imageSize(Split.VALIDATION, i);
      sliced.objects(Split.VALIDATION, i);
    }
    assertEquals(0, images.read.get());
    for (int i = 0; i < 6; i++) {
      assertEquals(sliced.get(Split.VALIDATION, i).objects(), sliced.objects(Split.VALIDATION, i));
    }
  }

  @Test
  void slicesAreScaledAsTheWholeImageWhichIsReadOnceForThat() {
    Images images = new Images();
    SlicedDataset sliced = SlicedDataset.withWhole(images, SLICES);

    var first = sliced.scaling(Split.VALIDATION, 3, Normalization.PER_IMAGE);

    assertEquals(1, images.read.get());
    assertSame(first, sliced.scaling(Split.VALIDATION, 5, Normalization.PER_IMAGE));
    var expected = images.scaling(Split.VALIDATION, 1, Normalization.PER_IMAGE);
    assertArrayEquals(expected.shift(), first.shift());
    assertArrayEquals(expected.scale(), first.scale());
  }

  @Test
  void aPartOfASliceIsThatOfTheImage() {
    SlicedDataset sliced = SlicedDataset.withWhole(new Images(), SLICES);
    Region region = new Region(5, 6, 7, 8);

    DetectionSample part = sliced.window(Split.VALIDATION, 4, region, 0.5);

    assertEquals(2 * (5 * 80 + 46), part.image()[0]);
    assertEquals(new ImageSize(7, 8), part.size());
  }

  @Test
  void withoutSlicesEverythingIsAsItWas() {
    Images images = new Images();
    SlicedDataset sliced = SlicedDataset.forTraining(images, Slices.NONE, 3);

    assertEquals(2, sliced.size(Split.TRAIN));
    assertSame(Images.OBJECTS, sliced.objects(Split.TRAIN, 0));
    assertArrayEquals(images.get(Split.TRAIN, 1).image(), sliced.get(Split.TRAIN, 1).image());
  }

  /** Ten times as wide: 20 slices an image. */
  private static final class Wide extends ForwardingDataset<DetectionSample, DetectionDataset>
      implements DetectionDataset {
    Wide() {
      super(new Images());
    }

    @Override
    public ImageSize imageSize(Split split, int index) {
      return new ImageSize(40, 800);
    }

    @Override
    public List<ObjectBox> objects(Split split, int index) {
      return dataset().objects(split, index);
    }
  }

  private static List<Integer> lefts(SlicedDataset sliced, Split split) {
    return IntStream.range(0, sliced.size(split))
        .mapToObj(i -> sliced.piece(split, i))
        .map(piece -> piece.image() * 1000 + piece.region().left())
        .toList();
  }

  @Test
  void trainingHasAsManySlicesWithoutObjectsAsWith() {
    SlicedDataset sliced = SlicedDataset.forTraining(new Wide(), SLICES, 3);

    // The first two of the first image show an object; both wholes stay.
    assertEquals(2 + 2 + 2, sliced.size(Split.TRAIN));
    List<Integer> lefts = lefts(sliced, Split.TRAIN);
    assertEquals(List.of(0, 40), lefts.subList(0, 2));
    assertEquals(lefts, lefts(SlicedDataset.forTraining(new Wide(), SLICES, 3), Split.TRAIN));
    assertEquals(
        8,
        IntStream.range(0, 8)
            .mapToObj(seed -> SlicedDataset.forTraining(new Wide(), SLICES, seed))
            .map(one -> lefts(one, Split.TRAIN))
            .distinct()
            .count());
    assertEquals(42, sliced.size(Split.VALIDATION), "what is measured on is all");
  }
}
