package org.dl4jvision.task.segmentation;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.LabelArrays;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.metric.segmentation.SegmentationEvaluation;
import org.dl4jvision.task.TileOptions;
import org.dl4jvision.tile.ResizedRows;
import org.dl4jvision.tile.TileSource;
import org.dl4jvision.tile.TiledPrediction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Measures a network on an image in tiles: its pixels are counted rows by rows. Of a resized image
 * the loss is that of what the network sees, but the pixels are those of the image's own size.
 */
final class TiledValidation {

  /** Pixels that are counted at once. */
  private static final int COUNTED = 1 << 18;

  private final SegmentationDataset dataset;
  private final SegmentationDataset measured;
  private final Split split;
  private final int index;
  private final SegmentationOutput output;
  private final SegmentationEvaluation evaluation;
  private final SegmentationIterator data;
  private final LabelRows truth = new LabelRows();
  private double lossSum;
  private long pixels;

  /**
   * @param index of the image
   * @param evaluation counts its pixels
   */
  TiledValidation(
      SegmentationIterator data,
      int index,
      SegmentationOutput output,
      SegmentationEvaluation evaluation) {
    this.data = data;
    this.index = index;
    this.output = output;
    this.evaluation = evaluation;
    dataset = data.dataset();
    measured = dataset.unresized();
    split = data.split();
  }

  /** Measures, and returns the loss of the image. */
  double run(TileOptions options, ComputationGraph network) {
    TiledPrediction tiles = options.tiles(network, data.stride()).model(this::measure).build();
    options.begin(
        dataset.imageName(split, index),
        tiles,
        dataset.channels(),
        dataset.imageSize(split, index));
    SampleSource image =
        new SampleSource(
            dataset,
            split,
            index,
            data.scaling(index),
            (rows, part) -> truth.add(rows, part.labels()));
    ImageSize size = measured.imageSize(split, index);
    tiles.predict(image, measured == dataset ? this::count : new ResizedRows(size, this::count));
    return pixels == 0 ? 0 : lossSum / pixels;
  }

  /** The probabilities of tiles, whose losses are added up. */
  private INDArray measure(INDArray batch, List<Region> places) {
    truth.dropAbove(places.get(0).top());
    INDArray[] values = output.values(batch);
    for (int i = 0; i < places.size(); i++) {
      Region place = places.get(i);
      LabelArrays classes = LabelArrays.of(List.of(truth.at(place)), place.size());
      if (classes.valid() > 0) {
        INDArray logits = values[0].get(NDArrayIndex.interval(i, i + 1));
        lossSum += classes.valid() * output.loss(logits, classes.labels(), classes.mask());
        pixels += classes.valid();
      }
      classes.close();
    }
    values[0].close();
    return values[1];
  }

  private void count(Region rows, float[] probabilities) {
    int channels = probabilities.length / (rows.height() * rows.width());
    int height = Math.max(1, COUNTED / rows.width());
    TileSource all = TileSource.of(probabilities, channels, rows.size());
    for (Region part : Region.strips(rows.size(), height)) {
      Region place = Region.rows(rows.top() + part.top(), part.height(), part.width());
      LabelArrays classes = LabelArrays.of(List.of(measuredBy(place)), place.size());
      long[] shape = {1, channels, part.height(), part.width()};
      INDArray predicted = Nd4j.create(all.read(part), shape, 'c');
      evaluation.eval(classes.labels(), predicted, classes.mask(), null);
      predicted.close();
      classes.close();
    }
  }

  private byte[] measuredBy(Region place) {
    return measured == dataset ? truth.at(place) : measured.window(split, index, place).labels();
  }
}
