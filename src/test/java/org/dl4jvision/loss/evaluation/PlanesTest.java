package org.dl4jvision.loss.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class PlanesTest {

  private static Planes planes(double[]... images) {
    Planes planes = new Planes(images.length, 1, images[0].length);
    for (int image = 0; image < images.length; image++) {
      System.arraycopy(images[image], 0, planes.get(image, 0), 0, images[image].length);
    }
    return planes;
  }

  @Test
  void copiesPartsOfRows() {
    Planes planes = new Planes(1, 2, 4).clear();
    planes.write(0, 1, 2, 2, new float[] {5, 6, 7});
    assertArrayEquals(new double[] {0, 0, 5, 6}, planes.get(0, 1));
    assertArrayEquals(new double[4], planes.get(0, 0));
    float[] read = new float[3];
    planes.read(0, 1, 1, 2, read);
    assertArrayEquals(new float[] {0, 5, 0}, read);
  }

  @Test
  void keepsTheLargestOfEachImage() {
    Planes planes = planes(new double[] {1, 4, 2, 3}, new double[] {8, 8, 8, 7});
    planes.keepLargest(0.5, false, -1);
    assertArrayEquals(new double[] {0, 1, 0, 1}, planes.get(0, 0));
    assertArrayEquals(new double[] {1, 1, 0, 0}, planes.get(1, 0));
  }

  @Test
  void keepsTheLargestOfAllImages() {
    Planes planes = planes(new double[] {1, 4}, new double[] {8, 7});
    planes.keepLargest(0.5, true, -1);
    assertArrayEquals(new double[] {0, 0}, planes.get(0, 0));
    assertArrayEquals(new double[] {1, 1}, planes.get(1, 0));
  }

  @Test
  void keepsAtLeastOneAndNothingUpToTheFloor() {
    Planes planes = planes(new double[] {-1, 3, 2}, new double[] {-1, -1, -1});
    planes.keepLargest(0.01, false, -1);
    assertArrayEquals(new double[] {0, 1, 0}, planes.get(0, 0));
    assertArrayEquals(new double[] {0, 0, 0}, planes.get(1, 0));
  }
}
