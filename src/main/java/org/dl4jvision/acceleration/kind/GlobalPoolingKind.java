package org.dl4jvision.acceleration.kind;

import java.util.Arrays;
import java.util.function.Supplier;
import org.deeplearning4j.nn.layers.pooling.GlobalPoolingLayer;
import org.dl4jvision.acceleration.loop.GlobalPooling;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Pooling of all pixels, which ends the way of maps: vectors leave it. */
final class GlobalPoolingKind extends AcceleratedKind<GlobalPoolingLayer> {

  private static final int[] HEIGHT_AND_WIDTH = {2, 3};

  GlobalPoolingKind() {
    super(
        "global-pooling",
        "maximum, average, sum or p-norm of all pixels",
        GlobalPoolingLayer.class);
  }

  @Override
  public Fit fit(GlobalPoolingLayer original, Setting setting) {
    org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer conf = conf(original);
    int[] dimensions = conf.getPoolingDimensions();
    boolean ofMaps = dimensions == null || Arrays.equals(dimensions, HEIGHT_AND_WIDTH);
    return ofMaps && conf.getIDropout() == null
        ? new Fit(true, false, null)
        : Fit.refused("only pooling of height and width, without dropout, takes channels last");
  }

  @Override
  public Object accelerate(GlobalPoolingLayer original, Wiring wiring) {
    org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer conf = conf(original);
    MapOperation operation =
        switch (conf.getPoolingType()) {
          case MAX -> new Largest();
          case AVG -> new Sum(true);
          case SUM -> new Sum(false);
          case PNORM -> new Norm(conf.getPnorm());
        };
    return new ChannelsLastGlobalPooling(original, operation, conf.isCollapseDimensions(), wiring);
  }

  private static org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer conf(
      GlobalPoolingLayer layer) {
    return (org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer) layer.conf().getLayer();
  }

  /** What makes one pixel of a map. */
  private interface ToOnePixel extends MapOperation {

    @Override
    default long[] outputShape(long[] shape) {
      return new long[] {shape[0], 1, 1, shape[3]};
    }
  }

  private record Largest() implements ToOnePixel {

    @Override
    public void forward(INDArray input, INDArray output) {
      GlobalPooling.maximum(input, output);
    }

    @Override
    public void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient) {
      GlobalPooling.maximumGradient(input.get(), epsilon, gradient);
    }
  }

  private record Sum(boolean average) implements ToOnePixel {

    @Override
    public void forward(INDArray input, INDArray output) {
      GlobalPooling.sum(input, factor(input), output);
    }

    @Override
    public void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient) {
      GlobalPooling.sumGradient(epsilon, factor(gradient), gradient);
    }

    private double factor(INDArray map) {
      return average ? 1.0 / (map.size(1) * map.size(2)) : 1;
    }
  }

  private record Norm(int p) implements ToOnePixel {

    @Override
    public void forward(INDArray input, INDArray output) {
      GlobalPooling.norm(input, p, output);
    }

    @Override
    public void backward(Supplier<INDArray> input, INDArray epsilon, INDArray gradient) {
      INDArray norms = Nd4j.createUninitialized(DataType.FLOAT, epsilon.shape());
      INDArray map = input.get();
      GlobalPooling.norm(map, p, norms);
      GlobalPooling.normGradient(map, norms, p, epsilon, gradient);
    }
  }
}
