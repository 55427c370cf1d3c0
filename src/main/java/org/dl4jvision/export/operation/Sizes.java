package org.dl4jvision.export.operation;

import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.dl4jvision.export.graph.OnnxNode;
import org.dl4jvision.export.graph.OnnxValue;
import org.dl4jvision.layer.feature.BilinearResizeLayer;
import org.dl4jvision.layer.feature.BilinearResizeVertex;
import org.dl4jvision.layer.feature.CeilPaddingLayer;

/** Layers and vertices that change the height and width of maps and nothing else. */
final class Sizes {

  private Sizes() {}

  /** The sizes of some dimensions of a value, as a list of whole numbers. */
  static OnnxValue of(Site site, OnnxValue value, int from, int to) {
    return site.node("Shape", value).integer("start", from).integer("end", to).giving(1);
  }

  static OnnxValue repeated(Upsampling2D layer, Site site) {
    Convolutions.requireFormat(layer.getFormat(), site);
    return resize(site, factors(site, layer.getSize()[0], layer.getSize()[1]))
        .text("mode", "nearest")
        .text("coordinate_transformation_mode", "asymmetric")
        .text("nearest_mode", "floor")
        .giving(site.input().rank());
  }

  static OnnxValue bilinear(BilinearResizeLayer layer, Site site) {
    return bilinear(resize(site, factors(site, layer.getFactor(), layer.getFactor())), site);
  }

  static OnnxValue bilinear(BilinearResizeVertex vertex, Site site) {
    OnnxValue kept = of(site, site.input(), 0, 2);
    OnnxValue wanted = of(site, site.inputs().get(1), 2, site.input().rank());
    OnnxValue sizes = site.node("Concat", kept, wanted).integer("axis", 0).giving(1);
    return bilinear(site.node("Resize", site.input(), OnnxValue.NONE, OnnxValue.NONE, sizes), site);
  }

  private static OnnxValue bilinear(OnnxNode node, Site site) {
    return node.text("mode", "linear")
        .text("coordinate_transformation_mode", "half_pixel")
        .giving(site.input().rank());
  }

  private static OnnxNode resize(Site site, OnnxValue factors) {
    return site.node("Resize", site.input(), OnnxValue.NONE, factors);
  }

  private static OnnxValue factors(Site site, float vertically, float horizontally) {
    return site.graph().floats("factors", new float[] {1, 1, vertically, horizontally}, 4);
  }

  static OnnxValue zeroPadding(ZeroPaddingLayer layer, Site site) {
    Convolutions.requireFormat(layer.getDataFormat(), site);
    int[] sides = layer.getPadding(); // top, bottom, left, right
    OnnxValue pads = site.graph().integers(0, 0, sides[0], sides[2], 0, 0, sides[1], sides[3]);
    return site.added("Pad", site.input(), pads);
  }

  /** As many rows and columns as {@link CeilPaddingLayer#padded} says, from sizes when run. */
  static OnnxValue ceilPadding(CeilPaddingLayer layer, Site site) {
    OnnxValue size = of(site, site.input(), 2, 4);
    OnnxValue stride = site.graph().integers(layer.getStride());
    OnnxValue reached = site.graph().integers(layer.getStride() - 1 - layer.getKernel());
    OnnxValue steps = site.added("Div", site.added("Add", size, reached), stride);
    steps = site.added("Max", steps, site.graph().integers(0));
    OnnxValue begins = site.added("Less", site.added("Mul", steps, stride), size);
    OnnxValue fewer = site.added("Sub", steps, site.graph().integers(1));
    OnnxValue last = site.added("Where", begins, steps, fewer);
    OnnxValue kernel = site.graph().integers(layer.getKernel());
    OnnxValue padded = site.added("Add", site.added("Mul", last, stride), kernel);
    OnnxValue more = site.added("Sub", site.added("Max", padded, size), size);
    OnnxValue none = site.graph().integers(0, 0, 0, 0, 0, 0);
    OnnxValue pads = site.node("Concat", none, more).integer("axis", 0).giving(1);
    return site.added("Pad", site.input(), pads);
  }

  static OnnxValue cropping(Cropping2D layer, Site site) {
    Convolutions.requireFormat(layer.getDataFormat(), site);
    int[] sides = layer.getCropping(); // top, bottom, left, right
    return site.added(
        "Slice",
        site.input(),
        site.graph().integers(sides[0], sides[2]),
        site.graph().integers(end(sides[1]), end(sides[3])),
        site.graph().integers(2, 3));
  }

  private static long end(int cropped) {
    return cropped == 0 ? Long.MAX_VALUE : -cropped;
  }
}
