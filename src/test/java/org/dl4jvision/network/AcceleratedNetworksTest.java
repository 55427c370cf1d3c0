package org.dl4jvision.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.InputVertex;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.acceleration.Comparison;
import org.dl4jvision.acceleration.kind.AcceleratedKinds;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.Encoders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** No layer of any network is left to DL4J's slow path. */
class AcceleratedNetworksTest {

  private static final String OURS = "org.dl4jvision.acceleration";

  @BeforeEach
  void needsOneDnn() {
    Comparison.needOneDnn();
  }

  static Set<String> encoders() {
    return new TreeSet<>(Encoders.REGISTRY.names());
  }

  static Set<String> decoders() {
    return new TreeSet<>(Decoders.REGISTRY.names());
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void leavesNoLayerOfAnEncoderSlow(String encoder) {
    check(encoder, "fcn32s");
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void leavesNoLayerOfADecoderSlow(String decoder) {
    check("small", decoder);
  }

  private static void check(String encoder, String decoder) {
    ComputationGraph graph =
        SegmentationNetwork.builder()
            .inputChannels(3)
            .encoder(encoder)
            .decoder(decoder)
            .baseChannels(8)
            .activation(Activation.SOFTMAX.getActivationFunction())
            .build()
            .init();
    INDArray image = Nd4j.rand(DataType.FLOAT, 1, 3, 64, 96);
    INDArray expected = graph.outputSingle(image);
    Acceleration.Report report = Acceleration.enable(graph);
    Set<String> slow = new TreeSet<>();
    for (GraphVertex vertex : graph.getVertices()) {
      Object object = vertex.hasLayer() ? vertex.getLayer() : vertex;
      boolean fast =
          object.getClass().getName().startsWith(OURS) || AcceleratedKinds.isAccelerated(object);
      if (!fast && !(object instanceof InputVertex || object instanceof IOutputLayer)) {
        slow.add(vertex.getVertexName() + ": " + object.getClass().getSimpleName());
      }
    }
    assertEquals(Set.of(), slow, report::message);
    assertTrue(expected.equalsWithEps(graph.outputSingle(image), 1e-4));
  }
}
