package org.dl4jvision.task.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.box.GreedyMerging;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionSample;
import org.dl4jvision.data.detection.SlicedDataset;
import org.dl4jvision.data.detection.Slices;
import org.dl4jvision.data.synthetic.SyntheticObjects;
import org.dl4jvision.task.Ticks;
import org.dl4jvision.task.detection.DetectionPredictor.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicesInTrainingTest {

  private static final int SIDE = 64;

  /** A gray image of 512 x 512 a split, with square objects in rows, some pixels apart. */
  private record Grid(double object) implements DetectionDataset {
    @Override
    public String name() {
      return "grid";
    }

    @Override
    public List<String> classNames() {
      return List.of("square");
    }

    @Override
    public int channels() {
      return 1;
    }

    @Override
    public int size(Split split) {
      return split == Split.TEST ? 0 : 1;
    }

    @Override
    public ImageSize imageSize(Split split, int index) {
      return new ImageSize(512, 512);
    }

    @Override
    public List<ObjectBox> objects(Split split, int index) {
      double step = object + 41;
      int rows = (int) (512 / step);
      return IntStream.range(0, rows * rows)
          .mapToObj(i -> new Box(0, 0, object, object).move(i / rows * step, i % rows * step))
          .map(box -> new ObjectBox(box, 0, false))
          .toList();
    }

    @Override
    public DetectionSample get(Split split, int index) {
      return new DetectionSample("grid", 1, 512, 512, new float[512 * 512], objects(split, index));
    }
  }

  private static DetectionTraining training(
      DetectionDataset dataset, Consumer<DetectionOptions> set) {
    return DetectionTraining.of(
        dataset,
        options -> {
          options.imageSize = SIDE;
          options.epochs = 1;
          set.accept(options);
        });
  }

  /**
   * An object of 8 pixels of the input has a location of stride 8 inside, wherever it lies; slices,
   * where there are any, show 16.
   */
  @ParameterizedTest
  @CsvSource({"9, 32", "17, 64", "33, 128", "49, 192", "65, 0", "200, 0"})
  void slicesAreAsLargeAsShowTheObjects(double object, int side) {
    DetectionTraining training = training(new Grid(object), options -> {});

    assertEquals(side, training.options().slices.slice);
    assertEquals(new Slices(side, 0.2), training.modelCard().slices());
    String said = training.describe();
    assertEquals(side > 0, said.contains("slices of " + side + " pixels and wholes (whole"), said);
    assertEquals(side > 0, said.contains("% of the objects"), said);
  }

  @Test
  void whatIsSaidIsDone() {
    DetectionTraining none = training(new Grid(9), options -> options.slices.slice = 0);
    DetectionTraining some =
        training(
            new Grid(65),
            options -> {
              options.slices.slice = 200;
              options.slices.sliceOverlap = 0.5;
            });

    assertEquals(Slices.NONE, none.modelCard().slices());
    assertEquals(1, none.examplesPerEpoch());
    assertFalse(none.describe().contains("slices"), none.describe());
    assertEquals(new Slices(200, 0.5), some.modelCard().slices());
    assertEquals(26, some.examplesPerEpoch(), "5 x 5 slices and the whole");
    assertTrue(
        some.describe().contains(" in 26 and 26 slices of 200 pixels and wholes, "),
        some.describe());
  }

  @Test
  void aPredictionTellsHowFarItIs() {
    DetectionTraining training =
        training(
            new Grid(65),
            options -> {
              options.slices.slice = 300;
              options.slices.sliceOverlap = 0.0;
            });
    List<String> told = new ArrayList<>();
    training
        .modelCard()
        .predictor(training.newNetwork())
        .predict(
            new Grid(65), Split.VALIDATION, 3, new Ticks(told::add, Duration.ZERO), found -> {});

    assertEquals(List.of("3 of 5 slices of images", "5 of 5 slices of images"), told);
  }

  @Test
  void builtInImagesAreSeenAsAWhole() {
    DetectionTraining training = DetectionTraining.of(SyntheticObjects.builder().build(), o -> {});

    assertEquals(Slices.NONE, training.modelCard().slices());
    assertEquals(400, training.examplesPerEpoch());
  }

  @Test
  void badSlicesAreRefusedByTheirOption() {
    assertEquals(
        """
        slice is 20; allowed: 0 for none, and 32 to 16384 pixels
        slice-overlap is 1.0; allowed: numbers from 0 to below 0.9
        """,
        Refusals.messages(
            () -> training(new Grid(9), options -> options.slices.slice = 20),
            () -> training(new Grid(9), options -> options.slices.sliceOverlap = 1.0)));
  }

  private static List<Found> found(
      DetectionPredictor predictor, DetectionDataset dataset, int batchSize) {
    List<Found> found = new ArrayList<>();
    predictor.predict(dataset, Split.VALIDATION, batchSize, found::add);
    return found;
  }

  @Test
  void whatSlicesShowIsMovedToItsPlaceAndMerged() {
    SyntheticObjects images =
        SyntheticObjects.builder().imageSize(100).samples(Split.VALIDATION, 3).build();
    Slices slices = new Slices(60, 0.2);
    DetectionTraining training = training(images, options -> options.slices.slice = 60);
    ComputationGraph network = training.newNetwork();
    DetectionCard card = training.modelCard();
    SlicedDataset parts = SlicedDataset.withWhole(images, slices);
    List<Found> ofParts = found(card.with(Slices.NONE).predictor(network), parts, 2);

    List<Found> merged = found(card.predictor(network), images, 4);

    assertEquals(3, merged.size());
    assertEquals(15, ofParts.size(), "2 x 2 slices and the whole of each");
    for (Found image : merged) {
      List<Detection> moved = new ArrayList<>();
      List<Boolean> cut = new ArrayList<>();
      for (Found part : ofParts.subList(5 * image.index(), 5 * image.index() + 5)) {
        Region region = parts.piece(Split.VALIDATION, part.index()).region();
        for (Detection d : part.detections()) {
          Box box = d.box();
          // Slices of 60 pixels lie at 0 and 40 of 100; a box may end 0.6 pixels before a border.
          cut.add(
              (region.left() == 40 && box.left() < 0.6)
                  || (region.top() == 40 && box.top() < 0.6)
                  || (region.right() == 60 && box.right() > 59.4)
                  || (region.bottom() == 60 && box.bottom() > 59.4));
          moved.add(
              new Detection(box.move(region.left(), region.top()), d.classIndex(), d.score()));
        }
      }
      assertEquals(images.imageName(Split.VALIDATION, image.index()), image.name());
      assertFalse(moved.isEmpty());
      assertEquals(new GreedyMerging(0.5).apply(moved, cut::get), image.detections());
    }
  }

  @Test
  void theLossIsTheMeanOverSlices() {
    SyntheticObjects images =
        SyntheticObjects.builder().imageSize(100).samples(Split.VALIDATION, 2).build();
    DetectionTraining training = training(images, options -> options.slices.slice = 60);
    ComputationGraph network = training.newNetwork();
    DetectionCard card = training.modelCard();
    SlicedDataset parts = SlicedDataset.withWhole(images, card.slices());

    DetectionValidation validation = training.validator(Split.VALIDATION).validate(network);

    double expected =
        new DetectionValidator(parts, Split.VALIDATION, 8, card.with(Slices.NONE))
            .validate(network)
            .loss();
    assertEquals(expected, validation.loss(), 1e-6);
    assertEquals(2, validation.evaluation().images());
  }
}
