package org.dl4jvision.study.trial.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionSample;
import org.junit.jupiter.api.Test;

class MeanBoxTest {

  /** Images of 100 pixels each with its objects, for training and validation alike. */
  private record Images(List<List<ObjectBox>> objects) implements DetectionDataset {

    @Override
    public String name() {
      return "images";
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
      return objects.size();
    }

    @Override
    public DetectionSample get(Split split, int index) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ImageSize imageSize(Split split, int index) {
      return ImageSize.square(100);
    }

    @Override
    public List<ObjectBox> objects(Split split, int index) {
      return objects.get(index);
    }
  }

  private static ObjectBox dog(double left, double top, double right, double bottom) {
    return new ObjectBox(new Box(left, top, right, bottom), 1, false);
  }

  @Test
  void theMeanOfTheMostFrequentClass() {
    ObjectBox cat = new ObjectBox(new Box(0, 0, 5, 5), 0, false);
    ObjectBox crowd = new ObjectBox(new Box(0, 0, 100, 100), 1, true);
    Images images =
        new Images(List.of(List.of(dog(20, 20, 60, 60), cat, crowd), List.of(dog(20, 20, 62, 62))));
    MeanBox mean = MeanBox.of(images);
    assertEquals("the mean box of dog on every image", mean.name());
    assertEquals(0.61, mean.box().right(), 1e-12);
    // IoU (40 / 41)^2 = 0.952 is right at all thresholds, but one of two objects: 51 of 101 points.
    assertEquals(51.0 / 101, mean.score(images, Split.VALIDATION, 0), 1e-12);
    assertEquals(1, mean.score(images, Split.VALIDATION, 1), 1e-12);
  }

  /** On images that mostly show nothing, nothing is the better guess. */
  @Test
  void noBoxWhereMostImagesAreEmpty() {
    Images images = new Images(List.of(List.of(dog(20, 20, 60, 60)), List.of(), List.of()));
    MeanBox mean = MeanBox.of(images);
    assertEquals("no box on any image", mean.name());
    assertEquals(0, mean.score(images, Split.VALIDATION, 0));
    assertEquals(1, mean.score(images, Split.VALIDATION, 1));
  }
}
