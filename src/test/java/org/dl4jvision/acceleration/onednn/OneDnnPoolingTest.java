package org.dl4jvision.acceleration.onednn;

import static org.dl4jvision.acceleration.Comparison.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** In DOUBLE, ND4J's own loops pool, and heed dilation. */
class OneDnnPoolingTest {

  @BeforeEach
  void needsOneDnn() {
    assumeTrue(Nd4j.getEnvironment().isCPU() && OneDnn.obstacle() == null, "no oneDNN");
    Nd4j.getRandom().setSeed(11);
  }

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void poolsAsNd4jInDouble(int seed) {
    Random random = new Random(seed);
    Geometry geometry;
    long height;
    long width;
    do {
      geometry = geometry(random);
      height = 1 + random.nextInt(12);
      width = 1 + random.nextInt(12);
    } while (!geometry.staysOnMap(0, height) || !geometry.staysOnMap(1, width));
    long channels = 1 + random.nextInt(20);
    OneDnnPooling.Rule rule = OneDnnPooling.Rule.values()[random.nextInt(3)];
    // Tenths, so that some numbers are equal, as behind a ReLU.
    INDArray x =
        Nd4j.rand(DataType.FLOAT, 2, height, width, channels).muli(10).subi(5).castTo(DataType.INT);
    x = x.castTo(DataType.FLOAT).divi(10);
    INDArray y =
        Nd4j.create(
            DataType.FLOAT,
            2,
            geometry.outputSize(0, height),
            geometry.outputSize(1, width),
            channels);
    INDArray dy = Nd4j.rand(DataType.FLOAT, y.shape()).subi(0.5);
    OneDnnPooling pooling = new OneDnnPooling(rule, geometry);
    for (int again = 0; again < 2; again++) {
      pooling.forward(x, y);
      assertClose(stock("", rule, geometry, y, x), y);
      INDArray dx = x.like();
      pooling.backward(dy, dx);
      assertClose(stock("_bp", rule, geometry, x, x, dy), dx);
      x = x.neg(); // other maxima, of the same shape
    }
  }

  private static Geometry geometry(Random random) {
    int[] kernel = {1 + random.nextInt(4), 1 + random.nextInt(4)};
    boolean same = random.nextBoolean();
    return new Geometry(
        kernel,
        new int[] {1 + random.nextInt(3), 1 + random.nextInt(3)},
        same ? new int[2] : new int[] {random.nextInt(kernel[0]), random.nextInt(kernel[1])},
        new int[] {1 + random.nextInt(2), 1 + random.nextInt(2)},
        same,
        true);
  }

  private static INDArray stock(
      String suffix,
      OneDnnPooling.Rule rule,
      Geometry geometry,
      INDArray like,
      INDArray... inputs) {
    boolean maximum = rule == OneDnnPooling.Rule.MAXIMUM;
    long[] arguments = geometry.arguments();
    arguments[9] = rule == OneDnnPooling.Rule.AVERAGE_WITH_PADDING ? 1 : 0;
    arguments[10] = 1; // [N, H, W, C]
    INDArray result = Nd4j.create(DataType.DOUBLE, like.shape());
    Nd4j.exec(
        DynamicCustomOp.builder((maximum ? "maxpool2d" : "avgpool2d") + suffix)
            .addInputs(
                Stream.of(inputs).map(i -> i.castTo(DataType.DOUBLE)).toArray(INDArray[]::new))
            .addOutputs(result)
            .addIntegerArguments(IntStream.range(0, 11).map(i -> (int) arguments[i]).toArray())
            .build());
    return result.castTo(DataType.FLOAT);
  }

  @ParameterizedTest
  @CsvSource({
    "2,1,2,1,false,6,false", // the first place is outside
    "2,1,1,2,false,1,false", // both elements are, at a map of one pixel
    "3,1,0,1,false,2,false", // there is no place
    "1,3,0,1,true,9,false", // DL4J would leave out pixels before the map
    "1,3,0,1,true,8,true",
    "3,2,1,1,false,7,true",
    "3,2,0,2,true,7,true"
  })
  void aKernelStaysOnTheMap(
      int kernel, int stride, int padding, int dilation, boolean same, long size, boolean stays) {
    int[] none = {0, 0};
    Geometry geometry =
        new Geometry(
            new int[] {kernel, kernel},
            new int[] {stride, stride},
            same ? none : new int[] {padding, padding},
            new int[] {dilation, dilation},
            same,
            true);
    assertEquals(stays, geometry.staysOnMap(0, size));
  }

  @Test
  void aStrideMayLeaveARest() {
    int[] two = {2, 2};
    Geometry blocks = new Geometry(two, two, new int[2], new int[] {1, 1}, false, true);
    assertTrue(blocks.isExact(0, 6));
    assertFalse(blocks.isExact(0, 7));
  }
}
