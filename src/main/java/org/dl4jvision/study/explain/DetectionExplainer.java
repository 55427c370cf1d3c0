package org.dl4jvision.study.explain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.data.detection.DetectionDataset;
import org.dl4jvision.data.detection.DetectionIterator;
import org.dl4jvision.data.detection.SlicedDataset;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.report.RunFolder;
import org.dl4jvision.task.ModelCard;
import org.dl4jvision.task.ModelFile;
import org.dl4jvision.task.detection.DetectionCard;
import org.dl4jvision.task.detection.DetectionData;
import org.dl4jvision.task.detection.DetectionPredictor;
import org.dl4jvision.task.detection.DetectionTask;
import picocli.CommandLine.Mixin;

/**
 * Explains detectors on images, and their slices where it looks at such, as the network sees them.
 */
public final class DetectionExplainer extends Explainer {

  /** Which images there are. */
  @Mixin public final DetectionData source = new DetectionData();

  @Override
  public String name() {
    return new DetectionTask().name();
  }

  @Override
  public String help() {
    return "its loss, gradients, landscape, mistakes and what it looks at";
  }

  @Override
  public DetectionData source() {
    return source;
  }

  @Override
  public void explain(RunFolder run, BiConsumer<String, Finding> found, Consumer<String> progress) {
    check();
    DetectionCard card = ModelCard.read(run, DetectionCard.class);
    ComputationGraph network = ModelFile.best(run, card);
    DetectionPredictor predictor = card.predictor(network);
    Head head = predictor.head();
    DetectionDataset dataset =
        predictor.view(source.openOnce(head.tellsClasses() ? card.classNames() : null));
    card.requireChannels(dataset.name(), dataset.channels(), run);
    List<Integer> chosen = chosen(dataset);
    Set<Integer> wanted = new HashSet<>(chosen);
    // What a validation sees: where images are looked at in slices, these too.
    SlicedDataset parts = SlicedDataset.withWhole(dataset, card.slices());
    DetectionIterator data =
        DetectionIterator.builder(parts, split, head.imageWidth())
            .batchSize(batchSize)
            .resizing(card.resizing())
            .normalization(card.normalization())
            .build();
    data.choose(index -> wanted.contains(parts.piece(split, index).image()));
    Acceleration.enable(network);
    Explanations.explain(
        new DetectionSubject(network, data, dataset.classNames(), landscapeSteps),
        wanted(),
        found,
        progress);
  }
}
