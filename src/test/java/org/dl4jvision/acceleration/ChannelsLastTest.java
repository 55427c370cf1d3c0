package org.dl4jvision.acceleration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ChannelsLastTest {

  private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

  @BeforeEach
  void needsTheCpu() {
    assumeTrue(Nd4j.getEnvironment().isCPU(), "the backend is not the CPU");
    Nd4j.getRandom().setSeed(3);
  }

  @ParameterizedTest
  @CsvSource({"2,3,5,7", "1,1,4,6", "3,40,2,2", "2,16,70,90", "1,20000,1,2", "4,7,1,1"})
  void turnsBothWays(long n, long c, long h, long w) {
    INDArray first = random(n, c, h, w);
    INDArray last = ChannelsLast.of(first, ArrayType.ACTIVATIONS, NO_WORKSPACES);
    assertArrayEquals(new long[] {n, h, w, c}, last.shape());
    assertTrue(ChannelsLast.isDense(last));
    assertEquals(first, ChannelsLast.seenChannelsFirst(last));
    INDArray back = ChannelsLast.toChannelsFirst(last, ArrayType.ACTIVATIONS, NO_WORKSPACES);
    assertTrue(ChannelsLast.isDense(back));
    assertEquals(first, back);
  }

  @Test
  void takesWhatIsChannelsLastAlreadyAsItIs() {
    INDArray last = random(2, 5, 4, 3);
    INDArray seen = ChannelsLast.seenChannelsFirst(last);
    INDArray again = ChannelsLast.of(seen, ArrayType.ACTIVATIONS, NO_WORKSPACES);
    assertSame(last.data().pointer(), again.data().pointer());
    assertEquals(last, again);
  }

  @Test
  void takesViewsOfOtherStrides() {
    INDArray view =
        random(3, 8, 6, 10)
            .get(
                NDArrayIndex.interval(1, 3),
                NDArrayIndex.interval(2, 7),
                NDArrayIndex.all(),
                NDArrayIndex.interval(1, 9));
    INDArray last = ChannelsLast.of(view, ArrayType.ACTIVATIONS, NO_WORKSPACES);
    assertEquals(view.permute(0, 2, 3, 1).dup('c'), last);
  }

  @Test
  void reluPassesTheGradientOfWhatIsPositive() {
    INDArray output = random(2, 70, 90, 3);
    output.muli(output.gt(0).castTo(DataType.FLOAT));
    output.putScalar(5, -0f);
    output.putScalar(6, Float.MIN_VALUE);
    output.putScalar(7, Float.POSITIVE_INFINITY);
    INDArray epsilon = random(2, 70, 90, 3);
    INDArray expected = epsilon.mul(output.gt(0).castTo(DataType.FLOAT));
    expected.putScalar(6, epsilon.getFloat(6));
    INDArray result = epsilon.like();
    ChannelsLast.reluGradient(output, epsilon, result);
    assertEquals(0, expected.sub(result).amaxNumber().doubleValue());
    assertEquals(0f, result.getFloat(5));
    assertEquals(epsilon.getFloat(6), result.getFloat(6));
    ChannelsLast.reluGradient(output, epsilon, epsilon);
    assertEquals(result, epsilon);
  }

  @ParameterizedTest
  @CsvSource({"1,2,2,1", "2,6,10,3", "3,64,128,16"})
  void poolsAsTheNativeOperation(long n, long h, long w, long c) {
    INDArray x = random(n, h, w, c);
    x.putScalar(0, x.getFloat(c)); // as large as its neighbour
    INDArray out = random(n, h / 2, w / 2, c);
    INDArray expected = out.like();
    exec("maxpool2d", new INDArray[] {x}, expected, 2, 2, 2, 2, 0, 0, 1, 1, 0, 0, 1);
    ChannelsLast.maxPool(x, out);
    assertEquals(expected, out);

    INDArray eps = random(n, h / 2, w / 2, c);
    INDArray dx = x.like();
    INDArray expectedDx = x.like();
    exec("maxpool2d_bp", new INDArray[] {x, eps}, expectedDx, 2, 2, 2, 2, 0, 0, 1, 1, 0, 0, 1);
    ChannelsLast.maxPoolGradient(x, eps, dx);
    assertEquals(expectedDx, dx);
  }

  @ParameterizedTest
  @CsvSource({"2,5,7,3,2,2", "1,1,1,1,3,2", "2,40,50,16,2,2", "1,6,4,5,1,3"})
  void upsamplesAsTheNativeOperation(long n, long h, long w, long c, int high, int wide) {
    INDArray x = random(n, h, w, c);
    INDArray out = random(n, h * high, w * wide, c);
    INDArray expected = out.like();
    exec("upsampling2d", new INDArray[] {x}, expected, high, wide, 0);
    ChannelsLast.upsample(x, high, wide, out);
    assertEquals(expected, out);

    INDArray eps = random(n, h * high, w * wide, c);
    INDArray dx = x.like();
    ChannelsLast.upsampleGradient(eps, high, wide, dx);
    INDArray sums = eps.reshape('c', n, h, high, w, wide * c).sum(2);
    INDArray expectedDx = sums.reshape('c', n, h, w, wide, c).sum(3);
    assertTrue(expectedDx.equalsWithEps(dx, 1e-4));
  }

  @ParameterizedTest
  @CsvSource({"2,3,5,4,7,1", "1,64,64,16,32,5", "1,1,2,9000,3,2"})
  void joinsAndSplits(long n, long h, long w, long a, long b, long c) {
    INDArray[] parts = {random(n, h, w, a), random(n, h, w, b), random(n, h, w, c)};
    INDArray whole = random(n, h, w, a + b + c);
    ChannelsLast.join(parts, whole);
    assertEquals(Nd4j.concat(3, parts), whole);
    INDArray[] back = {parts[0].like(), parts[1].like(), parts[2].like()};
    ChannelsLast.split(whole, back);
    assertArrayEquals(parts, back);
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,1", "2,3,4,5", "3,20,30,16"})
  void aMapGoesIntoGroupsAndBack(int n, int h, int w, int c) {
    INDArray map = random(n, 2 * h, 2 * w, c);
    INDArray groups = random(n, h + 1, w + 1, 4 * c);
    ChannelsLast.toGroups(map, groups);
    for (int i = 0; i < h; i += Math.max(1, h - 1)) {
      for (int j = 0; j < w; j += Math.max(1, w - 1)) {
        for (int a = 0; a < 2; a++) {
          for (int b = 0; b < 2; b++) {
            assertEquals(
                map.getFloat(n - 1, 2 * i + a, 2 * j + b, c - 1),
                groups.getFloat(n - 1, i + a, j + b, (2 * a + b) * c + c - 1));
          }
        }
      }
    }
    assertEquals(map.sumNumber().doubleValue(), groups.sumNumber().doubleValue(), 1e-2);
    INDArray back = map.like();
    ChannelsLast.fromGroups(groups, back);
    assertEquals(map, back);
  }

  private static void exec(String name, INDArray[] inputs, INDArray output, int... arguments) {
    Nd4j.exec(
        DynamicCustomOp.builder(name)
            .addInputs(inputs)
            .addOutputs(output)
            .addIntegerArguments(arguments)
            .build());
  }

  private static INDArray random(long... shape) {
    return Nd4j.rand(DataType.FLOAT, shape).subi(0.5);
  }
}
