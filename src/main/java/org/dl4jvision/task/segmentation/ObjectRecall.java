package org.dl4jvision.task.segmentation;

import java.util.ArrayList;
import java.util.List;
import org.dl4jvision.data.Components;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.report.MaskDetails.SizeRecall;

/**
 * Which objects of a segmentation are found, by their size: Dice says little of small ones. An
 * object is a connected region of a class in the ground truth; it is found if more than half of its
 * pixels are predicted as its class. Sizes are COCO's.
 */
final class ObjectRecall {

  private static final List<String> SIZES = List.of("small", "medium", "large");

  /** The largest areas of small and of medium objects, in pixels. */
  private static final int[] LIMITS = {32 * 32, 96 * 96};

  private final List<String> classNames;
  private final List<Integer> counting;
  private final int[][] objects;
  private final int[][] found;

  /**
   * @param counting the classes that have objects, by index
   */
  ObjectRecall(List<String> classNames, List<Integer> counting) {
    this.classNames = classNames;
    this.counting = counting;
    objects = new int[classNames.size()][SIZES.size()];
    found = new int[classNames.size()][SIZES.size()];
  }

  /** Adds an image, by the class of each pixel. */
  void add(byte[] truth, byte[] prediction, ImageSize size) {
    for (Components.Component object : Components.of(truth, size, counting::contains)) {
      int[] right = {0};
      object
          .pixels()
          .forEachRun(
              (y, from, to) -> {
                for (int i = y * size.width() + from; i < y * size.width() + to; i++) {
                  right[0] += Byte.toUnsignedInt(prediction[i]) == object.value() ? 1 : 0;
                }
              });
      int area = object.pixels().area();
      int range = area <= LIMITS[0] ? 0 : area <= LIMITS[1] ? 1 : 2;
      count(object.value(), range, 2 * right[0] > area);
    }
  }

  /** Images may be looked at side by side. */
  private synchronized void count(int c, int range, boolean right) {
    objects[c][range]++;
    found[c][range] += right ? 1 : 0;
  }

  /** Each class and size that there is. */
  List<SizeRecall> sizes() {
    List<SizeRecall> sizes = new ArrayList<>();
    for (int c : counting) {
      for (int range = 0; range < SIZES.size(); range++) {
        if (objects[c][range] > 0) {
          sizes.add(
              new SizeRecall(
                  classNames.get(c), SIZES.get(range), objects[c][range], found[c][range]));
        }
      }
    }
    return sizes;
  }

  /** A row a class and size that there is, under a header. */
  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("class", "size", "objects", "found", "recall"));
    for (SizeRecall one : sizes()) {
      rows.add(
          List.of(
              one.className(),
              one.size(),
              "" + one.objects(),
              "" + one.found(),
              "" + one.recall()));
    }
    return rows;
  }
}
