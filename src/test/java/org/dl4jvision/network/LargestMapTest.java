package org.dl4jvision.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.layer.detection.Heads;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.Encoders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The size of the largest array is known without making any. */
class LargestMapTest {

  private static final int HEIGHT = 64;
  private static final int WIDTH = 96;

  private static void assertLargest(EncoderNetwork model, int height, int width) {
    ComputationGraph network = model.init();
    INDArray image = Nd4j.zeros(DataType.FLOAT, 1, model.inputChannels(), height, width);
    network.setInputs(image);
    long largest =
        network.feedForward(false, false, true).values().stream()
            .mapToLong(INDArray::length)
            .max()
            .orElseThrow();
    assertEquals(largest, model.largestMap(height, width), model.encoder().name());
  }

  static Iterable<String> encoders() {
    return Encoders.REGISTRY.names();
  }

  static Iterable<String> decoders() {
    return Decoders.REGISTRY.names();
  }

  static Iterable<String> heads() {
    return Heads.REGISTRY.names();
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void ofAnyEncoder(String encoder) {
    assertLargest(
        SegmentationNetwork.builder().encoder(encoder).baseChannels(4).build(), HEIGHT, WIDTH);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void ofAnyDecoder(String decoder) {
    assertLargest(
        SegmentationNetwork.builder().decoder(decoder).baseChannels(4).classes(9).build(),
        HEIGHT,
        WIDTH);
  }

  @ParameterizedTest
  @MethodSource("heads")
  void ofAnyHead(String head) {
    assertLargest(
        DetectionNetwork.builder(
                Heads.REGISTRY
                    .get(head)
                    .builder()
                    .classes(3)
                    .imageWidth(WIDTH)
                    .imageHeight(HEIGHT)
                    .build())
            .baseChannels(4)
            .build(),
        HEIGHT,
        WIDTH);
  }
}
