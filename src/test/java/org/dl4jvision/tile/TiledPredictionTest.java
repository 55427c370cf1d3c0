package org.dl4jvision.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.check.Refusals;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.network.SegmentationNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TiledPredictionTest {

  private final ComputationGraph network =
      SegmentationNetwork.builder()
          .inputChannels(3)
          .classes(2)
          .baseChannels(2)
          .depth(2)
          .build()
          .init();

  private static INDArray image(long... shape) {
    Nd4j.getRandom().setSeed(5);
    return Nd4j.rand(DataType.FLOAT, shape);
  }

  /** The same pixels as the predictor gives a network that sees the whole image. */
  private static INDArray padded(INDArray image, int multipleOf) {
    int height = (int) image.size(2);
    int width = (int) image.size(3);
    float[] values = image.dup('c').data().asFloat();
    SegmentationSample sample =
        new SegmentationSample("a", (int) image.size(1), height, width, values, null);
    ImageSize size = new ImageSize(height, width).roundUp(multipleOf);
    return Nd4j.create(
        sample.window(0, 0, size).image(),
        new long[] {1, image.size(1), size.height(), size.width()},
        'c');
  }

  @Test
  void anImageThatFitsIntoOneTileIsThatOfTheNetworkToTheBit() {
    INDArray images = image(3, 3, 32, 48);
    assertEquals(
        network.outputSingle(images), TiledPrediction.builder(network).build().output(images));
  }

  /** Of one pixel beyond the last multiple, and of a side smaller than one tile's padding. */
  @Test
  void paddingIsTheImagesMirrorImage() {
    for (int[] size : new int[][] {{33, 46}, {3, 50}, {1, 1}}) {
      INDArray image = image(1, 3, size[0], size[1]);
      INDArray whole = network.outputSingle(padded(image, 4));
      INDArray expected =
          new ArrayImage(whole, 0, new TileArrays(CNN2DFormat.NCHW, DataType.FLOAT))
              .part(new Region(0, 0, size[0], size[1]));
      assertEquals(expected, TiledPrediction.builder(network).build().output(image));
    }
  }

  @Test
  void everyRowIsReadOnceAndGivenOnce() {
    ImageSize size = new ImageSize(101, 70);
    List<Region> read = new ArrayList<>();
    List<Region> given = new ArrayList<>();
    TileSource image = TileSource.of(new float[3 * 101 * 70], 3, size);
    TiledPrediction.builder(network)
        .tile(new ImageSize(16, 32))
        .overlap(0.5)
        .build()
        .predict(
            new TileSource() {
              @Override
              public int channels() {
                return 3;
              }

              @Override
              public ImageSize size() {
                return size;
              }

              @Override
              public float[] read(Region region) {
                read.add(region);
                return image.read(region);
              }
            },
            (rows, values) -> {
              assertEquals(2 * rows.area(), values.length);
              given.add(rows);
            });
    for (List<Region> all : List.of(read, given)) {
      assertTrue(all.size() > 4);
      int bottom = 0;
      for (Region rows : all) {
        assertEquals(Region.rows(bottom, rows.height(), 70), rows);
        assertTrue(rows.height() <= 16);
        bottom = rows.bottom();
      }
      assertEquals(101, bottom);
    }
  }

  /** A network that does not look around gives the same in tiles of any place and size. */
  @Property(tries = 40)
  void placesAndMirrorsAreRightForAnySize(
      @ForAll @IntRange(min = 1, max = 60) int height,
      @ForAll @IntRange(min = 1, max = 60) int width,
      @ForAll @IntRange(min = 1, max = 4) int tile,
      @ForAll @IntRange(min = 1, max = 3) int batch,
      @ForAll @DoubleRange(min = 0, max = 0.75) double overlap) {
    INDArray image = image(1, 3, height, width);
    INDArray tiled =
        TiledPrediction.builder(network)
            .model((tiles, places) -> tiles.dup())
            .multipleOf(8)
            .tile(8 * tile)
            .overlap(overlap)
            .batchSize(batch)
            .build()
            .output(image);
    assertEquals(0, image.sub(tiled).amaxNumber().doubleValue(), 1e-6);
  }

  /** What a model sees of each tile is the image and its mirror image, and where it lies. */
  @Test
  void aModelSeesTilesAndTheirPlaces() {
    INDArray image = image(1, 3, 30, 41);
    INDArray padded = padded(image, 4);
    List<Region> seen = new ArrayList<>();
    TiledPrediction.builder(network)
        .tile(16)
        .batchSize(3)
        .model(
            (tiles, places) -> {
              for (int i = 0; i < places.size(); i++) {
                TileArrays arrays = new TileArrays(CNN2DFormat.NCHW, DataType.FLOAT);
                INDArray expected = new ArrayImage(padded, 0, arrays).part(places.get(i));
                assertEquals(
                    expected, new ArrayImage(tiles, i, arrays).part(new Region(0, 0, 16, 16)));
              }
              seen.addAll(places);
              return network.outputSingle(tiles);
            })
        .build()
        .output(image);
    assertEquals(12, seen.size());
    assertEquals(new Region(16, 28, 16, 16), seen.get(11));
  }

  @Test
  void tellsHowFarItIsAndEndsWhenCancelled() {
    List<String> told = new ArrayList<>();
    TiledPrediction tiles =
        TiledPrediction.builder(network)
            .tile(16)
            .overlap(0)
            .batchSize(2)
            .progress((done, all) -> told.add(done + " of " + all))
            .cancelled(() -> told.size() == 3)
            .build();
    INDArray images = image(2, 3, 16, 48);
    CancellationException end =
        assertThrows(CancellationException.class, () -> tiles.output(images));
    assertEquals("cancelled after 5 of 6 tiles", end.getMessage());
    assertEquals(List.of("2 of 6", "3 of 6", "5 of 6"), told);
  }

  /** Probabilities of neighbors across a border of tiles differ no more than elsewhere. */
  @Test
  void noBorderOfTilesShows() {
    ComputationGraph unet =
        SegmentationNetwork.builder().inputChannels(3).classes(2).baseChannels(4).build().init();
    INDArray tiled = TiledPrediction.builder(unet).tile(64).build().output(image(1, 3, 160, 160));
    TileGrid grid = TiledPrediction.builder(unet).tile(64).build().grid(3, new ImageSize(160, 160));
    Set<Integer> borders = new HashSet<>();
    for (int i = 0; i < grid.columns().count(); i++) {
      borders.add(grid.columns().offset(i));
      borders.add(grid.columns().offset(i) + grid.columns().side());
    }
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (int x = 1; x < 160; x++) {
      int kind = borders.contains(x) ? 1 : 0;
      for (int y = 0; y < 160; y++) {
        sums[kind] += Math.abs(tiled.getDouble(0, 0, y, x) - tiled.getDouble(0, 0, y, x - 1));
        counts[kind]++;
      }
    }
    double ratio = sums[1] / counts[1] / (sums[0] / counts[0]);
    assertTrue(ratio < 1.1, () -> "differences at borders are " + ratio + " of those elsewhere");
  }

  @Test
  void anOutputIsChosenByItsName() {
    ComputationGraph two = TinyNetworks.twoOutputs();
    INDArray image = image(1, 3, 24, 20);
    INDArray half = TiledPrediction.builder(two).output("halfLoss").build().output(image);
    assertEquals(two.output(image)[1], half);
    assertEquals(
        """
        outputs is [loss, halfLoss]; allowed: one; name it by output(String)
        output is none; allowed: first, half, loss, halfLoss
        """,
        Refusals.messages(
            () -> TiledPrediction.builder(two).build(),
            () -> TiledPrediction.builder(two).output("none")));
  }

  @Test
  void networksOfDoublesGiveDoubles() {
    ComputationGraph doubles =
        SegmentationNetwork.builder()
            .baseChannels(2)
            .depth(1)
            .dataType(DataType.DOUBLE)
            .build()
            .init();
    INDArray image = image(1, 1, 32, 32);
    INDArray expected = doubles.outputSingle(image.castTo(DataType.DOUBLE));
    INDArray tiled = TiledPrediction.builder(doubles).build().output(image);
    assertEquals(DataType.DOUBLE, tiled.dataType());
    assertEquals(0, expected.sub(tiled).amaxNumber().doubleValue(), 1e-7);
  }

  @Test
  void lessMemoryMakesSmallerTiles() {
    ImageSize size = new ImageSize(3000, 2000);
    long before = Long.MAX_VALUE;
    for (long memory : new long[] {1L << 30, 1L << 28, 1L << 26, 1L << 25}) {
      TiledPrediction tiles = TiledPrediction.builder(network).memory(memory).build();
      long area = tiles.grid(3, size).place(0, 0).area();
      assertTrue(area <= before, () -> memory + " bytes give tiles of " + area);
      before = area;
    }
    assertTrue(before < 512 * 512, "tiles of " + before + " pixels");
  }

  @Test
  void badOptionsAreNamed() {
    TiledPrediction.Builder builder = TiledPrediction.builder(network);
    INDArray image = image(1, 3, 8, 8);
    assertEquals(
        """
        overlap is 0.8; allowed: numbers from 0 to 0.75
        tile is 0x0; allowed: sides > 0
        batchSize is 0; allowed: whole numbers >= 1
        memory is 0; allowed: bytes > 0
        tile is 30x30; allowed: multiples of 4
        the rank of the images is 3; allowed: 4
        the shape of the output is [1, 2, 3, 4] for 1 tiles of 8x8; allowed: maps of the tiles' height and width, or of both divided by one whole number
        """,
        Refusals.messages(
            () -> builder.overlap(0.8),
            () -> builder.tile(0),
            () -> builder.batchSize(0),
            () -> builder.memory(0),
            () -> TiledPrediction.builder(network).tile(30).build(),
            () -> TiledPrediction.builder(network).build().output(Nd4j.ones(3, 8, 8)),
            () ->
                TiledPrediction.builder(network)
                    .model((batch, places) -> Nd4j.ones(1, 2, 3, 4))
                    .build()
                    .output(image)));
    String refused =
        Refusals.messages(
            () ->
                TiledPrediction.builder(network)
                    .memory(1000)
                    .build()
                    .grid(3, new ImageSize(900, 900)));
    assertTrue(
        refused.matches(
            "memory is 1000 bytes; allowed: at least \\d+m, for 361 tiles of 64x64 of an"
                + " image of 900x900\n"),
        refused);
  }
}
