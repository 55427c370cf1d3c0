package org.dl4jvision.study.explain;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.task.segmentation.SegmentationTraining;

/** A small network that has learned to find built-in cells for some seconds. */
final class TrainedCells {

  private static TrainedCells quick;
  private static TrainedCells good;

  private final SegmentationTraining training;
  private final SyntheticCells cells;
  private final ComputationGraph network;

  private TrainedCells(int side, int images, int epochs, int channels) {
    cells =
        SyntheticCells.builder()
            .imageSize(side, side)
            .samples(Split.TRAIN, images)
            .samples(Split.VALIDATION, 4)
            .build();
    training =
        SegmentationTraining.of(
            cells,
            options -> {
              options.baseChannels = channels;
              options.depth = 2;
              options.batchSize = 4;
              options.learningRate = 0.01;
              options.epochs = epochs;
            });
    network = training.newNetwork();
    training.trainer(network).build().fit();
  }

  /** One that knows next to nothing. */
  static synchronized TrainedCells quick() {
    if (quick == null) {
      quick = new TrainedCells(30, 4, 2, 2);
    }
    return quick;
  }

  /** One that finds cells. */
  static synchronized TrainedCells good() {
    if (good == null) {
      good = new TrainedCells(64, 32, 12, 4);
    }
    return good;
  }

  ComputationGraph network() {
    return network;
  }

  SegmentationIterator data(Split split) {
    return SegmentationIterator.builder(cells, split)
        .batchSize(3)
        .stride(4)
        .normalization(training.options().normalization)
        .build();
  }

  SegmentationSubject subject(int landscapeSteps) {
    return new SegmentationSubject(network, data(Split.VALIDATION), landscapeSteps);
  }
}
