package org.dl4jvision.data.segmentation;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.dl4jvision.data.AnnotatedImage;
import org.dl4jvision.data.ImageFiles;
import org.dl4jvision.data.ImageFiles.Mask;
import org.dl4jvision.data.MaskLegend;
import org.dl4jvision.data.MaskLegend.Others;
import org.dl4jvision.io.Parallel;

/**
 * Class maps in files of masks whose codes a format explains: by numbers, by colors, or by the
 * colors of palettes. Gray colors mean numbers where the legend does not have them.
 */
final class LegendMaps implements ClassMaps {

  private final MaskLegend legend;
  private final Map<Integer, Integer> indices;
  private final List<String> names;
  private final Map<Path, Map<Integer, Long>> counts = new ConcurrentHashMap<>();

  /**
   * Reads all masks.
   *
   * @throws IllegalArgumentException naming the first mask with another size than its image or with
   *     a code that is not allowed
   */
  LegendMaps(List<AnnotatedImage> images, MaskLegend legend, MaskOptions options) {
    this.legend = legend;
    indices = new HashMap<>(legend.indices());
    if (options.ignoreIndex() != null) {
      indices.put(options.ignoreIndex(), SegmentationSample.IGNORE);
    }
    Parallel.forEach(images.size(), i -> count(images.get(i)));
    List<String> classes = new ArrayList<>(legend.classNames());
    if (legend.others() == Others.NUMBERED) {
      addNumbers(classes);
    }
    if (classes.size() < 2 || classes.size() > MaskOptions.MAX_CLASSES) {
      throw new IllegalArgumentException(
          legend.source()
              + " has "
              + classes.size()
              + " classes; expected from 2 to "
              + MaskOptions.MAX_CLASSES);
    }
    List<String> given = options.classNames();
    if (given != null && given.size() != classes.size()) {
      throw new IllegalArgumentException(
          "classes is "
              + given.size()
              + ", but "
              + legend.source()
              + " has "
              + classes.size()
              + " classes: "
              + String.join(", ", classes));
    }
    names = List.copyOf(given == null ? classes : given);
    images.forEach(this::check);
  }

  private void count(AnnotatedImage image) {
    Map<Integer, Long> ofImage = new HashMap<>();
    int[] codes = codes(MaskCodes.read(image));
    for (int start = 0, i = 1; i <= codes.length; i++) {
      if (i == codes.length || codes[i] != codes[start]) {
        ofImage.merge(codes[start], (long) i - start, Long::sum);
        start = i;
      }
    }
    counts.put(image.mask().orElseThrow().file(), ofImage);
  }

  /** Numbers that the legend lacks are classes: from 0 on where it names none at all. */
  private void addNumbers(List<String> classes) {
    TreeSet<Integer> numbers = new TreeSet<>();
    counts.values().forEach(ofImage -> numbers.addAll(ofImage.keySet()));
    numbers.removeIf(code -> indices.containsKey(code) || code >= ImageFiles.COLOR);
    if (classes.isEmpty() && !numbers.isEmpty()) {
      for (int code = 0; code < Math.min(numbers.last(), SegmentationSample.IGNORE); code++) {
        numbers.add(code);
      }
      numbers.removeIf(indices::containsKey);
    }
    for (int code : numbers) {
      indices.put(code, classes.size());
      classes.add("class" + code);
    }
  }

  /** The codes as the legend has them. */
  private int[] codes(Mask mask) {
    int[] codes = mask.codes().clone();
    for (int p = 0; p < codes.length; p++) {
      int code = codes[p];
      if (!indices.containsKey(code)) {
        codes[p] = meant(code, mask.palette());
      }
    }
    return codes;
  }

  private int meant(int code, int[] palette) {
    if (palette != null && code < palette.length) {
      int color = ImageFiles.COLOR | palette[code];
      return indices.containsKey(color) ? color : code;
    }
    boolean gray =
        code >= ImageFiles.COLOR
            && (code & 0xff) == (code >> 8 & 0xff)
            && (code & 0xff) == (code >> 16 & 0xff);
    if (gray) {
      return code & 0xff;
    }
    int shade = ImageFiles.COLOR | code << 16 | code << 8 | code;
    return code < 256 && indices.containsKey(shade) ? shade : code;
  }

  private int index(int code) {
    Integer index = indices.get(code);
    return index != null
        ? index
        : legend.others() == Others.REFUSED ? -1 : SegmentationSample.IGNORE;
  }

  private void check(AnnotatedImage image) {
    Path file = image.mask().orElseThrow().file();
    counts
        .get(file)
        .forEach(
            (code, count) -> {
              boolean refused = legend.others() == Others.NUMBERED && code >= ImageFiles.COLOR;
              if (!indices.containsKey(code) && (refused || index(code) < 0)) {
                throw new IllegalArgumentException(
                    "mask "
                        + file
                        + " has the value "
                        + MaskLegend.show(code)
                        + " ("
                        + count
                        + (count == 1 ? " pixel" : " pixels")
                        + "), which is not in "
                        + legend.source());
              }
            });
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public byte[] labels(AnnotatedImage image) {
    int[] codes = codes(image.mask().orElseThrow().read());
    byte[] labels = new byte[codes.length];
    for (int p = 0; p < labels.length; p++) {
      labels[p] = p > 0 && codes[p] == codes[p - 1] ? labels[p - 1] : (byte) index(codes[p]);
    }
    return labels;
  }

  @Override
  public Set<Integer> classes(AnnotatedImage image) {
    return counts.get(image.mask().orElseThrow().file()).keySet().stream()
        .map(this::index)
        .filter(index -> index != SegmentationSample.IGNORE)
        .collect(toSet());
  }

  @Override
  public long[] pixels(List<AnnotatedImage> images) {
    long[] pixels = new long[names.size()];
    for (AnnotatedImage image : images) {
      counts
          .get(image.mask().orElseThrow().file())
          .forEach(
              (code, count) -> {
                if (index(code) != SegmentationSample.IGNORE) {
                  pixels[index(code)] += count;
                }
              });
    }
    return pixels;
  }

  @Override
  public List<String> warnings() {
    return List.of();
  }
}
