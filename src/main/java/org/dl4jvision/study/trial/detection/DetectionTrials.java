package org.dl4jvision.study.trial.detection;

import java.util.List;
import java.util.Map;
import org.dl4jvision.check.Check;
import org.dl4jvision.data.Fold;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionFold;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.layer.detection.HeadType;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.study.trial.TrialTask;
import org.dl4jvision.task.TrainingOptions;
import org.dl4jvision.task.detection.DetectionData;
import org.dl4jvision.task.detection.DetectionOptions;
import org.dl4jvision.task.detection.DetectionTask;
import org.dl4jvision.task.detection.DetectionValidation;

/**
 * Compares detectors by the average precision of each image. It needs no threshold of the scores,
 * which mean something else to every head and loss, as F1 would.
 */
public final class DetectionTrials implements TrialTask<DetectionValidation> {

  private Map<String, Object> opened;
  private DetectionDataset dataset;

  @Override
  public String name() {
    return new DetectionTask().name();
  }

  @Override
  public String help() {
    return "by the average precision of each image, mean over IoU 0.5 to 0.95";
  }

  @Override
  public DetectionData source(TrainingOptions<?> options) {
    return ((DetectionOptions) options).source;
  }

  @Override
  public List<Content> contents() {
    return FolderDetectionDataset.CONTENTS;
  }

  @Override
  public String lossOption() {
    return "box-loss";
  }

  @Override
  public void check(List<TrainingOptions<DetectionValidation>> contestants) {
    for (TrainingOptions<DetectionValidation> options : contestants) {
      options.check();
      ((DetectionOptions) options).checkNames();
    }
    List<HeadType> heads =
        contestants.stream().map(one -> Heads.REGISTRY.get(((DetectionOptions) one).head)).toList();
    Check.that(
        heads.stream().map(HeadType::tellsClasses).distinct().count() == 1,
        "head",
        String.join(", ", heads.stream().map(HeadType::name).distinct().toList()),
        "heads that all tell classes, or none: finding any object is easier than naming it");
  }

  @Override
  public DetectionPart open(TrainingOptions<DetectionValidation> options, Fold fold) {
    DetectionOptions own = (DetectionOptions) options;
    Map<String, Object> data = own.source.toMap();
    if (!data.equals(opened)) { // Reading a folder takes time.
      dataset = fold.isWhole() ? own.source.open(Split.TRAIN, Split.VALIDATION) : own.source.open();
      opened = data;
    }
    return new DetectionPart(fold.isWhole() ? dataset : new DetectionFold(dataset, fold), own);
  }
}
