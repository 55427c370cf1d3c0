package org.dl4jvision.box;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BoxLabelsTest {

  @Test
  void rowsByHand() {
    List<List<ObjectBox>> images =
        List.of(
            List.of(),
            List.of(
                new ObjectBox(new Box(1, 2, 3.5, 4), 7, false),
                new ObjectBox(new Box(0, 0, 9, 8), 0, true)));
    INDArray labels = BoxLabels.array(images);
    assertEquals(DataType.FLOAT, labels.dataType());
    assertArrayEquals(new long[] {2, 2, 6}, labels.shape());
    float[] expected = {
      -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3.5f, 4, 7, 0, 0, 0, 9, 8, 0, 1
    };
    assertArrayEquals(expected, labels.dup('c').data().asFloat());
  }

  @Test
  void objectsComeBack() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<List<ObjectBox>> images = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      List<ObjectBox> objects = new ArrayList<>();
      for (int k = random.nextInt(5); k > 0; k--) {
        float x = 50 * random.nextFloat();
        float y = 50 * random.nextFloat();
        Box box = new Box(x, y, x + 1 + random.nextInt(9), y + 1 + random.nextInt(9));
        box =
            new Box(
                (float) box.left(), (float) box.top(), (float) box.right(), (float) box.bottom());
        objects.add(new ObjectBox(box, random.nextInt(9), random.nextBoolean()));
      }
      images.add(objects);
    }
    assertEquals(images, BoxLabels.objects(BoxLabels.array(images)), "seed " + seed);
    assertEquals(images, BoxLabels.objects(BoxLabels.array(images).castTo(DataType.DOUBLE)));
  }

  @Test
  void noObjectsAreOneEmptyRow() {
    assertArrayEquals(
        new long[] {3, 1, 6}, BoxLabels.array(List.of(List.of(), List.of(), List.of())).shape());
  }

  @Test
  void boxesWithoutAnAreaAreLeftOut() {
    List<ObjectBox> objects = List.of(new ObjectBox(new Box(3, 3, 3, 9), 0, false));
    assertEquals(List.of(List.of()), BoxLabels.objects(BoxLabels.array(List.of(objects))));
  }

  @Test
  void badRowsAreNamed() {
    for (double[] row :
        new double[][] {
          {3, 3, 2, 9, 0, 0},
          {3, 3, 9, Double.NaN, 0, 0},
          {1, 1, 9, 9, 0.5, 0},
          {1, 1, 9, 9, -3, 0},
          {1, 1, 9, 9, Double.NaN, 0},
          {1, 1, Double.POSITIVE_INFINITY, 9, 0, 0},
        }) {
      INDArray labels = Nd4j.createFromArray(new double[][][] {{row}});
      String message =
          assertThrows(IllegalArgumentException.class, () -> BoxLabels.objects(labels))
              .getMessage();
      assertTrue(message.startsWith("object 0 of image 0 is ["), message);
    }
    String message =
        assertThrows(IllegalArgumentException.class, () -> BoxLabels.objects(Nd4j.zeros(1, 6)))
            .getMessage();
    assertTrue(message.startsWith("shape of labels is [1, 6]; allowed: [N, M, 6]"), message);
  }
}
