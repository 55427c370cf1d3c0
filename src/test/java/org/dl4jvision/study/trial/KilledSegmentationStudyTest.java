package org.dl4jvision.study.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.task.segmentation.SegmentationOptions;

class KilledSegmentationStudyTest extends BaseKilledStudyTestCase {

  @Override
  SegmentationOptions options(Path data) throws IOException {
    SegmentationOptions options = new SegmentationOptions();
    options.source.data = TinyData.cells(data);
    options.baseChannels = 2;
    options.depth = 1;
    options.crop = 16;
    options.batchSize = 2;
    options.epochs = 2;
    return options;
  }

  @Override
  StudyPlan plan(Map<String, String> options) {
    return plan("segmentation", options, "loss", "dice", "cross-entropy");
  }
}
