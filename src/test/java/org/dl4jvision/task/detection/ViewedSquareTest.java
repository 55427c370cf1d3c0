package org.dl4jvision.task.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dl4jvision.box.Box;
import org.dl4jvision.box.Detection;
import org.dl4jvision.task.ImageView;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ViewedSquareTest {

  private static Box back(ImageView view, Box box) {
    return new ViewedSquare(view, 100).back(List.of(new Detection(box, 0, 0.5))).get(0).box();
  }

  @Test
  void boxesComeBack() {
    Box box = new Box(10, 20, 30, 60);
    assertEquals(box, back(ImageView.PLAIN, box));
    assertEquals(new Box(70, 20, 90, 60), back(new ImageView(true, false, 1), box));
    assertEquals(new Box(10, 40, 30, 80), back(new ImageView(false, true, 1), box));
    assertEquals(new Box(20, 40, 60, 100), back(new ImageView(false, false, 0.5), box));
    assertEquals(new Box(40, 40, 80, 100), back(new ImageView(true, false, 0.5), box));
  }

  @Test
  void imagesAreMirroredAndMadeSmaller() {
    float[] values = {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4};
    INDArray batch = Nd4j.create(values, new long[] {1, 1, 4, 4}, 'c');
    assertArrayEquals(
        new float[] {2, 1, 0, 0, 4, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
        new ViewedSquare(new ImageView(true, false, 0.5), 4).of(batch).dup('c').data().asFloat());
  }
}
