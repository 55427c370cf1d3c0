package org.dl4jvision.data.detection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.dl4jvision.box.ObjectBox;
import org.dl4jvision.data.ImageSize;
import org.dl4jvision.data.Region;
import org.dl4jvision.data.Split;
import org.dl4jvision.io.MemoryBudget;

/**
 * The images of a split in half their size, a quarter of it and so on, as a network's input wants
 * them. Those of large images are made strip by strip, so that such an image is never in memory as
 * floats, and kept up to a limit. Thread-safe.
 */
final class HalvedImages {

  /** Pixels of a strip, and of an image that is read as a whole and not kept. */
  private static final int STRIP = 1 << 20;

  private final DetectionDataset dataset;
  private final Split split;
  private final MemoryBudget memory = new MemoryBudget(Runtime.getRuntime().maxMemory() / 16);
  private final Map<Key, Grid> kept = new ConcurrentHashMap<>();

  private record Key(int index, int times) {}

  HalvedImages(DetectionDataset dataset, Split split) {
    this.dataset = dataset;
    this.split = split;
  }

  /**
   * An image.
   *
   * @param times how often its sides are halved, and rounded down
   */
  Grid get(int index, int times) {
    ImageSize size = dataset.imageSize(split, index);
    if (times == 0 || Region.of(size).area() <= STRIP) {
      DetectionSample sample = dataset.get(split, index);
      return half(new Grid(sample.image(), sample.height(), sample.width()), times);
    }
    Key key = new Key(index, times);
    Grid known = kept.get(key);
    if (known != null) {
      return known;
    }
    Grid grid = read(index, size, times);
    if (memory.take(4L * grid.values.length)) {
      kept.put(key, grid);
    }
    return grid;
  }

  private Grid half(Grid grid, int times) {
    return Stream.iterate(grid, one -> one.half(dataset.channels())).skip(times).findFirst().get();
  }

  /**
   * An image with its objects, halved until no side is longer than a picture's.
   *
   * @param longest side of the picture
   */
  static DetectionSample picture(DetectionDataset dataset, Split split, int index, int longest) {
    ImageSize size = dataset.imageSize(split, index);
    int times = 0;
    while (Math.max(size.height(), size.width()) >> times > longest) {
      times++;
    }
    if (times == 0) {
      return dataset.get(split, index);
    }
    Grid grid = new HalvedImages(dataset, split).get(index, times);
    double scale = 1.0 / (1 << times);
    ImageTransform smaller = new ImageTransform(false, scale, 0, scale, 0);
    return new DetectionSample(
        dataset.imageName(split, index),
        dataset.channels(),
        grid.height,
        grid.width,
        grid.values,
        dataset.objects(split, index).stream()
            .map(o -> new ObjectBox(smaller.apply(o.box()), o.classIndex(), o.ignored()))
            .toList());
  }

  /** Strips of a multiple of 2^times rows are halved to the same pixels as the whole image. */
  private Grid read(int index, ImageSize size, int times) {
    int channels = dataset.channels();
    int height = size.height() >> times;
    int width = size.width() >> times;
    int rows = Math.max(1, STRIP / size.width() >> times);
    float[] values = new float[channels * height * width];
    for (int to = 0; to < height; to += rows) {
      int count = Math.min(rows, height - to);
      Region region = Region.rows(to << times, count << times, size.width());
      DetectionSample strip = dataset.window(split, index, region, 0);
      Grid part = half(new Grid(strip.image(), strip.height(), strip.width()), times);
      for (int c = 0; c < channels; c++) {
        System.arraycopy(
            part.values, c * count * width, values, (c * height + to) * width, count * width);
      }
    }
    return new Grid(values, height, width);
  }
}
