package org.dl4jvision.export;

import java.util.List;
import java.util.OptionalDouble;
import org.dl4jvision.check.Check;
import org.dl4jvision.export.graph.OnnxGraph;
import org.dl4jvision.export.graph.OnnxValue;
import org.dl4jvision.layer.detection.Anchor;
import org.dl4jvision.layer.detection.AnchorGenerator;
import org.dl4jvision.layer.detection.AnchorHead;
import org.dl4jvision.layer.detection.BoxCoder;
import org.dl4jvision.layer.detection.CenterSizeCoder;
import org.dl4jvision.layer.detection.EdgeDistanceCoder;
import org.dl4jvision.layer.detection.FcosHead;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.YoloHead;

/** Nodes that turn what a detector gives into boxes and scores, as its head does. */
final class DetectionOutputs {

  /** From this number on sizes grow linearly, as the head's do. */
  private static final double LIMIT = 4;

  private static final double SCORE_THRESHOLD = 0.05;
  private static final double IOU_THRESHOLD = 0.6;
  private static final int DETECTIONS = 100;

  private final OnnxGraph graph;
  private final Head head;
  private final AnchorGenerator anchors;

  DetectionOutputs(OnnxGraph graph, Head head) {
    this.graph = graph;
    this.head = head;
    anchors = head.anchorGenerator();
  }

  /**
   * Adds the outputs {@code boxes} and {@code scores}.
   *
   * @param raw [N, channels, locations]
   * @param suppressed whether the detections that are left by non-maximum suppression are one, too
   */
  void add(OnnxValue raw, boolean suppressed) {
    graph.begin("detections");
    int ofClasses = head.anchors() * head.outputClasses();
    int ofBoxes = 4 * head.anchors();
    OnnxValue boxes = boxes(rows(raw, ofClasses, ofClasses + ofBoxes, 4));
    OnnxValue scores = sigmoid(rows(raw, 0, ofClasses, head.outputClasses()));
    if (head.hasQuality()) {
      scores = scores(scores, sigmoid(rows(raw, ofClasses + ofBoxes, head.channels(), 1)));
    }
    String count = String.valueOf(head.predictions());
    graph.output(boxes, "boxes", List.of("batch", count, "4"));
    String classes = String.valueOf(head.outputClasses());
    graph.output(scores, "scores", List.of("batch", count, classes));
    if (suppressed) {
      graph.output(suppressed(boxes, scores), "detections", List.of("detections", "7"));
    }
  }

  /** Channels of all anchors as rows of predictions: [N, predictions, columns]. */
  private OnnxValue rows(OnnxValue raw, int from, int to, int columns) {
    OnnxValue part = slice(raw, 1, from, to);
    OnnxValue byAnchor =
        graph.node("Reshape", part, graph.integers(0, head.anchors(), columns, -1)).giving(4);
    OnnxValue turned = graph.node("Transpose", byAnchor).integers("perm", 0L, 1L, 3L, 2L).giving(4);
    return graph.node("Reshape", turned, graph.integers(0, -1, columns)).giving(3);
  }

  private OnnxValue slice(OnnxValue value, int axis, int from, int to) {
    return graph
        .node("Slice", value, graph.integers(from), graph.integers(to), graph.integers(axis))
        .giving(value.rank());
  }

  private OnnxValue added(String operator, OnnxValue... values) {
    return graph.node(operator, values).giving(values[0].rank());
  }

  private OnnxValue sigmoid(OnnxValue value) {
    return added("Sigmoid", value);
  }

  /**
   * The score of a probability and a quality.
   *
   * @throws IllegalArgumentException for a head of one's own, whose score is known in Java alone
   */
  private OnnxValue scores(OnnxValue probability, OnnxValue quality) {
    OnnxValue product = added("Mul", probability, quality);
    return head instanceof FcosHead ? added("Sqrt", product) : product;
  }

  /** Refuses heads that are known in Java alone. */
  static void requireKnown(Head head) {
    Check.that(
        head instanceof AnchorHead || head instanceof FcosHead || head instanceof YoloHead,
        "head to decode",
        head.getClass().getSimpleName(),
        "FcosHead, YoloHead and heads of anchors");
  }

  private OnnxValue boxes(OnnxValue numbers) {
    OnnxValue first = slice(numbers, 2, 0, 2);
    OnnxValue second = slice(numbers, 2, 2, 4);
    OnnxValue centers = perPrediction("centers", (p, a) -> new double[] {a.centerX(), a.centerY()});
    OnnxValue sizes = perPrediction("sizes", (p, a) -> new double[] {a.width(), a.height()});
    BoxCoder coder = head.boxCoder(0);
    OnnxValue low;
    OnnxValue high;
    if (coder instanceof EdgeDistanceCoder) {
      low = added("Sub", centers, added("Mul", sizes, size(first)));
      high = added("Add", centers, added("Mul", sizes, size(second)));
    } else {
      OnnxValue center = added("Add", centers, offsets(first, sizes));
      OnnxValue half = added("Mul", added("Mul", sizes, size(second)), graph.number(1 / 2.0));
      low = added("Sub", center, half);
      high = added("Add", center, half);
    }
    OnnxValue edges = graph.node("Concat", low, high).integer("axis", 2).giving(3);
    float width = head.imageWidth();
    float height = head.imageHeight();
    OnnxValue image = graph.floats("image", new float[] {width, height, width, height}, 4);
    return added("Max", added("Min", edges, image), graph.number(0));
  }

  /** How far centers are from those of the anchors: (2 sigmoid(x) - 1) cells, or x sizes. */
  private OnnxValue offsets(OnnxValue numbers, OnnxValue sizes) {
    if (cell(0).isEmpty()) {
      return added("Mul", numbers, sizes);
    }
    OnnxValue cells =
        perPrediction(
            "cells",
            (p, a) -> {
              double cell = cell(anchors.level(p)).orElseThrow();
              return new double[] {cell, cell};
            });
    OnnxValue twice = added("Mul", sigmoid(numbers), graph.number(2));
    return added("Mul", added("Sub", twice, graph.number(1)), cells);
  }

  private OptionalDouble cell(int level) {
    return ((CenterSizeCoder) head.boxCoder(level)).cell();
  }

  /** exp(x), which goes on linearly. */
  private OnnxValue size(OnnxValue numbers) {
    OnnxValue limit = graph.number(LIMIT);
    OnnxValue grown = added("Exp", added("Min", numbers, limit));
    OnnxValue beyond = added("Max", added("Sub", numbers, limit), graph.number(0));
    return added("Mul", grown, added("Add", beyond, graph.number(1)));
  }

  /** Two numbers of every prediction. */
  private interface Pair {
    double[] of(int prediction, Anchor anchor);
  }

  private OnnxValue perPrediction(String name, Pair pair) {
    float[] values = new float[2 * head.predictions()];
    for (int p = 0; p < head.predictions(); p++) {
      double[] two = pair.of(p, anchors.get(p));
      values[2 * p] = (float) two[0];
      values[2 * p + 1] = (float) two[1];
    }
    return graph.floats(name, values, 1, head.predictions(), 2);
  }

  /** 1 where a box has an area, else 0: [N, predictions, 1]. */
  private OnnxValue hasArea(OnnxValue boxes) {
    OnnxValue sides = added("Sub", slice(boxes, 2, 2, 4), slice(boxes, 2, 0, 2));
    OnnxValue shorter = graph.node("ReduceMin", sides).integers("axes", 2L).giving(3);
    return floats(added("Greater", shorter, graph.number(0)));
  }

  private OnnxValue floats(OnnxValue value) {
    return graph.node("Cast", value).integer("to", 1).giving(value.rank());
  }

  /** Rows of image, class, score, left, top, right and bottom edge. */
  private OnnxValue suppressed(OnnxValue boxes, OnnxValue scores) {
    OnnxValue some = added("Mul", scores, hasArea(boxes));
    OnnxValue byClass = graph.node("Transpose", some).integers("perm", 0L, 2L, 1L).giving(3);
    OnnxValue kept =
        graph
            .node(
                "NonMaxSuppression",
                boxes,
                byClass,
                graph.integers(DETECTIONS),
                graph.number(IOU_THRESHOLD),
                graph.number(SCORE_THRESHOLD))
            .giving(2);
    OnnxValue score = graph.node("GatherND", byClass, kept).giving(1);
    OnnxValue column = graph.node("Reshape", score, graph.integers(-1, 1)).giving(2);
    OnnxValue places =
        graph.node("Gather", kept, graph.integers(0, 2)).integer("axis", 1).giving(2);
    OnnxValue edges = graph.node("GatherND", boxes, places).giving(2);
    OnnxValue whose = floats(slice(kept, 1, 0, 2));
    return graph.node("Concat", whose, column, edges).integer("axis", 1).giving(2);
  }
}
