package org.dl4jvision.task.segmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Normalization;
import org.dl4jvision.data.Split;
import org.dl4jvision.data.segmentation.SegmentationDataset;
import org.dl4jvision.data.synthetic.SyntheticCells;
import org.dl4jvision.loss.Losses;
import org.dl4jvision.network.SegmentationNetwork;
import org.dl4jvision.task.ImageView;
import org.dl4jvision.task.TestTime;
import org.dl4jvision.task.TileOptions;
import org.dl4jvision.tile.RowSink;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ViewedNetworksTest {

  private static final ImageSize SIZE = new ImageSize(16, 24);
  private static final long[] SHAPE = {2, 1, 16, 24};

  private static ComputationGraph network;

  @BeforeAll
  static void create() {
    network =
        SegmentationNetwork.builder()
            .inputChannels(1)
            .classes(3)
            .baseChannels(4)
            .depth(2)
            .seed(5)
            .loss(Losses.parse("cross-entropy"))
            .build()
            .init();
  }

  private static ViewedNetworks viewed(List<ImageView> views) {
    return new ViewedNetworks(List.of(network), views, 4);
  }

  private static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  private static INDArray images() {
    return Nd4j.rand(DataType.FLOAT, SHAPE);
  }

  private static float[] plain(float[] image) {
    return floats(network.outputSingle(Nd4j.create(image, SHAPE, 'c')));
  }

  @Test
  void itIsTheMeanOfTheViewsBroughtBack() {
    INDArray images = images();
    ImageView mirror = new ImageView(true, false, 1);
    float[] one = plain(floats(images));
    float[] two = mirror.mirrored(plain(mirror.mirrored(floats(images), SIZE)), SIZE);
    float[] mean = new float[one.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (one[i] + two[i]) / 2;
    }
    assertArrayEquals(mean, floats(viewed(TestTime.FLIPS.views(false)).output(images)), 1e-6f);
  }

  /** A network that has learnt nothing of left and right then answers the same for both. */
  @Test
  void mirroredImagesHaveMirroredAnswers() {
    for (TestTime way : List.of(TestTime.FLIPS, TestTime.FLIPS_AND_SCALES)) {
      ViewedNetworks viewed = viewed(way.views(true));
      INDArray images = images();
      for (ImageView mirror : TestTime.FLIPS.views(true)) {
        INDArray mirrored = Nd4j.create(mirror.mirrored(floats(images), SIZE), SHAPE, 'c');
        assertArrayEquals(
            mirror.mirrored(floats(viewed.output(images)), SIZE),
            floats(viewed.output(mirrored)),
            1e-5f);
      }
    }
  }

  @Test
  void probabilitiesStaySuch() {
    INDArray output = viewed(TestTime.FLIPS_AND_SCALES.views(true)).output(images());
    assertArrayEquals(new long[] {2, 3, 16, 24}, output.shape());
    float[] sums = floats(output.sum(1));
    for (float sum : sums) {
      assertEquals(1, sum, 1e-5);
    }
    assertTrue(output.minNumber().doubleValue() >= 0);
  }

  /** Tiles average the same views; where one tile is all of the image it is the same. */
  @Test
  void tilesAreViewedToo() {
    SegmentationDataset data =
        SyntheticCells.builder().imageSize(32, 32).samples(Split.VALIDATION, 1).build();
    MaskInference inference = new MaskInference(TestTime.FLIPS.views(true), MaskRule.USUAL);
    TileOptions small = new TileOptions();
    small.tile = 16;
    small.overlap = 0.5;
    float[] whole = probabilities(data, new TileOptions(), inference);
    float[] tiled = probabilities(data, small, inference);
    double difference = 0;
    for (int i = 0; i < whole.length; i++) {
      difference += Math.abs(whole[i] - tiled[i]) / whole.length;
    }
    assertTrue(difference < 0.05, "mean difference " + difference);
  }

  private static float[] probabilities(
      SegmentationDataset data, TileOptions tiles, MaskInference inference) {
    SegmentationPredictor predictor =
        new SegmentationPredictor(
            List.of(network), 4, Normalization.PER_IMAGE, null, tiles, inference);
    float[][] all = new float[1][3 * 32 * 32];
    RowSink sink =
        (rows, values) -> {
          int area = rows.height() * 32;
          for (int c = 0; c < 3; c++) {
            System.arraycopy(values, c * area, all[0], (c * 32 + rows.top()) * 32, area);
          }
        };
    predictor.labels(data, Split.VALIDATION, 0, sink);
    return all[0];
  }
}
