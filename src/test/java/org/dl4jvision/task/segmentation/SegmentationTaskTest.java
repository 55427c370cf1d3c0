package org.dl4jvision.task.segmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.report.SegmentationScores;
import org.dl4jvision.task.BaseTaskTestCase;
import org.dl4jvision.task.ModelEvaluation;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.TrainingOptions;
import org.junit.jupiter.api.Test;

class SegmentationTaskTest extends BaseTaskTestCase<SegmentationValidation> {

  private static final SyntheticCells CELLS =
      SyntheticCells.builder()
          .imageSize(32, 32)
          .samples(Split.TRAIN, 6)
          .samples(Split.VALIDATION, 2)
          .build();

  @Override
  protected Task<SegmentationValidation> task() {
    return new SegmentationTask();
  }

  @Override
  protected SegmentationOptions tinyOptions(Path data) {
    SegmentationOptions options = new SegmentationOptions();
    options.source.data = data;
    options.baseChannels = 2;
    options.depth = 2;
    options.batchSize = 2;
    options.learningRate = 0.01;
    return options;
  }

  @Override
  protected ModelEvaluation tinyEvaluation(Path data) {
    SegmentationMeasurement evaluation = new SegmentationMeasurement();
    evaluation.source.data = data;
    return evaluation;
  }

  @Override
  protected void writeData(Path folder) throws IOException {
    TinyData.cells(folder);
  }

  @Override
  protected Path images(Path data) {
    return data.resolve("val/images");
  }

  @Override
  protected List<String> header() {
    return List.of(
        "epoch",
        "trainLoss",
        "validationLoss",
        "meanIoU",
        "meanDice",
        "foregroundDice",
        "pixelAccuracy",
        "seconds",
        "iou_background",
        "iou_foreground",
        "dice_background",
        "dice_foreground");
  }

  @Override
  protected Set<String> pictures() {
    return Set.of(
        "curves/metrics.png",
        "curves/iou.png",
        "overlays/0.png",
        "overlays/1.png",
        "scores.csv",
        "judgement.json");
  }

  @Override
  protected Set<String> predictions() {
    return Set.of("masks/0.png", "masks/1.png", "overlays/0.png", "overlays/1.png");
  }

  @Override
  protected double score(Map<String, Object> evaluation) {
    return ((SegmentationScores) evaluation.get("scores")).foregroundDice();
  }

  @Override
  protected void changeNetwork(TrainingOptions<SegmentationValidation> options) {
    ((SegmentationOptions) options).baseChannels = 3;
  }

  @Test
  void defaultsSuitTheData() {
    SegmentationTraining small = SegmentationTraining.of(CELLS, options -> {});
    SyntheticCells large =
        SyntheticCells.builder()
            .imageSize(512, 600)
            .samples(Split.TRAIN, 2)
            .samples(Split.VALIDATION, 8)
            .build();
    SegmentationTraining crops = SegmentationTraining.of(large, options -> {});

    assertEquals(32, small.options().crop);
    assertEquals(8, small.options().batchSize);
    assertEquals(6, small.examplesPerEpoch());
    assertEquals(100, small.options().epochs);
    assertEquals(16, small.options().baseChannels);
    assertEquals(3, small.options().depth);
    assertEquals(256, crops.options().crop);
    assertEquals(4, crops.options().batchSize);
    assertEquals(10, crops.examplesPerEpoch(), "2 images of nearly 5 crops each");
  }

  @Test
  void optionsOfItsOwnAreRefusedOutsideTheirRange() {
    assertRefused("crop is -8; allowed: whole numbers >= 0", o -> o.crop = -8);
    assertRefused("depth is 99; allowed: 1 to 8", o -> o.depth = 99);
    assertRefused("dropout is 1.0; allowed: numbers from 0 to below 1", o -> o.dropout = 1);
    assertRefused("activation is null; allowed: any value but null", o -> o.activation = null);
    assertRefused("loss is null; allowed: any value but null", o -> o.loss = null);
    assertRefused(
        "there is no decoder null; decoders are " + String.join(", ", Decoders.REGISTRY.names()),
        o -> o.decoder = null);
    assertRefused(
        "there is no encoder huge; encoders are " + String.join(", ", Encoders.REGISTRY.names()),
        o -> o.encoder = "huge");
    assertRefused(
        "there is no decoder none; decoders are " + String.join(", ", Decoders.REGISTRY.names()),
        o -> o.decoder = "none");
  }

  private static void assertRefused(String message, Consumer<SegmentationOptions> set) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> SegmentationTraining.of(CELLS, set))
            .getMessage());
  }

  @Test
  void namesAreTakenInAnyCase() {
    SegmentationOptions chosen =
        SegmentationTraining.of(
                CELLS,
                options -> {
                  options.encoder = "Small";
                  options.decoder = "UNET";
                })
            .options();

    assertEquals("small", chosen.encoder);
    assertEquals("unet", chosen.decoder);
  }

  @Test
  void everyEncoderIsTrained() {
    String plain = SegmentationTraining.of(CELLS, options -> {}).describe();
    String small = SegmentationTraining.of(CELLS, options -> options.encoder = "small").describe();

    assertTrue(plain.startsWith("U-Net on synthetic cells: 6 training and 2 validation"), plain);
    assertTrue(small.startsWith("small encoder, unet decoder on synthetic cells: 6 "), small);
  }

  @Test
  void optionsOfMasksNeedMasks() {
    SegmentationData data = new SegmentationData();
    data.classes = 3;

    assertEquals(
        "--classes describes --data, which is missing",
        assertThrows(IllegalArgumentException.class, data::open).getMessage());
  }
}
