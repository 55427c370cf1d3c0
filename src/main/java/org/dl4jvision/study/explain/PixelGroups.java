package org.dl4jvision.study.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dl4jvision.data.Components;
import org.dl4jvision.data.Components.Component;
import org.dl4jvision.task.gradient.TruthMap;

/**
 * Pixels of images in groups by the truth.
 *
 * @param by what the groups are
 * @param names one a group
 * @param ofImages the group of each pixel of each image, -1 where a pixel does not count
 */
record PixelGroups(String by, List<String> names, List<int[]> ofImages) {

  /** A border is this wide on either side, in pixels. */
  static final double BORDER = 2;

  /** By true class. */
  static PixelGroups byClass(List<String> classNames, List<TruthMap> truths) {
    List<int[]> groups = new ArrayList<>();
    for (TruthMap truth : truths) {
      int[] of = new int[truth.classes().length];
      Arrays.setAll(of, i -> truth.at(i) == TruthMap.NONE ? -1 : truth.at(i));
      groups.add(of);
    }
    return new PixelGroups("true class", classNames, groups);
  }

  /** Near another class, or not. */
  static PixelGroups byPlace(List<TruthMap> truths) {
    List<int[]> groups = new ArrayList<>();
    for (TruthMap truth : truths) {
      double[] distances = truth.borderDistances();
      int[] of = new int[distances.length];
      Arrays.setAll(of, i -> truth.at(i) == TruthMap.NONE ? -1 : distances[i] <= BORDER ? 0 : 1);
      groups.add(of);
    }
    return new PixelGroups(
        "place", List.of("border, up to 2 px from another class", "inside of a region"), groups);
  }

  /**
   * By the size of the object: the smallest, middle and largest third of all objects, and what is
   * no object.
   *
   * @param background whether class 0 has no objects
   */
  static PixelGroups bySize(List<TruthMap> truths, boolean background) {
    List<List<Component>> objects =
        truths.stream().map(truth -> objects(truth, background)).toList();
    long[] areas =
        objects.stream().flatMap(List::stream).mapToLong(PixelGroups::area).sorted().toArray();
    long first = areas.length == 0 ? 0 : areas[(areas.length - 1) / 3];
    long second = areas.length == 0 ? 0 : areas[(areas.length - 1) * 2 / 3];
    List<int[]> groups = new ArrayList<>();
    for (int i = 0; i < truths.size(); i++) {
      TruthMap truth = truths.get(i);
      int[] of = new int[truth.classes().length];
      Arrays.setAll(of, p -> truth.at(p) == TruthMap.NONE ? -1 : 0);
      for (Component object : objects.get(i)) {
        long area = area(object);
        fill(of, object, truth.size().width(), area <= first ? 1 : area <= second ? 2 : 3);
      }
      groups.add(of);
    }
    return new PixelGroups(
        "object size",
        List.of(
            "no object",
            String.format(Locale.ROOT, "small objects, up to %d px", first),
            String.format(Locale.ROOT, "middle objects, up to %d px", second),
            "large objects"),
        groups);
  }

  /** The objects of a truth: connected pixels of a class; corners connect. */
  static List<Component> objects(TruthMap truth, boolean background) {
    return Components.of(
        truth.classes(),
        truth.size(),
        label -> label != TruthMap.NONE && (label > 0 || !background));
  }

  private static long area(Component object) {
    return object.pixels().area();
  }

  /** Sets the pixels of an object. */
  static void fill(int[] map, Component object, int width, int value) {
    object
        .pixels()
        .forEachRun((y, from, to) -> Arrays.fill(map, y * width + from, y * width + to, value));
  }
}
