package org.dl4jvision.data.segmentation;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.MaskFile;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.Parallel;

/** The codes that occur in the masks of a data set, counted; see {@link ImageFiles.Mask}. */
final class MaskCodes {

  /** The number of pixels of each code; one map for each mask. */
  private final Map<Split, List<Map<Integer, Long>>> counts = new EnumMap<>(Split.class);

  private final Map<Split, List<AnnotatedImage>> images = new EnumMap<>(Split.class);
  private final TreeSet<Integer> seen = new TreeSet<>();
  private final boolean colored;

  /**
   * Reads all masks.
   *
   * @throws IllegalArgumentException if one is no image or has another size than its image
   */
  MaskCodes(Map<Split, List<AnnotatedImage>> images) {
    this.images.putAll(images);
    images.forEach((split, all) -> counts.put(split, count(all)));
    TreeSet<Integer> codes = new TreeSet<>();
    counts.values().forEach(all -> all.forEach(one -> codes.addAll(one.keySet())));
    colored = codes.stream().anyMatch(MaskCodes::isColored);
    codes.forEach(code -> seen.add(plain(code)));
  }

  private static List<Map<Integer, Long>> count(List<AnnotatedImage> images) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Map<Integer, Long>[] counts = new Map[images.size()];
    Parallel.forEach(counts.length, i -> counts[i] = count(images.get(i)));
    return List.of(counts);
  }

  private static Map<Integer, Long> count(AnnotatedImage image) {
    MaskFile file = image.mask().orElseThrow();
    Mask mask = file.read();
    ImageSize size = new ImageSize(mask.height(), mask.width());
    if (!image.size().equals(size)) {
      throw new IllegalArgumentException(
          "sizes differ: image "
              + image.file()
              + " is "
              + image.size()
              + ", mask "
              + file.file()
              + " is "
              + size
              + " (height x width); expected equal sizes");
    }
    return count(mask.codes());
  }

  private static Map<Integer, Long> count(int[] codes) {
    Map<Integer, Long> counts = new HashMap<>();
    // Neighbors are mostly equal: count runs.
    for (int start = 0, i = 1; i <= codes.length; i++) {
      if (i == codes.length || codes[i] != codes[start]) {
        counts.merge(codes[start], (long) i - start, Long::sum);
        start = i;
      }
    }
    return counts;
  }

  private static boolean isColored(int code) {
    return code >= ImageFiles.COLOR
        && ((code >> 16 & 0xff) != (code & 0xff) || (code >> 8 & 0xff) != (code & 0xff));
  }

  /** Gray shades in color files are numbers unless some mask really is colored. */
  private int plain(int code) {
    return colored || code < ImageFiles.COLOR ? code : code & 0xff;
  }

  /** The codes that occur, gray shades as numbers unless some mask really is colored. */
  TreeSet<Integer> seen() {
    return seen;
  }

  /** Whether all masks are JPEG files, whose values are blurred. */
  boolean lossy() {
    return images.values().stream()
        .flatMap(List::stream)
        .allMatch(image -> ImageFiles.isJpeg(image.mask().orElseThrow().file()));
  }

  /**
   * Refuses codes without a meaning.
   *
   * @throws IllegalArgumentException naming the first mask that has one
   */
  void check(MaskValues values) {
    counts.forEach(
        (split, all) -> {
          for (int i = 0; i < all.size(); i++) {
            Path file = images.get(split).get(i).mask().orElseThrow().file();
            all.get(i).forEach((code, count) -> check(values, file, plain(code), count));
          }
        });
  }

  private static void check(MaskValues values, Path file, int code, long count) {
    if (values.classOf(code) < 0) {
      throw new IllegalArgumentException(
          "mask "
              + file
              + " has the value "
              + MaskValues.show(code)
              + " ("
              + count
              + (count == 1 ? " pixel" : " pixels")
              + "); allowed: "
              + values.allowed());
    }
  }

  /** Pixels of each class in a split, void pixels not counted. */
  long[] classPixels(Split split, MaskValues values) {
    long[] pixels = new long[values.names().size()];
    for (Map<Integer, Long> one : counts.get(split)) {
      one.forEach(
          (code, count) -> {
            int value = values.classOf(plain(code));
            if (value != SegmentationSample.IGNORE) {
              pixels[value] += count;
            }
          });
    }
    return pixels;
  }

  /** The class of each pixel of a mask. */
  byte[] labels(MaskFile file, MaskValues values) {
    int[] codes = file.read().codes();
    byte[] labels = new byte[codes.length];
    int lastCode = -1;
    byte label = 0;
    for (int p = 0; p < labels.length; p++) {
      if (codes[p] != lastCode) {
        label = (byte) values.classOf(plain(codes[p]));
        lastCode = codes[p];
      }
      labels[p] = label;
    }
    return labels;
  }
}
