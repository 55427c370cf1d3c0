package org.dl4jvision.network.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.network.NetworkChecks;
import org.dl4jvision.network.SegmentationNetwork;
import org.dl4jvision.network.blocks.Convolutions;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What holds for every decoder; a subclass names the class, whose registered entries are tested.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BaseDecoderTestCase {

  private static final int CLASSES = 3;

  /** Of each kind one; all pairs are tested where there is time. */
  private static final List<String> ENCODERS = List.of("plain", "small", "mobilenet-v3-large");

  private final Class<? extends Decoder> type;

  protected BaseDecoderTestCase(Class<? extends Decoder> type) {
    this.type = type;
  }

  Stream<Decoder> decoders() {
    return Decoders.REGISTRY.all().stream().filter(type::isInstance);
  }

  /** Whatever strides and channels an encoder has, also where one is left out or there is one. */
  @ParameterizedTest
  @MethodSource("decoders")
  void givesLogitsOfTheStrideThatItSays(Decoder decoder) {
    for (int[] strides : new int[][] {{1, 2, 4, 8}, {2, 4, 8, 16, 32}, {4, 16}, {8}, {1}}) {
      int coarsest = strides[strides.length - 1];
      GraphWriter writer = new GraphWriter(new NeuralNetConfiguration.Builder().seed(1));
      Feature last = writer.input("input", 2);
      List<Feature> maps = new ArrayList<>();
      for (int stride : strides) {
        int step = stride / last.stride();
        last =
            writer.convolution(
                "map" + stride,
                Convolutions.of(Math.max(3, step), 3 + stride % 5).stride(step, step),
                last);
        maps.add(last);
      }
      Feature output = decoder.addTo(writer, maps, CLASSES);
      ComputationGraph graph = new ComputationGraph(writer.build(output));
      graph.init();
      assertEquals(
          List.of(
              1L,
              (long) CLASSES,
              3L * coarsest / output.stride(),
              (long) coarsest / output.stride()),
          NetworkChecks.shape(
              graph.outputSingle(Nd4j.rand(DataType.FLOAT, 1, 2, 3 * coarsest, coarsest))),
          () -> Arrays.toString(strides));
    }
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void segmentsWithEncoders(Decoder decoder) {
    for (String encoder : ENCODERS) {
      NetworkChecks.segments(
          SegmentationNetwork.builder()
              .classes(1)
              .encoder(encoder)
              .decoder(decoder.name())
              .baseChannels(4)
              .depth(2)
              .build(),
          1,
          1);
    }
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void statesItself(Decoder decoder) {
    assertEquals(decoder, Decoders.get(decoder.name()));
    assertTrue(decoder.help().length() > 10 && decoder.help().lines().count() == 1);
    assertEquals(1, Integer.bitCount(decoder.outputStride()));
  }
}
