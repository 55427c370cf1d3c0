package org.dl4jvision.task.segmentation;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.loop.HostFloats;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Resampling;
import org.dl4jvision.task.ImageView;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The mean of what networks say of several views of images, brought back to the images. */
final class ViewedNetworks {

  private final List<ComputationGraph> networks;
  private final List<ImageView> views;
  private final int stride;

  /**
   * @param stride what the sides of the networks' inputs must be divisible by
   */
  ViewedNetworks(List<ComputationGraph> networks, List<ImageView> views, int stride) {
    this.networks = List.copyOf(networks);
    this.views = List.copyOf(views);
    this.stride = stride;
  }

  /** Whether there is one network that sees images as they are. */
  boolean isPlain() {
    return networks.size() == 1 && isUnviewed();
  }

  private boolean isUnviewed() {
    return views.size() == 1 && views.get(0).isPlain();
  }

  /** How many times as many pixels as the image the largest view has. */
  double largest() {
    return views.stream().mapToDouble(view -> view.scale() * view.scale()).max().orElse(1);
  }

  /** The probabilities for a batch of images. */
  INDArray output(INDArray images) {
    if (isUnviewed()) {
      return Probabilities.mean(networks, images);
    }
    float[] values = floats(images);
    long[] shape = null;
    float[] mean = null;
    for (ImageView view : views) {
      INDArray seen = seen(values, images, view);
      INDArray output = Probabilities.mean(networks, seen);
      if (mean == null) { // the plain one
        shape = output.shape();
        mean = new float[Math.toIntExact(output.length())];
      }
      float[] back = back(output, new ImageSize((int) shape[2], (int) shape[3]), view);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += back[i] / views.size();
      }
      close(output);
      close(seen);
    }
    return Nd4j.create(mean, shape, 'c').castTo(images.dataType());
  }

  private static void close(INDArray array) {
    if (array.closeable()) {
      array.close();
    }
  }

  private static ImageSize size(INDArray maps) {
    return new ImageSize((int) maps.size(2), (int) maps.size(3));
  }

  private static float[] floats(INDArray array) {
    return HostFloats.read(array.castTo(DataType.FLOAT));
  }

  private static int planes(INDArray maps) {
    return Math.toIntExact(maps.size(0) * maps.size(1));
  }

  private INDArray seen(float[] values, INDArray images, ImageView view) {
    ImageSize size = size(images);
    ImageSize to = view.scale() == 1 ? size : scaled(size, view.scale());
    float[] resized = resized(view.mirrored(values, size), planes(images), size, to);
    long[] shape = {images.size(0), images.size(1), to.height(), to.width()};
    return Nd4j.create(resized, shape, 'c').castTo(images.dataType());
  }

  private ImageSize scaled(ImageSize size, double scale) {
    return new ImageSize(side(size.height(), scale), side(size.width(), scale));
  }

  /** The nearest that the networks take. */
  private int side(int side, double scale) {
    return Math.max(1, (int) Math.round(side * scale / stride)) * stride;
  }

  private static float[] back(INDArray output, ImageSize to, ImageView view) {
    return view.mirrored(resized(floats(output), planes(output), size(output), to), to);
  }

  private static float[] resized(float[] values, int planes, ImageSize from, ImageSize to) {
    return from.equals(to)
        ? values
        : new Resampling(from, to).values(values, planes, Region.of(to));
  }
}
