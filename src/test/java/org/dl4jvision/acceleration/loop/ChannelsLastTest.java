package org.dl4jvision.acceleration.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ChannelsLastTest extends BaseLoopTestCase {

  private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

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
}
