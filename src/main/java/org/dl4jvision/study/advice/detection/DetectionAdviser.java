package org.dl4jvision.study.advice.detection;

import java.util.List;
import java.util.function.Consumer;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.FolderDetectionDataset;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.study.advice.Adviser;
import org.dl4jvision.study.survey.DetectionSurvey;
import org.dl4jvision.task.detection.DetectionData;
import org.dl4jvision.task.detection.DetectionTask;
import picocli.CommandLine.Mixin;

/** Looks at images with boxes. */
public final class DetectionAdviser extends Adviser {

  /** Which images are looked at. */
  @Mixin public final DetectionData source = new DetectionData();

  @Override
  public String name() {
    return new DetectionTask().name();
  }

  @Override
  public String help() {
    return "objects by their boxes";
  }

  @Override
  public DetectionData source() {
    return source;
  }

  @Override
  public List<Content> contents() {
    return FolderDetectionDataset.CONTENTS;
  }

  @Override
  public DetectionSurvey look(Consumer<String> progress) {
    DetectionDataset dataset = source.openOnce(null, Split.TRAIN, Split.VALIDATION);
    DetectionSurvey survey = DetectionSurvey.of(dataset);
    if (survey.present().isEmpty()) {
      throw new IllegalArgumentException(
          "the data set '"
              + dataset.name()
              + "' has no object on any training image; expected at least one");
    }
    return survey;
  }
}
