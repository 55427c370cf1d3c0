package org.dl4jvision.task.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.segmentation.SegmentationIterator;
import org.dl4jvision.data.segmentation.SegmentationSample;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.network.SegmentationNetwork;
import org.dl4jvision.task.TileOptions;
import org.dl4jvision.tile.RowSink;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An image in tiles is predicted and measured as the same image as a whole. */
class TiledSegmentationTest {

  private static final ImageSize SIZE = new ImageSize(150, 203);
  private static final SegmentationDataset DATA =
      SyntheticCells.builder()
          .imageSize(SIZE.height(), SIZE.width())
          .samples(Split.VALIDATION, 2)
          .build();

  private static SegmentationNetwork model;
  private static ComputationGraph network;

  @BeforeAll
  static void create() {
    model =
        SegmentationNetwork.builder()
            .inputChannels(DATA.channels())
            .classes(2)
            .baseChannels(4)
            .depth(1)
            .loss(Losses.parse("cross-entropy"))
            .build();
    network = model.init();
  }

  private static TileOptions tiles(int side) {
    TileOptions options = new TileOptions();
    options.tile = side;
    return options;
  }

  private static SegmentationPredictor predictor(TileOptions options) {
    return new SegmentationPredictor(
        network, model.multipleOf(), Normalization.PER_IMAGE, null, options);
  }

  @Test
  void predictsAsAWhole() {
    SegmentationSample whole = predictor(new TileOptions()).predict(DATA.get(Split.VALIDATION, 0));
    byte[] tiled = new byte[SIZE.height() * SIZE.width()];
    List<Region> rows = new ArrayList<>();
    SegmentationPredictor predictor = predictor(tiles(96));
    assertEquals(0, predictor.atOnce(DATA.channels(), SIZE, 4));
    predictor.predict(
        DATA,
        Split.VALIDATION,
        0,
        values -> {},
        (region, classes) -> {
          rows.add(region);
          System.arraycopy(classes, 0, tiled, region.top() * SIZE.width(), classes.length);
        },
        RowSink.NONE);
    assertTrue(rows.size() > 1);
    int different = 0;
    for (int i = 0; i < tiled.length; i++) {
      different += tiled[i] == whole.labels()[i] ? 0 : 1;
    }
    // Near the borders of tiles the network sees less than all that it would see.
    assertTrue(different < tiled.length / 100, different + " pixels");
  }

  @Test
  void measuresTheSamePixels() {
    SegmentationValidation whole = validate(new TileOptions());
    SegmentationValidation tiled = validate(tiles(96));
    assertEquals(whole.evaluation().pixels(), tiled.evaluation().pixels());
    for (int c = 0; c < 2; c++) {
      assertEquals(whole.evaluation().truePixels(c), tiled.evaluation().truePixels(c));
    }
    assertEquals(whole.evaluation().pixelAccuracy(), tiled.evaluation().pixelAccuracy(), 0.01);
    assertEquals(whole.loss(), tiled.loss(), 0.02 * whole.loss());
  }

  @Test
  void imagesThatFitAreMeasuredAsBefore() {
    SegmentationValidation before = new SegmentationValidator(images()).validate(network);
    assertEquals(before, validate(tiles(256)));
  }

  private static SegmentationIterator images() {
    return SegmentationIterator.builder(DATA, Split.VALIDATION)
        .batchSize(2)
        .stride(model.multipleOf())
        .build();
  }

  private static SegmentationValidation validate(TileOptions options) {
    return new SegmentationValidator(images(), options).validate(network);
  }

  @Test
  void tooLittleMemoryIsRefusedBeforeTheTraining() {
    SegmentationTraining training =
        SegmentationTraining.of(
            SyntheticCells.builder()
                .imageSize(300, 400)
                .samples(Split.TRAIN, 2)
                .samples(Split.VALIDATION, 1)
                .build(),
            options -> options.tiles.memory = "2m");
    ComputationGraph fresh = training.newNetwork();
    String message =
        assertThrows(IllegalArgumentException.class, () -> training.trainer(fresh)).getMessage();
    assertTrue(message.matches("memory is 2m; allowed: at least \\d+m, for .*"), message);
  }

  @Test
  void picturesOfLargeImagesAreSmaller() {
    SegmentationSample picture = predictor(tiles(96)).picture(DATA, Split.VALIDATION, 0, 110);
    assertEquals(new ImageSize(75, 102), picture.size());
    SegmentationSample same = predictor(tiles(96)).picture(DATA, Split.VALIDATION, 0, 203);
    assertArrayEquals(DATA.get(Split.VALIDATION, 0).image(), same.image());
  }

  @Test
  void trueClassesAreKeptAsLongAsTheyAreNeeded() {
    LabelRows rows = new LabelRows();
    rows.add(Region.rows(0, 2, 3), new byte[] {0, 1, 2, 3, 4, 5});
    rows.add(Region.rows(2, 1, 3), new byte[] {6, 7, 8});
    assertArrayEquals(new byte[] {4, 5, -1, 7, 8, -1}, rows.at(new Region(1, 1, 2, 3)));
    rows.dropAbove(2);
    assertArrayEquals(new byte[] {6, 7, 8, -1, -1, -1}, rows.at(new Region(2, 0, 2, 3)));
  }
}
