package org.dl4jvision.extension;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dl4jvision.data.TinyData;
import org.dl4jvision.task.BaseTaskTestCase;
import org.dl4jvision.task.ModelEvaluation;
import org.dl4jvision.task.Task;
import org.dl4jvision.task.TrainingOptions;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OwnEntries.class)
class OwnTaskTest extends BaseTaskTestCase<OwnTask.Found> {

  @Override
  protected Task<OwnTask.Found> task() {
    return new OwnTask();
  }

  @Override
  protected OwnTask.Options tinyOptions(Path data) {
    OwnTask.Options options = new OwnTask.Options();
    options.source.data = data;
    options.encoder = "strided";
    options.batchSize = 2;
    return options;
  }

  @Override
  protected ModelEvaluation tinyEvaluation(Path data) {
    return task().evaluation();
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
    return List.of("epoch", "trainLoss", "validationLoss", "error", "seconds");
  }

  @Override
  protected Set<String> pictures() {
    return Set.of();
  }

  @Override
  protected Set<String> predictions() {
    return Set.of("shares.csv");
  }

  @Override
  protected double score(Map<String, Object> evaluation) {
    return -(double) evaluation.get("error");
  }

  @Override
  protected void changeNetwork(TrainingOptions<OwnTask.Found> options) {
    ((OwnTask.Options) options).encoder = "small";
  }
}
