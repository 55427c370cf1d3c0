package org.dl4jvision.export.operation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.dl4jvision.export.graph.OnnxNode;
import org.dl4jvision.export.graph.OnnxValue;
import org.dl4jvision.layer.feature.AdaptiveAveragePoolingLayer;

/** Pooling of windows, of the whole map, and of parts of it. */
final class Poolings {

  private Poolings() {}

  static OnnxValue windows(SubsamplingLayer layer, Site site) {
    Convolutions.requireFormat(layer.getCnn2dDataFormat(), site);
    Window window =
        new Window(
            layer.getKernelSize(),
            layer.getStride(),
            layer.getPadding(),
            layer.getDilation(),
            layer.getConvolutionMode());
    if (layer.getPoolingType() == PoolingType.MAX) {
      return window.of(site.node("MaxPool", site.input()), site).giving(site.input().rank());
    }
    site.requireThat(
        layer.getPoolingType() == PoolingType.AVG && !window.isDilated(),
        "a pooling type other than MAX and AVG, or dilated means");
    OnnxNode node =
        site.node("AveragePool", site.input())
            .integer("count_include_pad", layer.isAvgPoolIncludePadInDivisor() ? 1 : 0);
    return window.of(node, site).giving(site.input().rank());
  }

  static OnnxValue global(GlobalPoolingLayer layer, Site site) {
    int rank = site.input().rank();
    int[] all = IntStream.range(2, rank).toArray();
    int[] chosen = layer.getPoolingDimensions();
    site.requireThat(
        chosen == null || Arrays.equals(chosen, all), "pooling dimensions that are not all");
    OnnxValue axes = site.graph().integers(Arrays.stream(all).asLongStream().toArray());
    int kept = layer.isCollapseDimensions() ? 0 : 1;
    int given = kept == 1 ? rank : 2;
    return switch (layer.getPoolingType()) {
      case AVG -> reduced("ReduceMean", site, all, kept).giving(given);
      case MAX -> reduced("ReduceMax", site, all, kept).giving(given);
      // From opset 13 on its axes are an input.
      case SUM ->
          site.node("ReduceSum", site.input(), axes).integer("keepdims", kept).giving(given);
      default -> throw site.refusal("has pooling type " + layer.getPoolingType());
    };
  }

  private static OnnxNode reduced(String operator, Site site, int[] axes, int kept) {
    return site.node(operator, site.input()).integers("axes", axes).integer("keepdims", kept);
  }

  /**
   * Means of parts, whatever the size of the map: a matrix of weights for rows and one for columns
   * are made from its size when the model is run.
   */
  static OnnxValue adaptive(AdaptiveAveragePoolingLayer layer, Site site) {
    OnnxValue rows = site.reshaped(parts(site, 2, layer.getHeight()), 1, 1, layer.getHeight(), -1);
    OnnxValue columns =
        site.node("Transpose", parts(site, 3, layer.getWidth())).integers("perm", 1L, 0L).giving(2);
    OnnxValue narrow = site.added("MatMul", site.input(), columns);
    return site.added("MatMul", rows, narrow);
  }

  /** The weights of a dimension's inputs in every output: [outputs, inputs]. */
  private static OnnxValue parts(Site site, int dimension, int outputs) {
    OnnxValue size = Sizes.of(site, site.input(), dimension, dimension + 1);
    OnnxValue count = site.node("Squeeze", size).giving(0);
    OnnxValue inputs =
        site.node("Range", site.graph().integer(0), count, site.graph().integer(1)).giving(1);
    long[] numbers = IntStream.range(0, outputs).asLongStream().toArray();
    OnnxValue parts = site.graph().integers(outputs);
    OnnxValue first =
        site.added("Div", site.added("Mul", site.graph().integers(numbers), size), parts);
    long[] next = Arrays.stream(numbers).map(o -> o + 1).toArray();
    OnnxValue last = site.added("Mul", site.graph().integers(next), size);
    OnnxValue rounding = site.graph().integers(outputs - 1);
    OnnxValue end = site.added("Div", site.added("Add", last, rounding), parts);
    OnnxValue begun = site.added("Not", site.added("Less", row(site, inputs), column(site, first)));
    OnnxValue open = site.added("Less", row(site, inputs), column(site, end));
    OnnxValue inside = floats(site, site.added("And", begun, open));
    OnnxValue length = floats(site, site.added("Sub", column(site, end), column(site, first)));
    return site.added("Div", inside, length);
  }

  private static OnnxValue row(Site site, OnnxValue values) {
    return site.reshaped(values, 1, -1);
  }

  private static OnnxValue column(Site site, OnnxValue values) {
    return site.reshaped(values, -1, 1);
  }

  private static OnnxValue floats(Site site, OnnxValue value) {
    return site.node("Cast", value).integer("to", 1).giving(value.rank());
  }
}
