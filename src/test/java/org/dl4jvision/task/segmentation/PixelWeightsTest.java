package org.dl4jvision.task.segmentation;

import static org.dl4jvision.data.segmentation.SegmentationSample.IGNORE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.segmentation.LabelsDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.junit.jupiter.api.Test;

class PixelWeightsTest {

  /** Four classes on images of 4 x 2 pixels, of which some are void; the last is nowhere. */
  private static final SegmentationDataset DATA =
      new LabelsDataset(
          new ImageSize(2, 4),
          List.of("sky", "road", "sign", "cat"),
          new byte[] {0, 0, 0, 0, 0, 0, 1, (byte) IGNORE},
          new byte[] {0, 0, 0, 0, 1, 1, 2, (byte) IGNORE});

  private static String counted(String loss, List<String> told) {
    SegmentationOptions options = new SegmentationOptions();
    options.loss = loss;
    options.onProgress(told::add);
    PixelWeights.count(DATA, options);
    return options.loss;
  }

  /** Sky has 10 of 14 pixels, road 3 of 14, sign 1 of 7; 3/14 is the median. */
  @Test
  void numbersAreInTheExpressionAndToldOnce() {
    List<String> told = new ArrayList<>();
    assertEquals(
        "dice(classWeights=[0.3, 1, 1.5, 1]) + cross-entropy(classWeights=[0.3, 1, 1.5, 1])",
        counted("dice(classWeights=median) + cross-entropy(classWeights=median)", told));
    assertEquals(
        List.of(
            "class weights median: sky 0.3, road 1.0, sign 1.5, cat 1.0 (on no training image)"),
        told);
  }

  @Test
  void nothingIsToldOfNumbersThatAreGiven() {
    List<String> told = new ArrayList<>();
    String loss = "cross-entropy(classWeights=[1, 2, 3, 4])";
    assertEquals(loss, counted(loss, told));
    assertEquals(List.of(), told);
  }

  /** The configuration of a run has the numbers, so that who resumes it has the same. */
  @Test
  void theOptionsOfATrainingHaveThem() {
    SegmentationTraining training =
        SegmentationTraining.of(
            DATA,
            options -> {
              options.loss = "cross-entropy(classWeights=median)";
              options.depth = 1;
            });
    String numbers = "cross-entropy(classWeights=[0.3, 1, 1.5, 1])";
    assertEquals(numbers, training.options().loss);
    SegmentationTraining again = new SegmentationTraining(DATA, training.options());
    assertEquals(numbers, again.options().loss);
    assertEquals(
        training.newNetwork().getConfiguration().toJson(),
        again.newNetwork().getConfiguration().toJson());
  }

  @Test
  void oneOutputForTwoClassesHasNoneToWeigh() {
    SegmentationOptions options = new SegmentationOptions();
    options.activation = ClassActivation.SIGMOID;
    options.loss = "binary-cross-entropy(classWeights=inverse)";
    SegmentationDataset two =
        new LabelsDataset(
            new ImageSize(2, 4), List.of("a", "b"), new byte[] {0, 0, 0, 0, 1, 1, 1, 1});
    assertEquals(
        "loss is binary-cross-entropy(classWeights=inverse): classWeights=inverse needs an output a"
            + " class, but with the activation sigmoid two classes have one: take softmax, or"
            + " binary-cross-entropy(positiveWeight=..)",
        assertThrows(IllegalArgumentException.class, () -> PixelWeights.count(two, options))
            .getMessage());
  }
}
