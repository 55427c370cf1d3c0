package org.dl4jvision.export.operation;

import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.dl4jvision.export.graph.OnnxValue;
import org.dl4jvision.layer.detection.LevelsVertex;
import org.dl4jvision.layer.feature.ChannelScaleVertex;
import org.dl4jvision.layer.feature.PixelScaleVertex;

/** Vertices, which have no parameters, and preprocessors. */
final class Vertices {

  private Vertices() {}

  static OnnxValue merged(MergeVertex vertex, Site site) {
    return site.node("Concat", site.all())
        .integer("axis", vertex.getMergeAxis())
        .giving(site.input().rank());
  }

  static OnnxValue elementwise(ElementWiseVertex vertex, Site site) {
    if (site.inputs().size() == 1) {
      return site.input();
    }
    return switch (vertex.getOp()) {
      case Add -> site.added("Sum", site.all());
      case Average -> site.added("Mean", site.all());
      case Max -> site.added("Max", site.all());
      case Subtract -> site.added("Sub", site.all());
      case Product ->
          site.inputs().stream().reduce((a, b) -> site.added("Mul", a, b)).orElseThrow();
    };
  }

  static OnnxValue scaled(ScaleVertex vertex, Site site) {
    return site.added("Mul", site.input(), site.graph().number(vertex.getScaleFactor()));
  }

  static OnnxValue shifted(ShiftVertex vertex, Site site) {
    return site.added("Add", site.input(), site.graph().number(vertex.getShiftFactor()));
  }

  static OnnxValue subset(SubsetVertex vertex, Site site) {
    return site.added(
        "Slice",
        site.input(),
        site.graph().integers(vertex.getFrom()),
        site.graph().integers(vertex.getTo() + 1L),
        site.graph().integers(1));
  }

  static OnnxValue scaledChannels(ChannelScaleVertex vertex, Site site) {
    OnnxValue scales = site.inputs().get(1);
    OnnxValue ofMaps = scales.rank() == 2 ? site.reshaped(scales, 0, -1, 1, 1) : scales;
    return site.added("Mul", site.input(), ofMaps);
  }

  static OnnxValue scaledPixels(PixelScaleVertex vertex, Site site) {
    return site.added("Mul", site.input(), site.inputs().get(1));
  }

  static OnnxValue levels(LevelsVertex vertex, Site site) {
    OnnxValue[] rows =
        site.inputs().stream()
            .map(level -> site.reshaped(level, 0, 0, -1))
            .toArray(OnnxValue[]::new);
    return site.node("Concat", rows).integer("axis", 2).giving(3);
  }

  static OnnxValue preprocessed(PreprocessorVertex vertex, Site site) {
    return OnnxOperations.write(vertex.getPreProcessor(), "the preprocessor", site);
  }

  static OnnxValue flat(CnnToFeedForwardPreProcessor preprocessor, Site site) {
    Convolutions.requireFormat(preprocessor.getFormat(), site);
    return site.input().rank() == 2
        ? site.input()
        : site.node("Flatten", site.input()).integer("axis", 1).giving(2);
  }

  static OnnxValue unflattened(FeedForwardToCnnPreProcessor preprocessor, Site site) {
    return site.input().rank() == 4
        ? site.input()
        : site.reshaped(
            site.input(),
            0,
            preprocessor.getNumChannels(),
            preprocessor.getInputHeight(),
            preprocessor.getInputWidth());
  }
}
