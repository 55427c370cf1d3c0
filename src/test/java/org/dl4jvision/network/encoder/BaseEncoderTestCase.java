package org.dl4jvision.network.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.layer.detection.FcosHead;
import org.dl4jvision.network.DetectionNetwork;
import org.dl4jvision.network.NetworkChecks;
import org.dl4jvision.network.SegmentationNetwork;
import org.dl4jvision.network.blocks.Feature;
import org.dl4jvision.network.blocks.GraphWriter;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every encoder; a subclass names the class, whose registered sizes are tested. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BaseEncoderTestCase {

  /** Deeper ones take images too large for a test. */
  private static final int DEEPEST = 5;

  /** One with all maps and one with the last; all pairs are tested where there is time. */
  private static final List<String> DECODERS = List.of("unet", "fcn");

  private final Class<? extends Encoder> type;

  protected BaseEncoderTestCase(Class<? extends Encoder> type) {
    this.type = type;
  }

  /** Channels of the first stage: few, so that tests are fast. */
  int baseChannels() {
    return 4;
  }

  Stream<Encoder> encoders() {
    return Encoders.REGISTRY.all().stream().filter(type::isInstance);
  }

  private record Built(List<Feature> maps, ComputationGraph graph) {

    Built(Encoder encoder, EncoderOptions options) {
      this(encoder, options, new GraphWriter(new NeuralNetConfiguration.Builder().seed(1)));
    }

    private Built(Encoder encoder, EncoderOptions options, GraphWriter writer) {
      this(encoder.addTo(writer, writer.input("input", 3), options), writer);
    }

    private Built(List<Feature> maps, GraphWriter writer) {
      this(maps, new ComputationGraph(writer.build(maps.get(maps.size() - 1))));
      graph.init();
    }

    INDArray deepest(INDArray images, boolean training) {
      return graph.feedForward(images, training).get(maps.get(maps.size() - 1).vertex());
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void mapsAreWhatTheySay(Encoder encoder) {
    for (int depth = 1; depth <= Math.min(DEEPEST, encoder.maxDepth()); depth++) {
      long undilated = -1;
      for (int outputStride : new int[] {EncoderOptions.ANY_STRIDE, 16, 8, 4}) {
        EncoderOptions options = new EncoderOptions(baseChannels(), depth, outputStride, 0);
        Built built = new Built(encoder, options);
        List<Feature> maps = built.maps;
        assertEquals(options.stride(depth), maps.get(maps.size() - 1).stride(), options::toString);
        for (int i = 1; i < maps.size(); i++) {
          assertEquals(2 * maps.get(i - 1).stride(), maps.get(i).stride(), options::toString);
        }
        int height = 3 << depth;
        int width = 1 << depth;
        Map<String, INDArray> outputs =
            built.graph.feedForward(Nd4j.rand(DataType.FLOAT, 1, 3, height, width), false);
        for (Feature map : maps) {
          assertEquals(
              List.of(
                  1L,
                  (long) map.channels(),
                  (long) height / map.stride(),
                  (long) width / map.stride()),
              NetworkChecks.shape(outputs.get(map.vertex())),
              () -> map + " with " + options);
        }
        undilated = undilated < 0 ? built.graph.numParams() : undilated;
        assertTrue(built.graph.numParams() <= undilated, "dilation costs no parameters");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void segmentsWithDecoders(Encoder encoder) {
    for (String decoder : DECODERS) {
      for (int depth : new int[] {1, Math.min(DEEPEST, encoder.depth())}) {
        NetworkChecks.segments(
            SegmentationNetwork.builder()
                .inputChannels(2)
                .classes(3)
                .encoder(encoder.name())
                .decoder(decoder)
                .baseChannels(baseChannels())
                .depth(depth)
                .build(),
            2,
            3);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void detectsUnderThePyramid(Encoder encoder) {
    for (int[] strides : new int[][] {{8, 16, 32}, {4, 8}, {16}}) {
      FcosHead.Builder head = FcosHead.builder().strides(strides);
      head.classes(2).imageWidth(64).imageHeight(96);
      NetworkChecks.detects(
          DetectionNetwork.builder(head.build())
              .inputChannels(1)
              .encoder(encoder.name())
              .baseChannels(baseChannels())
              .build(),
          1);
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void dropsValuesOnlyInTraining(Encoder encoder) {
    INDArray images = Nd4j.rand(DataType.FLOAT, 2, 3, 32, 32);
    for (double dropout : new double[] {0, 0.5}) {
      Built built =
          new Built(
              encoder,
              new EncoderOptions(
                  baseChannels(), encoder.depth(), EncoderOptions.ANY_STRIDE, dropout));
      assertEquals(built.deepest(images, false), built.deepest(images, false));
      INDArray first = built.deepest(images, true);
      INDArray second = built.deepest(images, true);
      if (dropout > 0) {
        assertNotEquals(first, second);
      } else {
        assertEquals(first, second);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void goesNoDeeperThanItSays(Encoder encoder) {
    int tooDeep = encoder.maxDepth() + 1;
    SegmentationNetwork.Builder builder =
        SegmentationNetwork.builder().encoder(encoder.name()).depth(tooDeep);
    assertEquals(
        "depth is " + tooDeep + "; allowed: 1 to " + encoder.maxDepth(),
        assertThrows(IllegalArgumentException.class, builder::build).getMessage());
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void statesItself(Encoder encoder) {
    assertEquals(encoder, Encoders.get(encoder.name()));
    assertTrue(encoder.help().length() > 10 && encoder.help().lines().count() == 1);
    assertTrue(encoder.depth() >= 1 && encoder.depth() <= encoder.maxDepth());
    assertTrue(encoder.baseChannels() >= 1 && encoder.pyramidChannels() >= 1);
  }
}
