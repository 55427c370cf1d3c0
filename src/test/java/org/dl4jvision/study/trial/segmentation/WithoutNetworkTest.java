package org.dl4jvision.study.trial.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.task.segmentation.ImageDice;
import org.junit.jupiter.api.Test;

class WithoutNetworkTest {

  private static final List<String> TWO = List.of("ground", "cell");

  /** The same images for training and validation. */
  private record Images(List<String> classNames, List<SegmentationSample> samples)
      implements SegmentationDataset {

    @Override
    public String name() {
      return "images";
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int size(Split split) {
      return samples.size();
    }

    @Override
    public SegmentationSample get(Split split, int index) {
      return samples.get(index);
    }
  }

  /** An image of so many pixels a side with a class in some columns. */
  private static SegmentationSample columns(int side, int from, int to, int label) {
    byte[] labels = new byte[side * side];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (i % side >= from && i % side < to ? label : 0);
    }
    return new SegmentationSample("a", 1, side, side, new float[side * side], labels);
  }

  private static WithoutNetwork of(SegmentationDataset dataset) {
    return WithoutNetwork.of(dataset, ImageDice.of(dataset.classNames()));
  }

  /** Whatever the size of the image. */
  @Test
  void whatIsAlwaysInTheSamePlaceIsFoundByTheMeanMask() {
    Images images =
        new Images(
            TWO, List.of(columns(64, 0, 16, 1), columns(128, 0, 32, 1), columns(32, 0, 8, 1)));
    WithoutNetwork found = of(images);
    assertEquals("the mean mask on every image", found.name());
    for (int i = 0; i < 3; i++) {
      assertEquals(1, found.score(images, Split.VALIDATION, i), 1e-12);
    }
  }

  /** In the mean there is no cell anywhere: to call all of it a cell is better. */
  @Test
  void whatIsEverywhereIsAConstant() {
    List<SegmentationSample> samples = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      samples.add(columns(64, 16 * i, 16 * i + 16, 1));
    }
    Images images = new Images(TWO, samples);
    WithoutNetwork found = of(images);
    assertEquals("every pixel cell", found.name());
    assertEquals(2 * 0.25 / 1.25, found.score(images, Split.VALIDATION, 2), 1e-12);
  }

  @Test
  void classesHaveTheirPlaces() {
    List<String> names = List.of("road", "car", "sky");
    Images images = new Images(names, List.of(columns(64, 0, 32, 2), columns(64, 0, 40, 2)));
    WithoutNetwork found = of(images);
    assertEquals("the mean mask on every image", found.name());
    // Columns 32 to 39 are of road on one image and of sky on the other: the first class counts.
    double road = 2.0 * 24 / (32 + 24);
    double sky = 2.0 * 32 / (32 + 40);
    assertEquals((road + sky) / 2, found.score(images, Split.VALIDATION, 1), 1e-12);
  }
}
