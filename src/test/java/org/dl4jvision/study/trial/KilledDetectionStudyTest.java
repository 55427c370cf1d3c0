package org.dl4jvision.study.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.task.detection.DetectionOptions;

class KilledDetectionStudyTest extends BaseKilledStudyTestCase {

  @Override
  DetectionOptions options(Path data) throws IOException {
    DetectionOptions options = new DetectionOptions();
    options.source.data = TinyData.objects(data);
    options.imageSize = 32;
    options.batchSize = 4;
    options.epochs = 1;
    return options;
  }

  /** Trainings are slower. */
  @Override
  int rarity() {
    return 80;
  }

  @Override
  StudyPlan plan(Map<String, String> options) {
    return plan("detection", options, "head", "fcos", "yolo");
  }
}
