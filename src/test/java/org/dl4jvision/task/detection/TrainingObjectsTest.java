package org.dl4jvision.task.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionSample;
import org.junit.jupiter.api.Test;

class TrainingObjectsTest {

  private static final int SIDE = 64;

  /** Gray images of 64x64 with these objects; a warning where any was dropped. */
  private record Images(Map<Split, List<ObjectBox>> all, List<String> warnings)
      implements DetectionDataset {
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
      return all.containsKey(split) ? 1 : 0;
    }

    @Override
    public DetectionSample get(Split split, int index) {
      return new DetectionSample("a", 1, SIDE, SIDE, new float[SIDE * SIDE], all.get(split));
    }
  }

  private static final Box LARGE = new Box(10, 10, 50, 50);
  private static final ObjectBox CAT = new ObjectBox(LARGE, 0, false);
  private static final ObjectBox DOG = new ObjectBox(LARGE, 1, false);
  private static final ObjectBox CROWD = new ObjectBox(LARGE, 0, true);

  private static DetectionTraining training(
      List<ObjectBox> train, List<ObjectBox> validation, String... warnings) {
    Images images =
        new Images(Map.of(Split.TRAIN, train, Split.VALIDATION, validation), List.of(warnings));
    return DetectionTraining.of(
        images,
        options -> {
          options.imageSize = SIDE;
          options.epochs = 1;
        });
  }

  /** Objects of two pixels between the locations of a stride of 8. */
  private static List<ObjectBox> tiny(int count) {
    List<ObjectBox> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double left = 8 * (i % 7) + 7;
      double top = 8 * (i / 7) + 7;
      objects.add(new ObjectBox(new Box(left, top, left + 2, top + 2), 0, false));
    }
    return objects;
  }

  @Test
  void imagesWithoutObjectsTeachNothing() {
    assertEquals(
        """
        the data set 'images' has no object on any training image: there is nothing to learn
        the data set 'images' has no object on any training image: there is nothing to learn; 1\
         are crowds, difficult or else to be ignored
        the data set 'images' has no object on any training image: there is nothing to learn; of\
         what was dropped the first is: a.txt: line 1 has no area; dropped
        """,
        Refusals.messages(
            () -> training(List.of(), List.of(CAT)),
            () -> training(List.of(CROWD), List.of(CAT)),
            () -> training(List.of(), List.of(), "b", "a.txt: line 1 has no area; dropped")));
  }

  @Test
  void nothingToMeasureIsSaid() {
    String message = "no object on any validation image: average precision is undefined";
    assertEquals(List.of(message), training(List.of(CAT), List.of()).warnings());
    assertEquals(List.of(message), training(List.of(CAT), List.of(CROWD)).warnings());
    assertEquals(
        List.of(message, "one", "two"), training(List.of(CAT), List.of(), "one", "two").warnings());
    assertEquals(List.of(), training(List.of(CAT), List.of(CAT)).warnings());
    assertEquals(List.of(), training(List.of(CAT, DOG), List.of(CAT)).warnings());
  }

  @Test
  void aClassWithoutTrainingObjectsIsSaid() {
    assertEquals(
        List.of(
            "class 'dog' has 2 objects on validation images, none on training images: it cannot be"
                + " learned"),
        training(List.of(CAT), List.of(DOG, CAT, DOG)).warnings());
  }

  @Test
  void objectsThatNoPredictionSeesAreCounted() {
    List<ObjectBox> some = new ArrayList<>(tiny(20));
    some.add(CAT);
    some.add(CROWD);

    // Locations of stride 16 are inside of 7 (rows and columns 1, 3, 5, 7), of stride 32 of 2.
    assertEquals(
        List.of(
            "11 of 21 objects on training images are seen by no prediction of head fcos at 64x64"
                + " pixels, as they are too small or too close together: --head retina or --head"
                + " yolo or smaller slices (--slice) would leave fewer"),
        training(some, List.of(CAT)).warnings());
  }

  @Test
  void moreObjectsInOnePlaceThanPredictionsAreCounted() {
    List<ObjectBox> crowd = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      // Inside is one location of the finest level only.
      crowd.add(new ObjectBox(new Box(17, 17, 23, 23), 0, false));
    }

    assertEquals(
        List.of(
            "4 of 5 objects on training images are seen by no prediction of head fcos at 64x64"
                + " pixels, as they are too small or too close together: --image-size 128 or --head"
                + " retina or --head yolo or smaller slices (--slice) would leave fewer"),
        training(crowd, List.of(CAT)).warnings());
  }
}
