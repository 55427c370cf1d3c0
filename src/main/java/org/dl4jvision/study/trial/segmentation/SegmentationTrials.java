package org.dl4jvision.study.trial.segmentation;

import java.util.Map;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.FoldDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.study.trial.TrialTask;
import org.dl4jvision.task.TrainingOptions;
import org.dl4jvision.task.segmentation.SegmentationOptions;
import org.dl4jvision.task.segmentation.SegmentationTask;
import org.dl4jvision.task.segmentation.SegmentationValidation;

/**
 * Compares segmentations by the Dice of each image: of the foreground where there are two classes,
 * else the mean over the classes that are on it, but the background.
 */
public final class SegmentationTrials implements TrialTask<SegmentationValidation> {

  private Map<String, Object> opened;
  private SegmentationDataset dataset;

  @Override
  public String name() {
    return new SegmentationTask().name();
  }

  @Override
  public String help() {
    return "by the Dice of each image";
  }

  @Override
  public String lossOption() {
    return "loss";
  }

  @Override
  public void check(TrainingOptions<SegmentationValidation> options) {
    options.check();
    Losses.parse(((SegmentationOptions) options).loss);
  }

  @Override
  public SegmentationPart open(
      TrainingOptions<SegmentationValidation> options, int fold, int folds) {
    SegmentationOptions own = (SegmentationOptions) options;
    Map<String, Object> data = own.source.toMap();
    if (!data.equals(opened)) { // Reading a folder takes time.
      dataset = folds == 1 ? own.source.open(Split.TRAIN, Split.VALIDATION) : own.source.open();
      opened = data;
    }
    return new SegmentationPart(folds == 1 ? dataset : new FoldDataset(dataset, fold, folds), own);
  }
}
