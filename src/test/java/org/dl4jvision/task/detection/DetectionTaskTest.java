package org.dl4jvision.task.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.data.synthetic.SyntheticObjects;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.network.encoder.Encoders;
import org.dl4jvision.task.BaseTaskTestCase;
import org.dl4jvision.task.ModelEvaluation;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.TrainingOptions;
import org.junit.jupiter.api.Test;

class DetectionTaskTest extends BaseTaskTestCase<DetectionValidation> {

  private static final SyntheticObjects OBJECTS = SyntheticObjects.builder().imageSize(37).build();

  @Override
  protected Task<DetectionValidation> task() {
    return new DetectionTask();
  }

  @Override
  protected DetectionOptions tinyOptions(Path data) {
    DetectionOptions options = new DetectionOptions();
    options.source.data = data;
    options.imageSize = 32;
    options.batchSize = 3;
    return options;
  }

  @Override
  protected ModelEvaluation tinyEvaluation(Path data) {
    DetectionMeasurement evaluation = new DetectionMeasurement();
    evaluation.source.data = data;
    return evaluation;
  }

  @Override
  protected void writeData(Path folder) throws IOException {
    TinyData.objects(folder);
  }

  @Override
  protected Path images(Path data) {
    return data.resolve("val");
  }

  @Override
  protected List<String> header() {
    return List.of(
        "epoch",
        "trainLoss",
        "validationLoss",
        "loss_classes",
        "loss_boxes",
        "loss_quality",
        "AP",
        "AP50",
        "AP75",
        "ap50_disc",
        "ap50_square",
        "ap50_triangle",
        "ap50_ring",
        "seconds");
  }

  @Override
  protected Set<String> pictures() {
    return Set.of(
        "curves/parts.png",
        "curves/metrics.png",
        "curves/ap50.png",
        "curves/precision-recall.png",
        "overlays/100.png",
        "overlays/107.png",
        "overlays/114.png",
        "scores.csv",
        "judgement.json");
  }

  @Override
  protected Set<String> predictions() {
    return Set.of(
        "detections.json",
        "images.json",
        "overlays/100.png",
        "overlays/107.png",
        "overlays/114.png");
  }

  @Override
  protected double score(Map<String, Object> evaluation) {
    return (double) evaluation.get("AP50");
  }

  @Override
  protected void changeNetwork(TrainingOptions<DetectionValidation> options) {
    ((DetectionOptions) options).backbone = "medium";
  }

  @Test
  void defaultsSuitTheData() {
    DetectionOptions chosen = DetectionTraining.of(OBJECTS, options -> {}).options();

    assertEquals(64, chosen.imageSize, "the images' 37, to a multiple of 32");
    assertEquals(8, chosen.batchSize);
    assertEquals(48, chosen.epochs);
    assertEquals("upright", chosen.augmentation);
    assertEquals("giou", chosen.boxLoss);
  }

  @Test
  void withoutDataOrWishesTheTrainingIsShort() {
    DetectionTraining first = new DetectionOptions().open();
    DetectionOptions longer = new DetectionOptions();
    longer.epochs = 50;

    assertEquals(Duration.ofSeconds(285), first.timeLimit());
    assertEquals(null, first.options().maxMinutes, "who resumes a run asks for more");
    assertEquals("all", first.options().augmentation);
    assertEquals(null, longer.open().timeLimit());
  }

  @Test
  void optionsOfItsOwnAreRefusedOutsideTheirRange() {
    assertRefused("image-size is 0; allowed: whole numbers >= 1", o -> o.imageSize = 0);
    assertRefused("imageWidth is 100; allowed: multiples of 32", o -> o.imageSize = 100);
    assertRefused("mosaic is 2.0; allowed: numbers from 0 to 1", o -> o.mosaic = 2);
    assertRefused("resizing is null; allowed: any value but null", o -> o.resizing = null);
    assertRefused(
        "there is no detection head ssd; detection heads are "
            + String.join(", ", Heads.REGISTRY.names()),
        o -> o.head = "ssd");
    assertRefused(
        "there is no encoder huge; encoders are " + String.join(", ", Encoders.REGISTRY.names()),
        o -> o.backbone = "huge");
    assertRefused(
        "there is no detection head null; detection heads are "
            + String.join(", ", Heads.REGISTRY.names()),
        o -> o.head = null);
    assertRefused(
        "there is no encoder null; encoders are " + String.join(", ", Encoders.REGISTRY.names()),
        o -> o.backbone = null);
  }

  @Test
  void namesAreTakenInAnyCase() {
    DetectionOptions chosen =
        DetectionTraining.of(
                OBJECTS,
                options -> {
                  options.head = "Retina";
                  options.backbone = "SMALL";
                })
            .options();

    assertEquals("retina", chosen.head);
    assertEquals("small", chosen.backbone);
  }

  private static void assertRefused(String message, Consumer<DetectionOptions> set) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> DetectionTraining.of(OBJECTS, set))
            .getMessage());
  }

  @Test
  void aFormatNeedsData() {
    DetectionData data = new DetectionData();
    data.format = "voc";

    assertEquals(
        "--format describes --data, which is missing",
        assertThrows(IllegalArgumentException.class, () -> data.open(null)).getMessage());
  }
}
