package org.dl4jvision.network;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.box.Detection;
import org.dl4jvision.layer.detection.DetectionDecoder;
import org.dl4jvision.layer.detection.Head;
import org.dl4jvision.layer.detection.HeadType;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.layer.detection.YoloHead;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Boxes from the network's numbers cost little beside the numbers themselves. */
@Tag("timing")
class PostProcessingTest {

  private static final int BATCH = 8;
  private static final int SIZE = 512;

  static List<HeadType> heads() {
    return Heads.REGISTRY.all();
  }

  @ParameterizedTest
  @MethodSource("heads")
  void takesAtMostATenthOfTheForwardPass(HeadType type, TestReporter reporter) {
    Head head = type.builder().classes(3).imageWidth(SIZE).imageHeight(SIZE).build();
    ComputationGraph network = DetectionNetwork.builder(head).build().init();
    Acceleration.enable(network);
    INDArray images = Nd4j.rand(DataType.FLOAT, BATCH, 3, SIZE, SIZE);
    Nd4j.getRandom().setSeed(1);
    INDArray output = Nd4j.randn(DataType.FLOAT, BATCH, head.channels(), head.levels().locations());
    int classChannels = head.anchors() * head.outputClasses();
    // As of crowded images: most predictions say no, far more than are wanted say perhaps.
    output
        .get(NDArrayIndex.all(), NDArrayIndex.interval(0, classChannels), NDArrayIndex.all())
        .subi(type == YoloHead.TYPE ? 2.5 : 4.5);
    DetectionDecoder decoder = DetectionDecoder.builder(head).build();
    double forward = Double.POSITIVE_INFINITY;
    double decoding = Double.POSITIVE_INFINITY;
    int found = 0;
    // In turns, so that a busy machine slows both; often enough that all is compiled.
    for (int turn = 0; turn < 10; turn++) {
      long start = System.nanoTime();
      network.outputSingle(images);
      forward = Math.min(forward, (System.nanoTime() - start) / 1e6);
      for (int i = 0; i < 50; i++) {
        start = System.nanoTime();
        List<List<Detection>> detections = decoder.decode(output);
        decoding = Math.min(decoding, (System.nanoTime() - start) / 1e6);
        found = detections.stream().mapToInt(List::size).sum();
      }
    }
    String figures =
        String.format(
            "%s: forward %.0f ms, decoding and suppression %.1f ms, %d boxes",
            type, forward, decoding, found);
    reporter.publishEntry("post-processing", figures);
    assertTrue(found > BATCH, figures);
    assertTrue(decoding <= 0.1 * forward, figures);
  }
}
