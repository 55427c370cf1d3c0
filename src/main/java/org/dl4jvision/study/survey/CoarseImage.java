package org.dl4jvision.study.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.segmentation.SegmentationSample;

/**
 * What an image looks like from afar: images that look the same are one image, perhaps saved twice
 * with other losses of a compression. It is stricter than the search for duplicates in {@code
 * data.fault}, as masks of two frames of a film differ for good reasons.
 *
 * @param cells mean values of a grid of cells, 0 to 255
 */
record CoarseImage(ImageSize size, List<Float> cells) {

  private static final int SIDE = 32;
  private static final float SAME = 2;

  /** Images with less between their darkest and brightest cell show too little to be told apart. */
  private static final float LEAST = 16;

  static CoarseImage of(SegmentationSample sample) {
    float[] sums = new float[SIDE * SIDE];
    int[] counts = new int[SIDE * SIDE];
    int pixels = sample.height() * sample.width();
    for (int i = 0; i < sample.image().length; i++) {
      int y = i % pixels / sample.width();
      int x = i % sample.width();
      int cell = y * SIDE / sample.height() * SIDE + x * SIDE / sample.width();
      sums[cell] += 255 * sample.image()[i];
      counts[cell]++;
    }
    List<Float> cells = new ArrayList<>();
    for (int cell = 0; cell < sums.length; cell++) {
      cells.add(counts[cell] == 0 ? 0f : sums[cell] / counts[cell]);
    }
    return new CoarseImage(sample.size(), cells);
  }

  private float mean() {
    return (float) cells.stream().mapToDouble(cell -> cell).average().orElseThrow();
  }

  private boolean isPlain() {
    double low = cells.stream().mapToDouble(cell -> cell).min().orElseThrow();
    double high = cells.stream().mapToDouble(cell -> cell).max().orElseThrow();
    return high - low < LEAST;
  }

  private boolean isSame(CoarseImage other) {
    for (int i = 0; i < cells.size(); i++) {
      if (Math.abs(cells.get(i) - other.cells.get(i)) > SAME) {
        return false;
      }
    }
    return true;
  }

  /** The places of images that look like an earlier one, with that one's: place by place. */
  static Map<Integer, Integer> repeats(List<CoarseImage> images) {
    Map<ImageSize, List<Integer>> bySize = new HashMap<>();
    IntStream.range(0, images.size())
        .filter(i -> !images.get(i).isPlain())
        .forEach(
            i -> bySize.computeIfAbsent(images.get(i).size(), key -> new ArrayList<>()).add(i));
    Map<Integer, Integer> repeats = new HashMap<>();
    bySize.values().forEach(places -> addRepeats(images, places, repeats));
    return repeats;
  }

  /** Means of the same image are alike, so that only neighbors in their order are compared. */
  private static void addRepeats(
      List<CoarseImage> images, List<Integer> places, Map<Integer, Integer> repeats) {
    Map<Integer, Float> means = new HashMap<>();
    places.forEach(place -> means.put(place, images.get(place).mean()));
    places.sort(Comparator.comparing((Integer place) -> means.get(place)));
    for (int i = 0; i < places.size(); i++) {
      int one = places.get(i);
      for (int j = i + 1;
          j < places.size() && means.get(places.get(j)) - means.get(one) <= SAME;
          j++) {
        int other = places.get(j);
        if (images.get(one).isSame(images.get(other))) {
          repeats.merge(Math.max(one, other), Math.min(one, other), Math::min);
        }
      }
    }
  }
}
