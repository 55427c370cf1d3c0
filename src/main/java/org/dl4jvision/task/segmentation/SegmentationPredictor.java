package org.dl4jvision.task.segmentation;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gives every pixel of an image its class, in the image's own size. */
public final class SegmentationPredictor {

  private final ComputationGraph network;
  private final int stride;
  private final Normalization normalization;

  /**
   * @param network ends in [N, classes, H, W], or [N, 1, H, W] for the probability of class 1
   * @param stride what height and width of the network's input must be divisible by
   * @param normalization the one of the training
   */
  public SegmentationPredictor(ComputationGraph network, int stride, Normalization normalization) {
    this.network = network;
    this.stride = stride;
    this.normalization = normalization;
    Acceleration.enable(network);
  }

  /** The image with the predicted class of each pixel as its labels. */
  public SegmentationSample predict(SegmentationSample image) {
    return predict(List.of(image)).get(0);
  }

  /**
   * The images with the predicted class of each pixel as their labels, in one batch.
   *
   * @throws IllegalArgumentException if the images are not all of one size
   */
  public List<SegmentationSample> predict(List<SegmentationSample> images) {
    ImageSize size = images.get(0).size();
    ImageSize padded = size.roundUp(stride);
    int channels = images.get(0).channels();
    int length = channels * padded.height() * padded.width();
    float[] features = new float[images.size() * length];
    for (int i = 0; i < images.size(); i++) {
      SegmentationSample image = images.get(i);
      if (!image.size().equals(size) || image.channels() != channels) {
        throw new IllegalArgumentException(
            String.format(
                "images must be of one size, but '%s' is %s with %d channels and '%s' is %s with %d",
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
    INDArray output = network.outputSingle(input);
    INDArray classes = output.size(1) == 1 ? output.gt(0.5) : output.argMax(1);
    int[] indices = classes.castTo(DataType.INT32).dup('c').data().asInt();

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
      result.add(
          new SegmentationSample(
              image.name(), channels, size.height(), size.width(), image.image(), labels));
    }
    return result;
  }
}
