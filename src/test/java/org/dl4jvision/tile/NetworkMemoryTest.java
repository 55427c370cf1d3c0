package org.dl4jvision.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jvision.acceleration.Acceleration;
import org.dl4jvision.acceleration.Comparison;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.network.SegmentationNetwork;
import org.junit.jupiter.api.Test;

class NetworkMemoryTest {

  private static final ImageSize SIZE = new ImageSize(1024, 1024);

  private static double perPixel(ComputationGraph network, int channels) {
    NetworkMemory memory = NetworkMemory.of(network, channels, 8);
    double small = memory.bytes(1, SIZE);
    return (memory.bytes(2, SIZE) - small) / (SIZE.height() * (double) SIZE.width());
  }

  /**
   * At its full size the default U-Net keeps the 16 channels of its skip connection, next to maps
   * of 32 and 16 channels, and the next ones at half the size: 4 bytes each.
   */
  @Test
  void anAcceleratedNetworkTakesItsLargestMaps() {
    Comparison.needOneDnn();
    ComputationGraph network = SegmentationNetwork.builder().build().init();
    Acceleration.enable(network);
    double bytes = perPixel(network, 1);
    assertTrue(bytes > 281 && bytes < 2 * 281, () -> bytes + " bytes a pixel");
  }

  /** Deeplearning4j writes down 3x3 pixels of 32 channels for every pixel. */
  @Test
  void convolutionsOfDeeplearning4jTakeTheirWindows() {
    ComputationGraph network = SegmentationNetwork.builder().build().init();
    assertTrue(perPixel(network, 1) > 9 * 32 * Float.BYTES);
  }

  @Test
  void formatsTakeTheSame() {
    assertEquals(
        perPixel(TinyNetworks.plain(CNN2DFormat.NCHW), 3),
        perPixel(TinyNetworks.plain(CNN2DFormat.NHWC), 3),
        1);
  }

  @Test
  void growsWithTheArea() {
    NetworkMemory memory = NetworkMemory.of(SegmentationNetwork.builder().build().init(), 1, 8);
    double one = memory.bytes(1, SIZE);
    double four = memory.bytes(1, new ImageSize(2048, 2048));
    assertEquals(4, four / one, 0.1);
    assertTrue(memory.bytes(1, new ImageSize(100_000, 100_000)) > 1L << 40);
  }
}
