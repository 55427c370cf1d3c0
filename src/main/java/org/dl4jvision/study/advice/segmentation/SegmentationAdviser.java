package org.dl4jvision.study.advice.segmentation;

import java.util.List;
import java.util.function.Consumer;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.format.AnnotationFormat.Content;
import org.dl4jvision.data.segmentation.FolderSegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.study.advice.Adviser;
import org.dl4jvision.study.survey.SegmentationSurvey;
import org.dl4jvision.task.segmentation.SegmentationData;
import org.dl4jvision.task.segmentation.SegmentationTask;
import picocli.CommandLine.Mixin;

/** Looks at images with class maps. */
public final class SegmentationAdviser extends Adviser {

  /** Which images are looked at. */
  @Mixin public final SegmentationData source = new SegmentationData();

  @Override
  public String name() {
    return new SegmentationTask().name();
  }

  @Override
  public String help() {
    return "classes by their pixels and connected regions";
  }

  @Override
  public SegmentationData source() {
    return source;
  }

  @Override
  public List<Content> contents() {
    return FolderSegmentationDataset.CONTENTS;
  }

  @Override
  public SegmentationSurvey look(Consumer<String> progress) {
    SegmentationDataset dataset = source.openOnce(Split.TRAIN, Split.VALIDATION);
    dataset.requireLearnable();
    return SegmentationSurvey.of(dataset, progress);
  }
}
