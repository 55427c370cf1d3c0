package org.dl4jvision.study.explain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.segmentation.ResizedDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.io.LackOfMemory;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.ModelFile;
import org.dl4jvision.task.segmentation.SegmentationCard;
import org.dl4jvision.task.segmentation.SegmentationData;
import org.dl4jvision.task.segmentation.SegmentationTask;
import picocli.CommandLine.Mixin;

/** Explains segmentations on whole images, as the network sees them. */
public final class SegmentationExplainer extends Explainer {

  /** Which images there are. */
  @Mixin public final SegmentationData source = new SegmentationData();

  @Override
  public String name() {
    return new SegmentationTask().name();
  }

  @Override
  public String help() {
    return "its loss, gradients, landscape and what it looks at";
  }

  @Override
  public SegmentationData source() {
    return source;
  }

  @Override
  public void explain(RunFolder run, BiConsumer<String, Finding> found, Consumer<String> progress) {
    check();
    SegmentationCard card = ModelCard.read(run, SegmentationCard.class);
    ComputationGraph network = ModelFile.best(run, card);
    SegmentationDataset dataset = source.openOnce();
    card.requireChannels(dataset.name(), dataset.channels(), run);
    if (dataset.classNames().size() != card.classNames().size()) {
      throw new IllegalArgumentException(
          String.format(
              "'%s' has %d classes, the model of %s has %d",
              dataset.name(), dataset.classNames().size(), run.path(), card.classNames().size()));
    }
    List<Integer> chosen = chosen(dataset);
    Set<Integer> wanted = new HashSet<>(chosen);
    SegmentationIterator data =
        SegmentationIterator.builder(
                card.resize() == null ? dataset : new ResizedDataset(dataset, card.resize()), split)
            .batchSize(batchSize)
            .stride(card.stride())
            .normalization(card.normalization())
            .build();
    data.choose(wanted::contains);
    LackOfMemory.tell(
        () ->
            "the images are too large to be explained as a whole: choose fewer (--count) or"
                + " smaller ones, or a smaller --batch-size",
        () -> {
          Explanations.explain(
              new SegmentationSubject(network, data, landscapeSteps), wanted(), found, progress);
          return null;
        });
  }
}
