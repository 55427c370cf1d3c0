package org.dl4jvision.task.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.network.ClassificationNetwork;
import org.dl4jvision.network.weights.FormulaTensors;
import org.dl4jvision.network.weights.ModuleNames;
import org.dl4jvision.network.weights.SafeTensorsFile;
import org.dl4jvision.network.weights.WeightLoader;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.ModelFile;
import org.dl4jvision.task.TaskRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that begins with the weights of a published encoder. */
class EncoderWeightsTest {

  private static final SyntheticCells CELLS =
      SyntheticCells.builder()
          .imageSize(32, 32)
          .samples(Split.TRAIN, 4)
          .samples(Split.VALIDATION, 2)
          .build();

  @TempDir private Path folder;

  /** A classifier's weights, for color images. */
  private Path weights() throws IOException {
    ComputationGraph classifier =
        ClassificationNetwork.builder().baseChannels(4).classes(2).build().init();
    WeightLoader loader = new WeightLoader(List.of(classifier), ModuleNames.SAME);
    return SafeTensorsFile.write(
        folder.resolve("resnet18.safetensors"), new FormulaTensors(loader.shapes()));
  }

  private static SegmentationTraining training(Path weights, List<String> told) {
    return SegmentationTraining.of(
        CELLS,
        options -> {
          options.encoder = "resnet18";
          options.baseChannels = 4;
          options.epochs = 1;
          options.batchSize = 2;
          options.initial.encoderWeights = weights;
          options.onProgress(told::add);
        });
  }

  @Test
  void beginsWithThemAndTellsWhatBecameOfThem() throws IOException {
    Path weights = weights();
    List<String> told = new ArrayList<>();
    ComputationGraph network = training(weights, told).newNetwork();
    double expected =
        new FormulaTensors(Map.of("layer4.1.conv2.weight", new long[] {32, 32, 3, 3}))
            .get("layer4.1.conv2.weight")
            .get(5);
    assertEquals(
        expected, network.getLayer("layer4.1.conv2").getParam("W").getDouble(0, 0, 1, 2), 1e-6);
    assertEquals(
        List.of(
            "weights of the encoder "
                + weights
                + ": 100 tensors loaded, 2 unexpected (fc.bias, fc.weight), 1 adapted (conv1.weight"
                + " from 3 to 1 channels)"),
        told);
  }

  @Test
  void theirNormalizationGoesIntoTheCardOfTheRun() throws IOException {
    SegmentationTraining training = training(weights(), new ArrayList<>());
    RunFolder run = RunFolder.plan(folder.resolve("run"), RunFolder.Existing.REFUSE);
    try (TaskRun<SegmentationValidation> taskRun = TaskRun.create(training, run)) {
      taskRun.trainer().build().fit();
    }
    SegmentationCard card = ModelCard.read(run, SegmentationCard.class);
    assertEquals(Normalization.IMAGENET, card.normalization());
    assertEquals("imagenet", card.preparation().get("normalization"));
    ModelFile.best(run, card);
  }

  @Test
  void withoutThemNothingChanges() {
    SegmentationTraining training = training(null, new ArrayList<>());
    assertEquals(Normalization.PER_IMAGE, training.modelCard().normalization());
    assertNotEquals(Normalization.IMAGENET, training.options().normalization);
  }

  @Test
  void refusesThoseOfAnotherSize() throws IOException {
    Path weights = weights();
    SegmentationTraining training =
        SegmentationTraining.of(
            CELLS,
            options -> {
              options.encoder = "resnet18";
              options.initial.encoderWeights = weights;
            });
    assertEquals(
        weights
            + ": conv1.weight has shape [4, 3, 7, 7], and the network needs [64, 1, 7, 7]; it"
            + " belongs to another network",
        assertThrows(IllegalArgumentException.class, training::newNetwork).getMessage());
  }
}
