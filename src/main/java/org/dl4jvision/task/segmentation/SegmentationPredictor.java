package org.dl4jvision.task.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Resize;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.Reduction;
import org.dl4jvision.data.segmentation.ResizedDataset;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.task.TileOptions;
import org.dl4jvision.task.WholeImages;
import org.dl4jvision.tile.ResizedRows;
import org.dl4jvision.tile.RowSink;
import org.dl4jvision.tile.TileSource;
import org.dl4jvision.tile.TiledPrediction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gives every pixel of an image its class, in the image's own size. Images that do not fit in
 * memory as a whole are predicted in tiles. If the network has learnt from resized images, images
 * are resized as those were, and the probabilities are brought back to the image's own size.
 */
public final class SegmentationPredictor {

  private final List<ComputationGraph> networks;
  private final ViewedNetworks viewed;
  private final MaskRule rule;
  private final int stride;
  private final Normalization normalization;
  private final Resize resize;
  private final TileOptions options;
  private final TiledPrediction tiles;
  private WholeImages whole;

  /** Takes the classes of an image, rows by rows from top to bottom. */
  @FunctionalInterface
  public interface ClassRows {
    /**
     * Takes the next rows.
     *
     * @param rows where they lie, in full width
     * @param classes the class of each pixel as an unsigned byte, row by row
     */
    void rows(Region rows, byte[] classes);
  }

  /** Predicts images of any size, in tiles by default options. */
  public SegmentationPredictor(ComputationGraph network, int stride, Normalization normalization) {
    this(network, stride, normalization, null, new TileOptions());
  }

  /**
   * @param network ends in [N, classes, H, W], or [N, 1, H, W] for the probability of class 1
   * @param stride what height and width of the network's input must be divisible by
   * @param normalization the one of the training
   * @param resize the one of the training; null: images stay as they are
   * @param options of tiles
   */
  public SegmentationPredictor(
      ComputationGraph network,
      int stride,
      Normalization normalization,
      Resize resize,
      TileOptions options) {
    this(List.of(network), stride, normalization, resize, options, MaskInference.PLAIN);
  }

  /**
   * Averages what several networks of the same classes and inputs say.
   *
   * @param networks the first of which says what fits in memory
   * @param inference what is done beyond a pass of each image
   */
  SegmentationPredictor(
      List<ComputationGraph> networks,
      int stride,
      Normalization normalization,
      Resize resize,
      TileOptions options,
      MaskInference inference) {
    this.networks = List.copyOf(networks);
    this.stride = stride;
    this.normalization = normalization;
    this.resize = resize;
    networks.forEach(Acceleration::enable);
    this.options = options;
    viewed = new ViewedNetworks(networks, inference.views(), stride);
    rule = inference.rule();
    options.share(viewed.largest());
    TiledPrediction.Builder builder = options.tiles(networks.get(0), stride);
    if (!viewed.isPlain()) {
      builder.model((batch, places) -> viewed.output(batch));
    }
    tiles = builder.build();
  }

  /**
   * How many images of a size are predicted as a whole at once, at most as many as wanted: 0 if not
   * even one fits in memory, or if they are resized.
   */
  public int atOnce(int channels, ImageSize size, int wanted) {
    if (resize != null) {
      return 0;
    }
    if (whole == null) {
      whole = options.whole(networks.get(0), channels, stride);
    }
    return whole.atOnce(size, wanted);
  }

  /** The image with the predicted class of each pixel as its labels, predicted as a whole. */
  public SegmentationSample predict(SegmentationSample image) {
    return predict(List.of(image)).get(0);
  }

  /**
   * The images with the predicted class of each pixel as their labels, in one batch, as a whole;
   * one by one if they are resized.
   *
   * @throws IllegalArgumentException if the images are not all of one size
   */
  public List<SegmentationSample> predict(List<SegmentationSample> images) {
    return predict(images, RowSink.NONE);
  }

  /**
   * As {@link #predict(List)}.
   *
   * @param probabilities is given those of one image after the other
   */
  List<SegmentationSample> predict(List<SegmentationSample> images, RowSink probabilities) {
    if (resize != null) {
      return images.stream().map(i -> predictResized(i, probabilities)).toList();
    }
    ImageSize size = images.get(0).size();
    ImageSize padded = size.roundUp(stride);
    int channels = images.get(0).channels();
    int length = Math.multiplyExact(channels, Math.multiplyExact(padded.height(), padded.width()));
    float[] features = new float[Math.multiplyExact(images.size(), length)];
    for (int i = 0; i < images.size(); i++) {
      SegmentationSample image = images.get(i);
      if (!image.size().equals(size) || image.channels() != channels) {
        throw new IllegalArgumentException(
            String.format(
                "images must be of one size, but '%s' is %s with %d channels and '%s' is %s with"
                    + " %d",
                images.get(0).name(),
                size,
                channels,
                image.name(),
                image.size(),
                image.channels()));
      }
      float[] values = image.normalize(normalization).window(0, 0, padded).image();
      System.arraycopy(values, 0, features, i * length, length);
    }
    long[] shape = {images.size(), channels, padded.height(), padded.width()};
    INDArray input = Nd4j.create(features, shape, Nd4j.getStrides(shape, 'c'), 'c', DataType.FLOAT);
    INDArray output = viewed.output(input);
    if (probabilities != RowSink.NONE) {
      Probabilities.tell(output, size, probabilities);
    }
    int[] indices = rule.indices(output);

    List<SegmentationSample> result = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      SegmentationSample image = images.get(i);
      byte[] labels = new byte[size.height() * size.width()];
      for (int y = 0, to = 0; y < size.height(); y++) {
        int from = (i * padded.height() + y) * padded.width();
        for (int x = 0; x < size.width(); x++) {
          labels[to++] = (byte) indices[from + x];
        }
      }
      rule.clean(labels, size);
      result.add(
          new SegmentationSample(
              image.name(), channels, size.height(), size.width(), image.image(), labels));
    }
    return result;
  }

  private SegmentationSample predictResized(SegmentationSample image, RowSink probabilities) {
    SegmentationSample seen = image.resized(resize.of(image.size())).normalize(normalization);
    byte[] labels = new byte[image.height() * image.width()];
    predict(
        image.name(),
        TileSource.of(seen.image(), seen.channels(), seen.size()),
        image.size(),
        (rows, classes) ->
            System.arraycopy(classes, 0, labels, rows.top() * rows.width(), classes.length),
        probabilities);
    return image.withLabels(labels);
  }

  /**
   * Predicts an image of any size in tiles.
   *
   * @param values is given those of the image, rows by rows
   * @param classes is given its classes
   * @param probabilities is given what they are chosen by
   */
  void predict(
      SegmentationDataset dataset,
      Split split,
      int index,
      Consumer<float[]> values,
      ClassRows classes,
      RowSink probabilities) {
    SegmentationDataset images = resize == null ? dataset : new ResizedDataset(dataset, resize);
    SampleSource.Rows seen = (rows, part) -> values.accept(part.image());
    if (resize != null) {
      dataset.strips(split, index).map(SegmentationSample::image).forEach(values);
      seen = (rows, part) -> {};
    }
    predict(
        dataset.imageName(split, index),
        new SampleSource(images, split, index, images.scaling(split, index, normalization), seen),
        dataset.imageSize(split, index),
        classes,
        probabilities);
  }

  /**
   * Predicts what the network sees.
   *
   * @param name of the image, for progress
   * @param size of the image itself
   */
  private void predict(
      String name, TileSource image, ImageSize size, ClassRows classes, RowSink probabilities) {
    options.begin(name, tiles, image.channels(), image.size());
    ClassSink sink = new ClassSink(rule, size, classes, probabilities);
    tiles.predict(image, image.size().equals(size) ? sink : new ResizedRows(size, sink));
    sink.end();
  }

  /**
   * The classes of all pixels of an image.
   *
   * @param probabilities is given what they are chosen by
   */
  byte[] labels(SegmentationDataset dataset, Split split, int index, RowSink probabilities) {
    ImageSize size = dataset.imageSize(split, index);
    if (atOnce(dataset.channels(), size, 1) == 1) {
      return predict(List.of(dataset.get(split, index)), probabilities).get(0).labels();
    }
    byte[] labels = new byte[Region.of(size).length()];
    predict(
        dataset,
        split,
        index,
        values -> {},
        (rows, classes) ->
            System.arraycopy(classes, 0, labels, rows.top() * rows.width(), classes.length),
        probabilities);
    return labels;
  }

  /**
   * An image with its classes as they are predicted, made smaller for a picture if it is large.
   *
   * @param longest side of the picture at most
   */
  public SegmentationSample picture(
      SegmentationDataset dataset, Split split, int index, int longest) {
    ImageSize size = dataset.imageSize(split, index);
    if (Reduction.factor(size, longest) == 1 && atOnce(dataset.channels(), size, 1) == 1) {
      return predict(dataset.get(split, index));
    }
    Reduction picture = new Reduction(size, dataset.channels(), longest);
    predict(
        dataset,
        split,
        index,
        picture::addImage,
        (rows, classes) -> picture.addLabels(classes),
        RowSink.NONE);
    return picture.sample(dataset.imageName(split, index));
  }
}
