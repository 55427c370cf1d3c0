package org.dl4jvision.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
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
}
