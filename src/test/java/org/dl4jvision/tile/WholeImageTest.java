package org.dl4jvision.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.layer.feature.AdaptiveAveragePoolingLayer;
import org.dl4jvision.network.SegmentationNetwork;
import org.dl4jvision.network.decoder.Decoder;
import org.dl4jvision.network.decoder.Decoders;
import org.dl4jvision.network.encoder.Encoder;
import org.dl4jvision.network.encoder.Encoders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Tiles give what the network gives for the whole image, at every pixel whose receptive field lies
 * inside of all tiles that cover it. The field is found, not computed: by a change of single pixels
 * of the input.
 */
class WholeImageTest {

  private static final double TOLERANCE = 1e-5;

  /** With others the single channel of SqueezeNet's narrowest layer is 0 for any image. */
  private static final long SEED = 7;

  /** Every encoder and every decoder, each with the one that the default network has beside it. */
  static List<Arguments> networks() {
    return pairs((encoder, decoder) -> encoder.equals("plain") || decoder.equals("unet"), false);
  }

  static List<Arguments> networksThatSeeAll() {
    return pairs((encoder, decoder) -> encoder.equals("plain") || decoder.equals("unet"), true);
  }

  static List<Arguments> otherPairs() {
    return pairs((encoder, decoder) -> !encoder.equals("plain") && !decoder.equals("unet"), false);
  }

  @Tag("scale")
  @ParameterizedTest(name = "{0}")
  @MethodSource("otherPairs")
  void tilesGiveTheWholeImagesResultOfOtherPairs(
      String name, CNN2DFormat format, ComputationGraph network, int multipleOf, int factor) {
    tilesGiveTheWholeImagesResult(name, format, network, multipleOf, factor);
  }

  /**
   * Whether the output depends on the whole image everywhere, as the network averages over it,
   * instead of the surroundings of a pixel.
   */
  private static boolean seesAll(ComputationGraph network) {
    return Arrays.stream(network.getLayers())
        .map(layer -> layer.conf().getLayer())
        .anyMatch(
            layer ->
                layer instanceof GlobalPoolingLayer
                    || layer instanceof AdaptiveAveragePoolingLayer);
  }

  private static List<Arguments> pairs(BiPredicate<String, String> chosen, boolean seeAll) {
    List<Arguments> networks = new ArrayList<>();
    for (Encoder encoder : Encoders.REGISTRY.all()) {
      for (Decoder decoder : Decoders.REGISTRY.all()) {
        if (!chosen.test(encoder.name(), decoder.name())) {
          continue;
        }
        SegmentationNetwork network =
            SegmentationNetwork.builder()
                .inputChannels(3)
                .classes(3)
                .encoder(encoder.name())
                .decoder(decoder.name())
                .baseChannels(4)
                .depth(2)
                .seed(SEED)
                .build();
        String name = encoder.name() + " " + decoder.name();
        networks.add(Arguments.of(name, CNN2DFormat.NCHW, network.init(), network.multipleOf(), 1));
      }
    }
    for (CNN2DFormat format : TinyNetworks.formats()) {
      networks.add(Arguments.of("plain " + format, format, TinyNetworks.plain(format), 6, 1));
      networks.add(Arguments.of("quarter " + format, format, TinyNetworks.quarter(format), 4, 4));
    }
    networks.removeIf(network -> seesAll((ComputationGraph) network.get()[2]) != seeAll);
    return networks;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void tilesGiveTheWholeImagesResult(
      String name, CNN2DFormat format, ComputationGraph network, int multipleOf, int factor) {
    Acceleration.enable(network);
    TileArrays arrays = new TileArrays(format, DataType.FLOAT);
    int reach = reach(network, arrays, multipleOf, factor);
    int side = (5 * reach + multipleOf) / multipleOf * multipleOf;
    ImageSize size = new ImageSize(2 * side, 3 * side - multipleOf);
    TiledPrediction tiles =
        TiledPrediction.builder(network).tile(side).overlap(0.5).batchSize(2).build();
    assertEquals(multipleOf, tiles.multipleOf());
    TileGrid grid = tiles.grid(3, size);
    assertTrue(grid.rows().count() > 2 && grid.columns().count() > 2, grid::toString);

    INDArray image =
        arrays.of(random(3 * size.height() * size.width()), 1, 3, size.height(), size.width());
    INDArray whole = network.outputSingle(image);
    INDArray tiled = tiles.output(image);
    assertArrayEquals(whole.shape(), tiled.shape());
    float[] expected = arrays.values(whole);
    float[] actual = arrays.values(tiled);
    int height = size.height() / factor;
    int width = size.width() / factor;
    int checked = 0;
    int blended = 0;
    for (int y = 0; y < height; y++) {
      int rows = covering(grid.rows(), y * factor, reach);
      for (int x = 0; x < width; x++) {
        int columns = covering(grid.columns(), x * factor, reach);
        if (rows > 0 && columns > 0) {
          checked++;
          blended += rows > 1 || columns > 1 ? 1 : 0;
          for (int at = y * width + x; at < expected.length; at += height * width) {
            assertEquals(expected[at], actual[at], TOLERANCE, name + " at " + y + ", " + x);
          }
        }
      }
    }
    assertTrue(checked > height * width / 10, checked + " pixels checked");
    assertTrue(blended > 0, "no pixel of several tiles was checked");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networksThatSeeAll")
  void oneTileIsTheWholeImageAndSeveralCoverIt(
      String name, CNN2DFormat format, ComputationGraph network, int multipleOf, int factor) {
    Acceleration.enable(network);
    int side = 16 * multipleOf;
    INDArray image =
        new TileArrays(format, DataType.FLOAT).of(random(3 * side * side), 1, 3, side, side);
    TiledPrediction whole = TiledPrediction.builder(network).tile(side).build();
    assertEquals(network.outputSingle(image), whole.output(image), name);
    INDArray tiled =
        TiledPrediction.builder(network).tile(side / 2).overlap(0.5).build().output(image);
    INDArray sums = tiled.sum(1);
    assertTrue(sums.sub(1).amaxNumber().doubleValue() < TOLERANCE, name + ": " + sums);
  }

  /** How many tiles cover a pixel; 0 if the field of it lies outside of any. */
  private static int covering(TileAxis axis, int at, int reach) {
    int tiles = 0;
    for (int i = 0; i < axis.count(); i++) {
      int from = axis.offset(i);
      int to = from + axis.side();
      if (from <= at && at < to) {
        tiles++;
        boolean inside =
            (from == 0 || at - reach >= from) && (to == axis.length() || at + reach < to);
        if (!inside) {
          return 0;
        }
      }
    }
    return tiles;
  }

  /**
   * How far from a changed row or column the output changes, whatever its place on the pooling grid
   * is. A whole one is changed, as at the border of a tile.
   */
  private static int reach(
      ComputationGraph network, TileArrays arrays, int multipleOf, int factor) {
    int side = 32 * multipleOf;
    int middle = side / 2 / multipleOf * multipleOf;
    float[] before = random(3 * side * side);
    float[] plain = arrays.values(network.outputSingle(arrays.of(before, 1, 3, side, side)));
    int reach = 0;
    for (int phase = 0; phase < multipleOf; phase++) {
      int at = middle + phase;
      for (boolean row : new boolean[] {true, false}) {
        float[] changed = before.clone();
        for (int i = 0; i < 3 * side; i++) {
          int channel = i / side;
          int along = i % side;
          int y = row ? at : along;
          int x = row ? along : at;
          changed[(channel * side + y) * side + x] += 100 * (channel - 1.5f);
        }
        float[] after = arrays.values(network.outputSingle(arrays.of(changed, 1, 3, side, side)));
        int width = side / factor;
        for (int i = 0; i < after.length; i++) {
          if (after[i] != plain[i]) {
            int place = (row ? i / width % width : i % width) * factor;
            reach = Math.max(reach, distance(place, at, factor));
          }
        }
      }
    }
    assertTrue(reach > 0 && reach < side / 2 - 2 * multipleOf, "reach " + reach + " of " + side);
    return reach;
  }

  private static int distance(int output, int input, int factor) {
    return Math.max(output - input, input - output) + factor - 1;
  }

  private static float[] random(int length) {
    Nd4j.getRandom().setSeed(11);
    return Nd4j.rand(DataType.FLOAT, length).data().asFloat();
  }
}
