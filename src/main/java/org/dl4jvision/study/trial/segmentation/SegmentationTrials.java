package org.dl4jvision.study.trial.segmentation;

import java.util.List;
import java.util.Map;
import org.dl4jvision.data.Fold;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.segmentation.FoldDataset;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.loss.ClassWeighting;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.study.trial.TrialTask;
import org.dl4jvision.task.TrainingOptions;
import org.dl4jvision.task.segmentation.SegmentationData;
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
  public SegmentationData source(TrainingOptions<?> options) {
    return ((SegmentationOptions) options).source;
  }

  @Override
  public List<Content> contents() {
    return FolderSegmentationDataset.CONTENTS;
  }

  @Override
  public String lossOption() {
    return "loss";
  }

  @Override
  public void check(List<TrainingOptions<SegmentationValidation>> contestants) {
    for (TrainingOptions<SegmentationValidation> options : contestants) {
      options.check();
      Losses.parse(ClassWeighting.none(((SegmentationOptions) options).loss));
    }
  }

  @Override
  public SegmentationPart open(TrainingOptions<SegmentationValidation> options, Fold fold) {
    SegmentationOptions own = (SegmentationOptions) options;
    Map<String, Object> data = own.source.toMap();
    if (!data.equals(opened)) { // Reading a folder takes time.
      dataset = fold.isWhole() ? own.source.open(Split.TRAIN, Split.VALIDATION) : own.source.open();
      opened = data;
    }
    return new SegmentationPart(fold.isWhole() ? dataset : new FoldDataset(dataset, fold), own);
  }
}
